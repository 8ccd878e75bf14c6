/** The timeline and the lineage of customers of the running product. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import { defineProject, defineTrait, type Project, type TraitDefinition } from '../../define/index.ts';
import type { TraitLineage } from '../lineage/index.ts';
import { order, Shop, shopProject, view } from '../shop.suite.ts';
import type { Timeline, TimelineQuestion, TimelineRow } from './timeline.ts';

const name = { en: 'Name', zh: '名称' };
const DAY = 86_400_000;
const NOON = Date.UTC(2026, 0, 15, 12);

function project(more: readonly TraitDefinition[] = []): Project {
  return defineProject(
    ...shopProject().definitions,
    defineTrait({
      id: 'big',
      name,
      aggregate: 'sum',
      event: 'Order Completed',
      property: 'revenue',
      where: { combinator: 'and', rules: [{ field: 'property.revenue', operator: '>', value: 50 }] },
    }),
    defineTrait({ id: 'seen', name, aggregate: 'last', event: '*' }),
    defineTrait({ id: 'mean', name, formula: { op: 'divide', args: [{ trait: 'spent' }, { trait: 'orders' }] } }),
    ...more,
  );
}

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(project());
});
afterAll(() => shop.close());

const whom = (user: string) => ({ namespace: 'user_id', value: user });
const ask = (more: Partial<TimelineQuestion> = {}): TimelineQuestion => ({ kinds: ['events', 'facts', 'messages'], limit: 50, ...more });
const timeline = async (user: string, more: Partial<TimelineQuestion> = {}): Promise<Timeline> =>
  (await shop.running.questions.timeline(whom(user), ask(more)))!;
const lineage = async (user: string, traits?: readonly string[]): Promise<Record<string, TraitLineage>> => {
  const found = (await shop.running.questions.lineage(whom(user), traits))!;
  return Object.fromEntries(found.traits.map((one) => [one.trait, one]));
};
const events = ({ rows }: Timeline): string[] => rows.flatMap((row) => (row.kind === 'events' ? [row.message] : []));
const at = (day: number): JsonObject => ({ timestamp: new Date(NOON + day * DAY).toISOString() });

describe('a timeline', () => {
  test('has an event soon after it was acknowledged, without anybody waiting for the warehouse', async () => {
    await shop.call(view('ada', 'a1'));
    await vi.waitFor(async () => expect(events(await timeline('ada'))).toEqual(['a1']), { timeout: 30_000, interval: 10 });
  });

  test('has events, what was concluded, and messages, newest first', async () => {
    await shop.call(order('bob', 'b1', 20, { properties: { revenue: 20, color: 'red' } }));
    await shop.running.settle();
    const { rows, customer, next } = await timeline('bob');
    expect(next).toBeUndefined();
    const numbers = rows.map(({ id }) => Number(id.split('-')[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    const own = rows.find((row) => row.kind === 'events' && row.message === 'b1');
    expect(own).toMatchObject({ event: 'Order Completed', customer, properties: { color: 'red' } });
    const told = rows.flatMap((row) => (row.kind === 'events' ? [] : [`${row.kind} ${row.fact.kind}.${row.fact.action}`]));
    expect(told).toEqual(
      expect.arrayContaining(['facts tag.set', 'facts journey.entered', 'messages verdict.send', 'messages message.decided']),
    );
    expect(told).toContain('messages message.sent');
  });

  test('comes by kind, event, source and time', async () => {
    await shop.batch(view('cid', 'c1', at(0)), order('cid', 'c2', 5, at(1)), view('cid', 'c3', at(2)));
    await shop.running.settle();
    const times = { from: NOON + DAY, to: NOON + 2 * DAY };
    expect(events(await timeline('cid', { kinds: ['facts', 'messages'] }))).toEqual([]);
    expect((await timeline('cid', { kinds: ['messages'] })).rows.every(({ kind }) => kind === 'messages')).toBe(true);
    expect(events(await timeline('cid', times))).toEqual(['c2']);
    const views = await timeline('cid', { events: ['View'] });
    expect([events(views), views.rows.length]).toEqual([['c3', 'c1'], 2]);
    const source = (views.rows[0] as Extract<TimelineRow, { kind: 'events' }>).source;
    expect(events(await timeline('cid', { sources: [source] }))).toEqual(['c3', 'c2', 'c1']);
    expect((await timeline('cid', { sources: ['nobody'] })).rows).toEqual([]);
  });

  test('goes down page by page though new ones come', async () => {
    for (let i = 0; i < 7; i++) await shop.call(view('dan', `d${i}`));
    await shop.running.settle();
    const found: string[] = [];
    let pages = 0;
    for (let before: string | undefined; ; ) {
      const page = await timeline('dan', { limit: 3, events: ['View'], before });
      found.push(...events(page));
      await shop.call(view('dan', `later${pages++}`));
      await shop.running.settle();
      if (page.next === undefined) break;
      before = page.next;
    }
    expect(found).toEqual(['d6', 'd5', 'd4', 'd3', 'd2', 'd1', 'd0']);
  });

  test('is of the customer of today', async () => {
    await shop.call(view('eve', 'e1'));
    await shop.batch({ type: 'track', event: 'View', anonymousId: 'eve-phone', messageId: 'e2' });
    await shop.batch(view('eve', 'e3', { anonymousId: 'eve-phone' }));
    await shop.running.settle();
    expect(events(await timeline('eve'))).toEqual(['e3', 'e2', 'e1']);
    const arrived = (await timeline('eve', { events: ['View'] })).rows.map((row) => (row.kind === 'events' ? row.customer : ''));
    expect(new Set(arrived).size).toBe(2);
  });

  test('of nobody is none', async () => {
    expect(await shop.running.questions.timeline(whom('nobody'), ask())).toBeUndefined();
    expect(await shop.running.questions.lineage(whom('nobody'), undefined)).toBeUndefined();
  });
});

describe('the lineage of a trait', () => {
  test('is the latest event that contributed to it, of those of its filter and its property', async () => {
    await shop.batch(order('fay', 'f1', 60, at(0)), order('fay', 'f2', 40, at(1)), view('fay', 'f3', at(2)));
    await shop.batch({
      type: 'track',
      event: 'Order Completed',
      userId: 'fay',
      messageId: 'f4',
      properties: { revenue: 'free' },
      ...at(3),
    });
    await shop.running.settle();
    const found = await lineage('fay');
    expect(found.big).toMatchObject({
      kind: 'computed',
      version: 1,
      value: 60,
      last: { message: 'f1', event: 'Order Completed', time: NOON },
    });
    expect(found.spent).toMatchObject({ value: 100, last: { message: 'f2' } });
    expect(found.orders).toMatchObject({ value: 3, last: { message: 'f4' } });
    expect(found.seen).toMatchObject({ value: NOON + 3 * DAY, last: { message: 'f4' } });
  });

  test('counts an event that came late by its own time', async () => {
    await shop.batch(order('gus', 'g1', 60, at(5)));
    await shop.batch(order('gus', 'g2', 70, at(4)));
    await shop.running.settle();
    expect((await lineage('gus')).big).toMatchObject({ value: 130, last: { message: 'g1' } });
  });

  test('of what was declared is who said so, also that it is nothing any more', async () => {
    const identify = (messageId: string, traits: JsonObject, day: number): JsonObject => ({
      type: 'identify',
      userId: 'hal',
      messageId,
      traits,
      ...at(day),
    });
    await shop.batch(identify('h1', { city: 'Rome' }, 0), identify('h2', { city: 7 }, 1), identify('h3', { other: 'x' }, 2));
    await shop.running.settle();
    expect((await lineage('hal')).city).toMatchObject({ kind: 'declared', value: 'Rome', last: { message: 'h1' } });
    await shop.batch(identify('h4', { city: null }, 3));
    await shop.running.settle();
    const { city } = await lineage('hal');
    expect(city).toMatchObject({ last: { message: 'h4' } });
    expect(city).not.toHaveProperty('value');
  });

  test('of a formula goes through what it reads', async () => {
    const { mean, rank } = await lineage('fay', ['mean', 'rank']);
    expect(mean).toMatchObject({ kind: 'formula', value: 33.3333, reads: ['spent', 'orders'], last: { message: 'f4', through: 'orders' } });
    expect(rank).toMatchObject({ kind: 'score', reads: ['spent'], last: { message: 'f2', through: 'spent' } });
  });

  test('that nothing has touched is empty, and only what was asked for comes', async () => {
    const found = await lineage('ada', ['big']);
    expect(found).toEqual({ big: { trait: 'big', kind: 'computed', version: 1, value: 0 } });
  });

  test('of two thousand traits takes as many questions to the warehouse as that of a few', async () => {
    const many = Array.from({ length: 2_000 }, (_, i) =>
      defineTrait({ id: `t${i}`, name, aggregate: 'count', event: i % 2 ? 'View' : `E${i}` }),
    );
    const questions = async (): Promise<number> => {
      const asked = vi.spyOn(shop.running.warehouse, 'query');
      await lineage('fay');
      // Others ask, too, whenever they like.
      const count = asked.mock.calls.filter(([sql]) => sql.includes('customer_on_arrival')).length;
      asked.mockRestore();
      return count;
    };
    const before = await questions();
    expect(before).toBeGreaterThan(0);
    await shop.running.applyProject(project(many));
    await vi.waitFor(() => expect(shop.running.releases.plan.preparation).toBeUndefined(), { timeout: 30_000, interval: 20 });
    expect(await questions()).toBe(before);
    expect((await lineage('fay')).t1).toMatchObject({ value: 1, last: { message: 'f3' } });
  });
});
