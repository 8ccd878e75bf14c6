/**
 * Whatever people do, and however they are taken for one: after merges have been undone, identifiers bound and taken out, and more has come, the engine says of everybody what the SQL over
 * `events_by_customer` says, and a replay says the same.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Identifier, JsonObject } from '../../core/index.ts';
import { defineNamespace, defineSegment, defineTag, defineTrait, event, type Project, trait } from '../../define/index.ts';
import { readKnowledge } from '../../learn/index.ts';
import { inOnePartition, verifyHere } from '../installed.suite.ts';
import { Shop, shopProject } from '../shop.suite.ts';

inOnePartition();

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

type Named = readonly [type: 'card' | 'device', n: number];

interface Call {
  readonly who: readonly Named[];
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
  /** What staff says of identifiers, before merges are undone and after. */
  said: fc.array(fc.record({ identifier, to: fc.option(identifier, { nil: undefined, freq: 2 }) }), { minLength: 2, maxLength: 4 }),
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
  let [parted, bound] = [0, 0];
  const worlds = fc.sample(world, { numRuns: WORLDS, seed: SEED });
  for (const [of, { before, after, choose, said, byMessage }] of worlds.entries()) {
    await shop.batch(...before.map((one, i) => sent(one, `${of}-b${i}`, of)));
    await shop.running.settle();
    const [first, ...others] = said;
    bound += await say(first!, of);
    const merges = await mergesOf(of);
    const chosen = merges[choose % Math.max(1, merges.length)];
    if (chosen) {
      const target =
        byMessage && chosen.message !== undefined ? { cause: { message: chosen.message } } : { customer: chosen.into, from: [chosen.from] };
      const { profiles, refused } = await shop.running.unmerge(target, { by: 'test', max: 10 });
      expect(refused).toEqual([]);
      parted += profiles;
    }
    for (const one of others) bound += await say(one, of);
    if (after.length > 0) await shop.batch(...after.map((one, i) => sent(one, `${of}-a${i}`, of)));
  }
  expect(parted).toBeGreaterThan(WORLDS / 4);
  expect(bound).toBeGreaterThan(WORLDS / 2);
  await shop.running.settle();
  const inWarehouse = await readKnowledge(shop.running.warehouse, PROJECT.definitions, { now: Date.now(), edges: {} });
  const live: { customer: string; traits: object; tags: readonly string[]; segments: readonly string[] }[] = [];
  for await (const { id, traits, tags, segments } of shop.running.customers())
    live.push({ customer: id, traits, tags: [...tags].sort(), segments: [...segments].sort() });
  expect(live.length).toBeGreaterThan(WORLDS);
  // An identifier that was taken out, and under which nothing has come, is nobody to the events.
  const known = await shop.running.warehouse.query<{ customer: string }>('SELECT DISTINCT customer FROM events_by_customer');
  const withEvents = new Set(known.map(({ customer }) => customer));
  expect(inWarehouse).toEqual(live.filter(({ customer }) => withEvents.has(customer)));
  // The stays that have not ended are those of now, and began when the engine says.
  const held: Stay[] = [];
  for (const { customer } of live) {
    const { tags, segments } = (await shop.running.profileOf({ customer }))!;
    for (const { id, since } of tags) held.push([customer, `tag.${id}`, since]);
    for (const { id, since } of segments) held.push([customer, `segment.${id}`, since]);
  }
  expect(await staysOfNow()).toEqual(held.sort(byText));
  const { equal, difference } = await verifyHere(shop.directory);
  expect(difference).toBeUndefined();
  expect(equal).toBe(true);
});

/** Binds the identifier, or takes it out. Returns 1 if that was possible. */
async function say({ identifier: one, to }: { identifier: Named; to: Named | undefined }, of: number): Promise<number> {
  const named = ([type, n]: Named): Identifier => [type, `${of}-${type}-${n}`];
  const { bindings } = shop.running;
  const said = to ? bindings.bind(named(one), named(to), { by: 'test' }) : bindings.unbind(named(one), { by: 'test' });
  return said.then(
    () => 1,
    (error: unknown) => {
      expect(error).toMatchObject({ code: expect.stringMatching(/^VOLANO_(RESOURCE_UNKNOWN|UNBIND_ALONE)$/) });
      return 0;
    },
  );
}

type Stay = readonly [customer: string, what: string, since: number];

/** Tags and segments that people have now, by the views that say from when to when they had them. */
async function staysOfNow(): Promise<Stay[]> {
  const stays: Stay[] = [];
  for (const kind of ['tag', 'segment']) {
    const rows = await shop.running.warehouse.query<{ customer: string; id: string; since: number | string }>(
      `SELECT customer, ${kind} AS id, toUnixTimestamp64Milli(entered_at) AS since FROM ${kind}_membership WHERE left_at IS NULL`,
    );
    for (const { customer, id, since } of rows) stays.push([customer, `${kind}.${id}`, Number(since)]);
  }
  return stays.sort(byText);
}

function byText(a: Stay, b: Stay): number {
  return a.join(' ') < b.join(' ') ? -1 : 1;
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
