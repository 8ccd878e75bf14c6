/** Everything that is known of every customer: by the live engine's states, and by SQL over the raw events. */
import type { Project } from '../../../define/index.ts';
import { readKnowledge, scoreEdgesSql } from '../../../learn/index.ts';
import type { Warehouse } from '../../../port/warehouse/index.ts';
import type { DemoApp } from '../app.ts';
import type { Known } from './agreement.ts';

export async function readLive(app: Pick<DemoApp, 'customers'>): Promise<readonly Known[]> {
  const known: Known[] = [];
  for await (const { id, traits, tags, segments } of app.customers()) known.push({ customer: id, traits, tags, segments });
  return known;
}

/** `now`: the instant of evaluation, ms since 1970 UTC. Scores use edges computed here and now, as the last refresh did. */
export async function readWarehouse(warehouse: Warehouse, { definitions }: Project, now: number): Promise<readonly Known[]> {
  const rows = await warehouse.query<{ readonly trait: string; readonly edges: readonly number[] }>(scoreEdgesSql(definitions, { now }));
  const edges = Object.fromEntries(rows.map((row) => [row.trait, row.edges]));
  return readKnowledge(warehouse, definitions, { now, edges });
}
