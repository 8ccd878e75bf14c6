import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { runProgram } from './program.ts';
import { segmentsCommand } from './segments.ts';
import { captured } from './terminal.suite.ts';

const AT = Date.UTC(2026, 4, 1, 9, 30);
const name = { en: 'Good ones', zh: '好客户' };
const users = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `journey.${id}`);
const ROWS = [
  {
    kind: 'segment',
    id: 'good',
    name,
    version: 1,
    state: 'live',
    members: 12_000,
    growth7d: 34,
    changedAt: AT,
    reachable: 0.5,
    usedBy: users,
  },
  { kind: 'segment', id: 'new', name, version: 1, state: 'preparing', members: 0, growth7d: 0, usedBy: [] },
  { kind: 'tag', id: 'buyer', name, version: 1, state: 'live', members: 5, growth7d: -2, usedBy: ['segment.good'] },
];

let server: FastifyInstance;
let url: string;
let groups: typeof ROWS;
beforeEach(async () => {
  groups = ROWS;
  server = fastify();
  server.get('/v1/groups', async () => ({ groups, position: 9, behind: 1_500 }));
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function run(words: readonly string[], locale: 'en' | 'zh' = 'en'): Promise<{ lines: string[]; err: string }> {
  const { world, out, err } = captured({ locale });
  expect(await runProgram(['segments', ...words], world, [segmentsCommand(world, async () => managementClient({ url }))])).toBe(0);
  return { lines: out().split('\n'), err: err() };
}

describe('volano segments', () => {
  test('lists segments with members, growth, reach, freshness and users', async () => {
    const { lines, err } = await run([]);
    expect(lines).toEqual([
      'segment  name       members  7 days  reachable  state      last change               read by',
      'good     Good ones   12,000     +34        50%  live       2026-05-01T09:30:00.000Z  journey.a, journey.b, journey.c, journey.d, journey.e (+1)',
      'new      Good ones        0       0             preparing',
    ]);
    expect(err).toContain('1,500');
  });

  test('lists tags, in Chinese', async () => {
    const { lines } = await run(['--tags'], 'zh');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^buyer +好客户 +5 +-2 +生效 +segment\.good$/);
  });

  test('says when there are none, and prints JSON', async () => {
    expect(JSON.parse((await run(['--json', '--tags'])).lines.join(''))).toMatchObject({ groups: [{ id: 'buyer' }], position: 9 });
    groups = [];
    expect((await run([])).lines).toEqual(['Nothing is released.']);
  });
});
