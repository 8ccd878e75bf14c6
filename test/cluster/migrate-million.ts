/** How long a large state takes from LMDB to PostgreSQL and back: `npm run bench:migrate [rows]`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compareState,
  copyState,
  openLmdbState,
  openPostgresState,
  type StateReader,
  type StateStore,
} from '../../src/port/state/index.ts';
import { freshSchema, sharedPostgres } from './postgres.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const AT_ONCE = 5_000;
const VALUE_BYTES = 300;

const folder = mkdtempSync(join(tmpdir(), 'volano-million-'));
const postgres = await sharedPostgres();
const schema = freshSchema();
const stores: StateStore[] = [
  await openLmdbState({ path: join(folder, 'from') }),
  await openPostgresState({ url: postgres.url, schema, partition: 0 }),
  await openLmdbState({ path: join(folder, 'back') }),
];
const [from, cluster, back] = stores as [StateStore, StateStore, StateStore];
try {
  await timed(`filled ${ROWS} rows`, fill);
  await timed('there', () => copyState(from, cluster));
  await timed('compared', () => assertSame(from, cluster));
  await timed('back', () => copyState(cluster, back));
  await timed('compared', () => assertSame(from, back));
} finally {
  for (const store of stores) await store.close();
  await postgres.drop(schema);
  await postgres.remove();
  rmSync(folder, { recursive: true });
}

async function fill(): Promise<void> {
  for (let row = 0; row < ROWS; row += AT_ONCE) {
    const writes = Array.from({ length: Math.min(AT_ONCE, ROWS - row) }, (_, i) => {
      const key = Buffer.alloc(16);
      key.writeUInt32BE(((row + i) * 2_654_435_761) >>> 0);
      key.writeUInt32BE(row + i, 4);
      return { table: 'customer', key, value: Buffer.alloc(VALUE_BYTES, row + i) } as const;
    });
    await from.commit(writes).durable;
  }
}

async function assertSame(a: StateReader, b: StateReader): Promise<void> {
  if (await compareState(a, b)) throw new Error('The copy is not the same.');
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  await work();
  process.stdout.write(`${what}: ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
}
