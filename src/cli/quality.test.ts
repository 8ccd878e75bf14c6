import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { runProgram } from './program.ts';
import { qualityCommand } from './quality.ts';
import { captured } from './terminal.suite.ts';

const ABOUT = { source: 'pos', event: 'Order Completed' };
const MISSING = { ...ABOUT, measure: 'missing', value: 0.125, threshold: 0.05, z: 7.25, breached: true };
const VOLUME = { ...ABOUT, measure: 'volume', value: 1_200, threshold: 5, z: -9, breached: true };
const FULL = {
  at: 0,
  sources: [
    { source: 'pos', score: 61, events: 1_600 },
    { source: 'web', events: 3 },
  ],
  events: [{ ...ABOUT, hour: 0, counts: { events: 1_600 }, measurements: [MISSING, VOLUME] }],
  expected: [],
  measurements: [MISSING, VOLUME, { ...MISSING, measure: 'late', breached: false }],
};

let server: FastifyInstance;
let url: string;
let answer: object;
let asked: unknown;

beforeEach(async () => {
  server = fastify();
  server.get('/v1/quality', async ({ query }) => {
    asked = query;
    return answer;
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function volano(...words: readonly string[]): Promise<string> {
  const { world, out } = captured();
  const command = qualityCommand(world, async (where) => managementClient(where));
  expect(await runProgram(['quality', ...words, '--url', url], world, [command])).toBe(0);
  return out();
}

test('scores, rates and breaches', async () => {
  answer = FULL;
  const out = await volano();
  expect(out).toMatch(/pos\s+61\s+1,600/);
  expect(out).toMatch(/pos\s+Order Completed\s+1,600\s+12\.5%/);
  expect(out).toContain('Breach: missing of pos Order Completed: 12.5%, threshold 5.0%, z 7.3');
  expect(out).toContain('Breach: volume of pos Order Completed: 1,200, threshold 5, z -9.0');
  expect(out).not.toContain('Breach: late');
});

test('as of an instant of the past', async () => {
  answer = FULL;
  await volano('--at', '2026-03-01T12:00Z');
  expect(asked).toEqual({ at: String(Date.UTC(2026, 2, 1, 12)) });
});

test('nothing wrong, nothing there, as JSON', async () => {
  answer = { ...FULL, measurements: [] };
  expect(await volano()).toContain('Nothing is a breach.');
  expect(JSON.parse(await volano('--json'))).toEqual(answer);
  answer = { at: 0, sources: [], events: [], expected: [], measurements: [] };
  expect(await volano()).toContain('No events have come');
});
