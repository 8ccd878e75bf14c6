/**
 * A disk that becomes full at the wrong moment can leave a part of a table that ClickHouse takes for whole and cannot read: every query of it fails
 * from then on (seen: an index whose marks file is empty).
 *
 * X1. Such a part is taken out of its table when it is what one insert has made: its rows are still in the state store, for on a disk that is nearly
 *     full no row is settled before it has been read back. They are missing then, and are sent again. The part is kept, detached.
 * X2. A part that others have been merged into is left alone: nobody else has its rows.
 */
import { VolanoError } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { quoted } from '../tables/index.ts';

/** What is asked, once more when a damaged part stood in its way and has been taken out. */
export async function pastDamage<Answer>(warehouse: Warehouse, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(await isTakenOut(warehouse, error))) throw error;
    return ask();
  }
}

/** The message of a part that cannot be read names a file of it. */
async function isTakenOut(warehouse: Warehouse, error: unknown): Promise<boolean> {
  if (!(error instanceof VolanoError) || error.code !== 'VOLANO_WAREHOUSE_FAILED') return false;
  const parts = await warehouse.query<{ table: string; name: string; level: number; path: string }>(
    `SELECT table, name, level, path FROM system.parts WHERE active AND database = currentDatabase() AND table IN ('events', 'facts')`,
  );
  const damaged = parts.find(({ path, level }) => Number(level) === 0 && error.message.includes(path));
  if (!damaged) return false;
  await warehouse.execute(`ALTER TABLE ${damaged.table} DETACH PART ${quoted(damaged.name)}`);
  process.emitWarning(`A part of the warehouse that cannot be read is set aside, and its rows are written again: ${damaged.path}`);
  return true;
}
