/**
 * Whatever people do, and however they are taken for one: after merges have been undone, and more has come, the engine says of everybody what the SQL over
 * `events_by_customer` says, and a replay says the same.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import { defineNamespace, defineSegment, defineTag, defineTrait, event, type Project, trait } from '../../define/index.ts';
import { readKnowledge } from '../../learn/index.ts';
import { Shop, shopProject } from '../shop.suite.ts';
import { verify } from '../verify/index.ts';

const name = { en: 'x', zh: 'x' };
const KEPT = new Set(['workspace', 'purpose', 'policy']);
const PROJECT: Project = {
  definitions: [
    ...shopProject().definitions.filter(({ kind, id }) => KEPT.has(kind) || id === 'city' || id === 'orders' || id === 'spent'),
    defineNamespace({ id: 'card', name, priority: 1, limit: 9 }),
    defineNamespace({ id: 'device', name, priority: 2, limit: 9 }),
    defineTrait({ id: 'skus', name, aggregate: 'distinct_count', event: 'Order Completed', property: 'sku' }),
    defineTrait({ id: 'favorite', name, aggregate: 'most_frequent', event: 'Order Completed', property: 'sku', window: { last: '30d' } }),
    defineTrait({ id: 'latest', name, aggregate: 'last', event: 'View', property: 'sku' }),
    defineTag({ id: 'buyer', name, owner: 'crm', rule: trait('orders').atLeast(1) }),
    defineTag({ id: 'loyal', name, owner: 'crm', rule: trait('spent').atLeast(20) }),
    defineSegment({ id: 'keen', name, condition: event('View').performed({ atLeast: 3, within: { last: '60d' } }) }),
    defineSegment({ id: 'idle', name, condition: event('Order Completed').notPerformed({ within: { last: '60d' } }) }),
  ],
};
const DAY = 86_400_000;

interface Call {
  readonly who: readonly (readonly [type: 'card' | 'device', n: number])[];
  readonly what: 'View' | 'Order Completed' | 'identify';
  readonly sku: number;
  readonly revenue: number;
  readonly daysAgo: number;
}

const identifier = fc.tuple(fc.constantFrom('card' as const, 'device' as const), fc.nat(3));
const call: fc.Arbitrary<Call> = fc.record({
  who: fc.oneof(
    { weight: 5, arbitrary: fc.tuple(identifier) },
    { weight: 2, arbitrary: fc.tuple(identifier, identifier) },
    { weight: 1, arbitrary: fc.tuple(identifier, identifier, identifier) },
  ),
  what: fc.constantFrom('View' as const, 'Order Completed' as const, 'identify' as const),
  sku: fc.nat(3),
  revenue: fc.integer({ min: 1, max: 12 }),
  daysAgo: fc.constantFrom(0, 1, 10, 40),
});
const world = fc.record({
  before: fc.array(call, { minLength: 6, maxLength: 18 }),
  after: fc.array(call, { maxLength: 6 }),
  choose: fc.nat(99),
  byMessage: fc.boolean(),
});

const WORLDS = Number(process.env.UNMERGE_WORLDS ?? 24);
const SEED = Number(process.env.UNMERGE_SEED ?? Date.now() % 2 ** 31);
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(PROJECT);
});
afterAll(() => shop.close());

/** Identifiers and messages of a world are its own. */
function sent({ who, what, sku, revenue, daysAgo }: Call, messageId: string, of: number): JsonObject {
  const context = { externalIds: who.map(([type, n]) => ({ type, id: `${of}-${type}-${n}` })) };
  const timestamp = new Date(Date.now() - daysAgo * DAY).toISOString();
  const common = { messageId, context, timestamp };
  if (what === 'identify') return { type: 'identify', traits: { city: `city-${sku}` }, ...common };
  return { type: 'track', event: what, properties: { revenue, sku: `sku-${sku}` }, ...common };
}

