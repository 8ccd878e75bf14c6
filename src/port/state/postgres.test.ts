import { afterAll, beforeAll } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState } from './postgres.ts';
import { describeState } from './state.suite.ts';

let server: Postgres;
const schema = freshSchema();
let partitions = 0;
beforeAll(async () => {
  server = await sharedPostgres();
});
afterAll(async () => {
  await server.drop(schema);
  await server.remove();
});

describeState(
  'PostgreSQL',
  async () => {
    const partition = partitions++;
    return { open: (options) => openPostgresState({ ...options, url: server.url, schema, partition }), remove: async () => {} };
  },
  25,
);
