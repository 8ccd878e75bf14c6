import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { diagnosisCommand } from './diagnosis.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

const ERROR = { journey: 'cart', step: 'remind', measure: 'error', count: 90, of: 120, value: 0.75, past: { count: 12, of: 1_200 } };
const BROKEN = { ...ERROR, by: 'guardrail', threshold: 0.05, z: 21.25, verdict: 'breached', breached: true, usual: 0.01 };
const reroute = { journey: 'cart', step: 'remind', on: true, held: false, by: 'diagnosis', reason: 'error', since: 0 };
const CART = { journey: 'cart', at: 0, steps: [{ step: 'remind', hasFallback: true, reroute, measurements: [BROKEN] }] };

let server: FastifyInstance;
let url: string;
let answer: { journeys: object[] };
let said: unknown;
beforeEach(async () => {
  server = fastify();
  server.get('/v1/diagnosis', async () => answer);
  server.get('/v1/journeys/cart/diagnosis', async () => CART);
  server.post('/v1/journeys/cart/steps/remind/reroute', async ({ body }) => {
    said = body;
    return CART;
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function volano(...words: readonly string[]): Promise<string> {
  const { world, out } = captured();
  const command = diagnosisCommand(world, async (where) => managementClient(where));
  expect(await runProgram(['diagnosis', ...words, '--url', url], world, [command])).toBe(0);
  return out();
}

test('what is broken, and what is rerouted', async () => {
  const out = await volano('cart');
  expect(out).toMatch(/remind\s+error\s+75\.0%\s+90 \/ 120\s+1\.0%\s+5\.0%\s+21\.3\s+BROKEN/);
  expect(out).toContain('Step remind is rerouted since 1970-01-01T00:00:00.000Z because of error, by diagnosis.');
  expect(out).not.toContain('Nothing is broken');
});

test('how far it has recovered, what is held, and nothing wrong', async () => {
  const [step] = CART.steps;
  answer = {
    journeys: [
      { ...CART, steps: [{ ...step, reroute: { ...reroute, held: true, by: 'Li' }, measurements: [{ ...BROKEN, recovery: 0.4 }] }] },
    ],
  };
  expect(await volano()).toMatch(/recovered by 40\.0%[\s\S]*held so by Li: error/);
  const { reroute: _, ...usual } = step!;
  answer = { journeys: [{ ...CART, steps: [{ ...usual, measurements: [{ ...BROKEN, breached: false, verdict: 'undecided' }] }] }] };
  expect(await volano()).toMatch(/undecided[\s\S]*Nothing is broken/);
});

test('no journeys, nobody yet, and as JSON', async () => {
  answer = { journeys: [] };
  expect(await volano()).toContain('has no journeys');
  answer = { journeys: [{ ...CART, steps: [{ step: 'remind', hasFallback: false, measurements: [] }] }] };
  expect(await volano()).toContain('Nobody has come');
  expect(JSON.parse(await volano('cart', '--json'))).toEqual({ journeys: [CART] });
});

test('a person reroutes', async () => {
  expect(await volano('reroute', 'cart', 'remind', 'off', '--by', 'Li', '--reason', 'the provider is back')).toContain('remind');
  expect(said).toEqual({ action: 'off', by: 'Li', reason: 'the provider is back' });
});