test(`engine, SQL and replay agree about everybody after merges were undone (UNMERGE_SEED=${SEED})`, { timeout: 240_000 }, async () => {
  let parted = 0;
  const worlds = fc.sample(world, { numRuns: WORLDS, seed: SEED });
  for (const [of, { before, after, choose, byMessage }] of worlds.entries()) {
    await shop.batch(...before.map((one, i) => sent(one, `${of}-b${i}`, of)));
    await shop.running.settle();
    const merges = await mergesOf(of);
    const chosen = merges[choose % Math.max(1, merges.length)];
    if (chosen) {
      const target = byMessage ? { cause: { message: chosen.message! } } : { customer: chosen.into, from: [chosen.from] };
      const { profiles, refused } = await shop.running.unmerge(target, { by: 'test', max: 10 });
      expect(refused).toEqual([]);
      parted += profiles;
    }
    if (after.length > 0) await shop.batch(...after.map((one, i) => sent(one, `${of}-a${i}`, of)));
  }
  expect(parted).toBeGreaterThan(WORLDS / 4);
  await shop.running.settle();
  const inWarehouse = await readKnowledge(shop.running.warehouse, PROJECT.definitions, { now: Date.now(), edges: {} });
  const live: (Present & { readonly traits: object })[] = [];
  for await (const { id, traits, tags, segments } of shop.running.customers())
    live.push({ customer: id, traits, tags: [...tags].sort(), segments: [...segments].sort() });
  expect(live.length).toBeGreaterThan(WORLDS);
  expect(inWarehouse).toEqual(live);
  // The stays that have not ended are those of now; of a profile that others were parted from, what it had through them alone is not told anew.
  const rebuilt = await shop.running.warehouse.query<{ id: string }>("SELECT DISTINCT customer AS id FROM facts WHERE action = 'rebuilt'");
  const parting = new Set(rebuilt.map(({ id }) => id));
  const members = live.map(({ customer, tags, segments }) => ({ customer, tags, segments }));
  const stays = await present(members.map(({ customer }) => customer));
  expect(stays.filter(({ customer }) => !parting.has(customer))).toEqual(members.filter(({ customer }) => !parting.has(customer)));
  const { equal, difference } = await verify({ dataFolder: shop.directory });
  expect(difference).toBeUndefined();
  expect(equal).toBe(true);
});

interface Present {
  readonly customer: string;
  readonly tags: readonly string[];
  readonly segments: readonly string[];
}

/** Tags and segments that these customers have now, by the views that say from when to when they had them. */
async function present(customers: readonly string[]): Promise<Present[]> {
  const held = async (kind: 'tag' | 'segment'): Promise<Map<string, string[]>> => {
    const rows = await shop.running.warehouse.query<{ customer: string; ids: string[] }>(
      `SELECT customer, arraySort(groupArray(${kind})) AS ids FROM ${kind}_membership WHERE left_at IS NULL GROUP BY customer`,
    );
    return new Map(rows.map(({ customer, ids }) => [customer, ids]));
  };
  const [tags, segments] = await Promise.all([held('tag'), held('segment')]);
  expect([...tags.keys(), ...segments.keys()].filter((id) => !customers.includes(id))).toEqual([]);
  return customers.map((customer) => ({ customer, tags: tags.get(customer) ?? [], segments: segments.get(customer) ?? [] }));
}

/** The merges of a world that stand, by what its customers' histories say. */
async function mergesOf(of: number): Promise<{ from: string; into: string; message?: string }[]> {
  const found = new Map<string, { from: string; into: string; message?: string }>();
  for (const type of ['card', 'device']) {
    for (let n = 0; n < 4; n++) {
      const history = await shop.running.identityHistory({ namespace: type, value: `${of}-${type}-${n}` });
      for (const { from, message } of history?.merges ?? [])
        found.set(from, { from, into: history!.customer, ...(message !== undefined && { message }) });
    }
  }
  return [...found.values()];
}
