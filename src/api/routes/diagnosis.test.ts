import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VolanoError } from '../../base/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { answerError } from '../route/index.ts';
import { registerDiagnosis } from './diagnosis.ts';

const CART = { journey: 'cart', at: 0, steps: [] };
let server: FastifyInstance;
let said: unknown;
beforeEach(async () => {
  server = fastify();
  server.setErrorHandler(answerError);
  const diagnosis: ApiDependencies['diagnosis'] = {
    of: async (journey) => {
      if (journey !== undefined && journey !== 'cart') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id: journey });
      return [CART];
    },
    reroute: async (asked) => {
      said = asked;
      return CART;
    },
  };
  registerDiagnosis(server, { diagnosis });
});
afterEach(() => server.close());

test('of all journeys, of one, of none', async () => {
  expect((await server.inject('/v1/diagnosis')).json()).toEqual({ journeys: [CART] });
  expect((await server.inject('/v1/journeys/cart/diagnosis')).json()).toEqual(CART);
  expect((await server.inject('/v1/journeys/none/diagnosis')).statusCode).toBe(404);
  expect((await server.inject('/v1/diagnosis?x=1')).statusCode).toBe(400);
});

test('a person reroutes', async () => {
  const url = '/v1/journeys/cart/steps/remind/reroute';
  expect((await server.inject({ method: 'POST', url, payload: { action: 'on', by: 'Li' } })).json()).toEqual(CART);
  expect(said).toEqual({ journey: 'cart', step: 'remind', action: 'on', by: 'Li', reason: '' });
  expect((await server.inject({ method: 'POST', url, payload: { action: 'away' } })).statusCode).toBe(400);
});
