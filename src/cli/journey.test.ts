import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { journeyCommand } from './journey.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

const ends = { exited: 2, exitedBy: { merged: 1, 'exit.event': 1 }, failed: 1, failedBy: { 'exit.step': 1 } };
const figures = { entered: 1_200, waiting: 3, completed: 1_194, converted: 0, ...ends };
const JOURNEY = {
  ...{ journey: 'care', name: { en: 'Care', zh: '关怀' }, isLive: true, ...figures },
  versions: [
    { version: 2, isLive: true, movedIn: 4, movedOut: 0, ...figures },
    { version: 1, isLive: false, movedIn: 0, movedOut: 0, ...figures, exited: 0, exitedBy: {}, failed: 0, failedBy: {} },
  ],
  wrong: [{ journey: 'care', version: 2, entered: 10, found: 9 }],
};
const step = {
  entered: 9,
  waiting: 3,
  proceeded: 4,
  exited: 1,
  exitedBy: { 'goal.event': 1 },
  failed: 1,
  failedBy: { 'consent.missing': 1 },
};
const DETAIL = {
  ...JOURNEY,
  versions: JOURNEY.versions.map((one) => ({
    ...one,
    steps: [
      { step: 'pause', type: 'wait', ...step },
      { step: 'gone', ...step },
    ],
  })),
};

let server: FastifyInstance;
let url: string;
let journeys: readonly object[];
let asked: unknown[];
beforeAll(async () => {
  server = fastify();
  server.get('/v1/journeys', async () => ({ journeys }));
  server.get('/v1/journeys/care', async () => DETAIL);
  server.post('/v1/journeys/:journey/start', async ({ params, body }) => {
    asked.push([(params as { journey: string }).journey, body]);
    return { messageId: 'm-1' };
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());
beforeEach(() => {
  journeys = [JOURNEY, { ...JOURNEY, journey: 'old', isLive: false, versions: [], wrong: [] }];
  asked = [];
});

async function volano(...words: readonly string[]) {
  const { world, out, err } = captured();
  const command = journeyCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['journey', ...words, '--url', url], world, [command]);
  return { code, out: out(), err: err() };
}

test('lists what becomes of customers, and says what does not add up', async () => {
  const { out } = await volano('list');
  expect(out).toMatch(/care +2, 1 +1,200 +3 +1,194 +0 +2 +1/);
  expect(out).toContain('old (of earlier releases)');
  expect(out).toContain('WRONG: care version 2, step -: 10 have entered, 9 are accounted for.');
  expect(JSON.parse((await volano('list', '--json')).out).journeys).toHaveLength(2);
  journeys = [];
  expect((await volano('list')).out).toContain('There are no journeys.');
});

test('shows one, version by version and step by step, with the reasons', async () => {
  const { out } = await volano('show', 'care');
  expect(out).toContain('care: Care');
  expect(out).toContain('Version 2, running');
  expect(out).toContain('Version 1, entered no more');
  expect(out).toContain('moved here from other versions 4, from here to others 0');
  expect(out).toContain('exit.event 1, exit.step 1, merged 1');
  expect(out).toMatch(/pause +wait +9 +3 +4 +1 +1 +consent.missing 1, goal.event 1/);
  expect(JSON.parse((await volano('show', 'care', '--json')).out).versions).toHaveLength(2);
});

test('starts a journey for a customer, who is named as everywhere', async () => {
  const { err, code } = await volano(
    'start',
    'care',
    '--customer',
    'user_id:u-17',
    '--properties',
    '{"order_id":"o-1"}',
    '--message-id',
    't-1',
  );
  expect(code).toBe(0);
  expect(err).toContain('Asked for care (message m-1).');
  expect(JSON.parse((await volano('start', 'care', '--customer', 'c1', '--json')).out)).toEqual({ journey: 'care', messageId: 'm-1' });
  expect(asked).toEqual([
    ['care', { identifiers: [['user_id', 'u-17']], properties: { order_id: 'o-1' }, messageId: 't-1' }],
    ['care', { customer: 'c1' }],
  ]);
});

test.each([['[]'], ['{'], ['7']])('properties that are no object are refused: %s', async (properties) => {
  const { code, err } = await volano('start', 'care', '--customer', 'c1', '--properties', properties);
  expect([code, asked]).toEqual([2, []]);
  expect(err).toContain('--properties');
});

test('without a customer nothing is asked', async () => {
  expect((await volano('start', 'care')).code).toBe(2);
  expect(asked).toEqual([]);
});
