import { setTimeout as sleep } from 'node:timers/promises';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RulesDifference } from '../core/index.ts';
import { managementClient } from './client.ts';
import { previewCommand } from './identity-preview.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

const BEFORE = { profiles: 12_000, merges: 30, dropped: 0, quarantined: 0, blocked: 1, unidentified: 0 };
const DIFFERENCE: RulesDifference = {
  events: 45_678,
  before: BEFORE,
  after: { ...BEFORE, profiles: 12_002, merges: 28 },
  split: {
    count: 2,
    examples: [
      [
        [
          ['user_id', 'ada'],
          ['card', '1'],
        ],
        [['email', 'a@b.c']],
      ],
    ],
  },
  joined: { count: 0, examples: [] },
};

let server: FastifyInstance;
let url: string;
let answer: object;
let asked: unknown;

beforeEach(async () => {
  answer = DIFFERENCE;
  server = fastify();
  server.post('/v1/identity/preview', async ({ body }) => {
    asked = body;
    await sleep(1_200);
    return answer;
  });
  server.get('/v1/identity/preview', async () => ({ progress: { done: 11_000, total: 44_000 } }));
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function run(words: readonly string[] = [], terminal: Parameters<typeof captured>[0] = {}) {
  const { world, out, err } = captured(terminal);
  const command = previewCommand(world, { loadProject: async () => ({ definitions: [] }), open: async (where) => managementClient(where) });
  const code = await runProgram(['preview', '.', ...words, '--url', url], world, [command]);
  return { code, out: out(), err: err() };
}

test('tells the figures of both and examples of who would change', async () => {
  const { code, out: printed } = await run();
  expect(code).toBe(0);
  expect(asked).toEqual({ project: { definitions: [] } });
  expect(printed).toContain('45,678 events');
  expect(printed).toMatch(/profiles\s+12,000\s+12,002/);
  expect(printed).toContain('2 profiles of today would be several:');
  expect(printed).toContain('user_id:ada card:1  |  email:a@b.c');
});

test('shows how far it has come where somebody looks', async () => {
  expect((await run([], { interactive: true })).err).toContain('25%');
  expect((await run()).err).toBe('');
});

test('says when nobody would change, and prints JSON for programs', async () => {
  answer = { ...DIFFERENCE, after: BEFORE, split: { count: 0, examples: [] } };
  expect((await run()).out).toContain('Everybody stays who they are.');
  expect(JSON.parse((await run(['--json'])).out)).toEqual(answer);
});
