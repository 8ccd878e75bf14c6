import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Release } from '../../define/index.ts';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';
import { named } from '../release.suite.ts';

const purpose = (version: number, en: string) => ({ ...named('purpose', 'offers', { en, zh: '优惠' }), version });
const tag = named('tag', 'vip', { en: 'VIP', zh: '贵宾' });
const RELEASES: readonly Release[] = [
  { number: 1, definitions: [purpose(1, 'Offers'), tag] },
  { number: 2, definitions: [purpose(1, 'Offers'), tag] },
  { number: 3, definitions: [purpose(2, 'Our offers')] },
];

let shop: Shop;
let server: FastifyInstance;
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  const summaries = RELEASES.map(({ number, definitions }) => ({ number, definitions: definitions.length, changed: 0 })).reverse();
  const given = { releases: async () => summaries, release: async (number: number) => RELEASES[number - 1] };
  await registerApi(server, { ...shop.dependencies, ...given }, { host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

async function ask(url: string): Promise<{ readonly status: number; readonly json: unknown }> {
  const { statusCode, body } = await server.inject({ url, headers: { host: 'localhost' } });
  return { status: statusCode, json: JSON.parse(body) };
}

test('those of the latest release are listed as they were written, all or of one kind', async () => {
  expect((await ask('/v1/definitions')).json).toEqual({ release: 3, definitions: [purpose(2, 'Our offers')] });
  expect((await ask('/v1/definitions?kind=tag')).json).toEqual({ release: 3, definitions: [] });
  expect((await ask('/v1/definitions?kind=label')).status).toBe(400);
});

test('one has its versions, newest first, with the releases that have them; also one that is gone', async () => {
  expect((await ask('/v1/definitions/purpose/offers')).json).toEqual({
    versions: [
      { ...purpose(2, 'Our offers'), releases: [3] },
      { ...purpose(1, 'Offers'), releases: [1, 2] },
    ],
  });
  expect((await ask('/v1/definitions/tag/vip')).json).toMatchObject({ versions: [{ version: 1, releases: [1, 2] }] });
  expect(await ask('/v1/definitions/tag/vap')).toEqual({ status: 200, json: { versions: [] } });
});
