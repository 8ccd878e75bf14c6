/** A desk in PostgreSQL; and two processes at one, each with connections of its own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../../test/cluster/postgres.ts';
import { openPostgresState } from '../postgres.ts';
import type { StateStore } from '../state.ts';
import { describeDesk } from './desk.suite.ts';
import { Desk, jsonBytes, jsonValue } from './desk.ts';
import { deskKey } from './keys.ts';

let server: Postgres;
const schema = freshSchema();
let partition = 0;
beforeAll(async () => {
  server = await sharedPostgres();
});
afterAll(async () => {
  await server.drop(schema);
  await server.remove();
});

const open = (key: number): Promise<StateStore> => openPostgresState({ url: server.url, schema, partition: key, shared: true });

describeDesk(
  'PostgreSQL',
  async () => {
    partition--;
    return { store: await open(partition), remove: async () => {} };
  },
  5,
);

it('loses no change of several processes (E1, E3)', async () => {
  partition--;
  const desks = await Promise.all(Array.from({ length: 3 }, async () => new Desk(await open(partition), 'd')));
  const count = (desk: Desk): Promise<number> =>
    desk.change({
      reads: [deskKey('n')],
      decide: ([value]) => {
        const next = (value ? jsonValue<number>(value) : 0) + 1;
        return { writes: [{ key: deskKey('n'), value: jsonBytes(next) }], result: next };
      },
    });
  const counts = await Promise.all(Array.from({ length: 90 }, (_, i) => count(desks[i % 3]!)));
  expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
  for (const desk of desks) await desk.close();
});
