/** The whole loop by the wall clock: over HTTP in, through log, engine, delivery and warehouse, and what is read of it. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inOnePartition } from './installed.suite.ts';
import { order, Shop, shopProject, view } from './shop.suite.ts';

inOnePartition();

const PATIENCE = { timeout: 30_000, interval: 50 };

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({
    faces: async (server, running) => void server.get('/hello', async () => ({ release: running.releases.list.length })),
  });
  await shop.running.applyProject(shopProject(), 'opening');
});
afterAll(() => shop.close());

const profileOf = async (user: string) => (await shop.running.profileOf({ namespace: 'user_id', value: user }))!;

describe('the server', () => {
  test('has the faces beside the door', async () => {
    const answer = await fetch(`${shop.running.url}/hello`);
    expect(await answer.json()).toEqual({ release: 1 });
  });

  test('knows its sources by their keys', async () => {
    const headers = { authorization: `Basic ${btoa('wrong-key:')}` };
    const answer = await fetch(`${shop.running.url}/v1/track`, { method: 'POST', headers, body: JSON.stringify(view('u0', 'x')) });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'VOLANO_WRITE_KEY_UNKNOWN' });
  });

  test('listens on this machine only unless told otherwise', () => {
    expect(shop.running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('an order', () => {
  test('becomes a tag, a value, a place in a journey and a message', async () => {
    await shop.call({ type: 'identify', userId: 'ada', messageId: 'i1', traits: { city: 'Bologna' } });
    await shop.call(order('ada', 'o1', 20.5));
    await shop.running.settle();
    const profile = await profileOf('ada');
    expect(profile).toMatchObject({
      absorbed: [],
      identifiers: [['user_id', 'ada']],
      traits: { city: 'Bologna', orders: 1, spent: 20.5 },
      tags: [{ id: 'buyer', since: expect.any(Number) }],
      consent: [],
    });
    expect(profile.journeys).toMatchObject([{ journey: 'after_order', version: 1, step: 'rest', holdout: false }]);
    const [place] = profile.journeys;
    expect(place!.waitsUntil! - place!.enteredAt).toBe(86_400_000);
    expect(profile).not.toHaveProperty('suppressed');
    const [message] = await shop.running.outbox.list({ limit: 10, customers: [profile.customer] });
    expect(message!.content).toMatchObject({ subject: 'Thanks', body: 'Thank you, Bologna!' });
    expect(message!.command).toMatchObject({ template: 'thanks', templateVersion: 1, journey: 'after_order', step: 'thank' });
  });

  test('sent twice counts once', async () => {
    await shop.call(order('ada', 'o1', 20.5));
    await shop.running.settle();
    expect((await profileOf('ada')).traits).toMatchObject({ orders: 1, spent: 20.5 });
    expect((await shop.running.measures()).door.duplicates).toBe(1);
  });

  test('is in the history of its customer, the newest first', async () => {
    const { customer } = await profileOf('ada');
    const told = (await shop.running.stepsOf([customer], 50)).map(({ kind, action }) => `${kind}/${action}`);
    expect(told.indexOf('message/sent')).toBeLessThan(told.indexOf('message/decided'));
    expect(told).toEqual(expect.arrayContaining(['decision/entered', 'journey/entered', 'tag/set']));
    expect(await shop.running.stepsOf(['nobody'], 50)).toEqual([]);
  });

  test('is among the latest steps, the newest first', async () => {
    const steps = await shop.running.latestSteps(50);
    const ids = steps.map(({ id }) => Number(id.split('-')[1]));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(steps).toContainEqual(expect.objectContaining({ kind: 'tag', action: 'set', name: 'buyer' }));
    expect(await shop.running.latestSteps(2)).toEqual(steps.slice(0, 2));
  });
});

test('a window that time alone empties is left through a tick, with no event', async () => {
  await shop.call(view('bob', 'v1'));
  await shop.running.settle();
  expect(shop.running.counters()['segment.entered']).toBeGreaterThanOrEqual(1);
  const { accepted } = (await shop.running.measures()).door;
  await vi.waitFor(() => expect(shop.running.counters()).toMatchObject({ 'segment.left': 1, 'segment:busy': 0 }), PATIENCE);
  expect((await profileOf('bob')).segments).toEqual([]);
  expect((await shop.running.measures()).door.accepted).toBe(accepted);
  await shop.running.settle();
  const [entered, left] = await shop.running.warehouse.query<{ action: string; ms: number }>(
    "SELECT action, toUnixTimestamp64Milli(at) AS ms FROM facts WHERE kind = 'segment' AND name = 'busy' ORDER BY seq",
  );
  expect([entered!.action, left!.action]).toEqual(['entered', 'left']);
  expect(left!.ms - entered!.ms).toBeLessThanOrEqual(2_000);
});

describe('two customers that turn out to be one', () => {
  test('are found by either identifier and by either id', async () => {
    await shop.batch(order('cid', 'o2', 10), {
      type: 'track',
      event: 'Order Completed',
      anonymousId: 'a1',
      messageId: 'o3',
      properties: { revenue: 5 },
    });
    await shop.running.settle();
    const survivor = await profileOf('cid');
    const other = (await shop.running.profileOf({ namespace: 'anonymous_id', value: 'a1' }))!;
    expect(other.customer).not.toBe(survivor.customer);
    await shop.call({ type: 'identify', userId: 'cid', anonymousId: 'a1', messageId: 'i2' });
    await shop.running.settle();
    const merged = await profileOf('cid');
    expect(merged).toMatchObject({ customer: survivor.customer, absorbed: [other.customer], traits: { orders: 2, spent: 15 } });
    expect(await shop.running.profileOf({ namespace: 'anonymous_id', value: 'a1' })).toEqual(merged);
    expect(await shop.running.profileOf({ customer: other.customer })).toEqual(merged);
  });

  test('count as one', async () => {
    const ids: string[] = [];
    for await (const { id } of shop.running.customers()) ids.push(id);
    expect(ids).toHaveLength(shop.running.counters().customers!);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('nobody is nobody', async () => {
    expect(await shop.running.profileOf({ namespace: 'user_id', value: 'nobody' })).toBeUndefined();
    expect(await shop.running.profileOf({ customer: 'nobody' })).toBeUndefined();
  });
});

describe('measures', () => {
  test('agree with what was sent', async () => {
    await shop.running.settle();
    const measures = await shop.running.measures();
    expect(measures).toMatchObject({ release: 1, customers: 3, engine: { behind: 0 }, delivery: { open: 0 }, refusals: {} });
    expect(measures.delivery.totals.sent).toBe((await shop.running.outbox.counts()).captured);
    expect(measures.delivery.totals).toMatchObject({ sent: 3, failed: 0 });
    expect(measures.delivery.receivedToDispatchedMs.count).toBe(measures.delivery.totals.sent);
    expect(measures.facts).toMatchObject({ 'message/decided': measures.delivery.totals.sent, 'identity/merged': 1 });
    expect(measures.engine.position).toBe(measures.log.end);
    expect(measures.disk.freeBytes).toBeGreaterThan(0);
    expect(measures).not.toHaveProperty('eventTime');
  });

  test('agree with the report', async () => {
    const report = await shop.running.report();
    expect(report).toMatchObject({ currency: 'EUR', timeZone: 'UTC' });
    expect(report.totals).toMatchObject({ orders: 3, buyers: 2, revenue: 35.5, customers: 3 });
    expect(report).toHaveProperty('tags');
    expect(report).not.toHaveProperty('leftOut');
  });

  test('agree with reports of data scopes, which tell no more than is of these', async () => {
    const all = await shop.running.report();
    const some = await shop.running.report({ traits: { spent: ['20.5'] } });
    const others = await shop.running.report({ traits: { spent: ['15'] } });
    expect([some.totals.buyers, others.totals.buyers]).toEqual([1, 1]);
    expect(some.totals.revenue + others.totals.revenue).toBe(all.totals.revenue);
    expect(some.messages.decided + others.messages.decided).toBe(all.messages.decided);
    for (const report of [some, others]) {
      expect(report).toMatchObject({ leftOut: ['quality', 'tags'] });
      expect(report).not.toHaveProperty('tags');
      expect(report).not.toHaveProperty('quality');
    }
    expect((await shop.running.report({ traits: { nothing: ['x'] } })).totals).toMatchObject({ events: 0, customers: 0, orders: 0 });
  });
});

describe('started again on the same folder', () => {
  test('everything is there, and nothing is sent twice', async () => {
    await shop.running.settle();
    const before = { profile: await profileOf('ada'), captured: (await shop.running.outbox.counts()).captured };
    const { writeKey } = shop.running;
    const rows = await shop.running.warehouse.query('SELECT count() AS n, max(seq) AS last FROM facts');
    await shop.reopen();
    await shop.running.settle();
    expect(await profileOf('ada')).toEqual({ ...before.profile, position: expect.any(Number) });
    expect(await shop.running.outbox.counts()).toMatchObject({ captured: before.captured });
    expect(shop.running.writeKey).toBe(writeKey);
    expect(shop.running.releases.summaries()).toMatchObject([{ number: 1, note: 'opening' }]);
    expect(await shop.running.warehouse.query('SELECT count() AS n, max(seq) AS last FROM facts')).toEqual(rows);
  });

  test('goes on where it was', async () => {
    await shop.call(order('ada', 'o1', 20.5));
    await shop.call(order('ada', 'o4', 1));
    await shop.running.settle();
    expect((await profileOf('ada')).traits).toMatchObject({ orders: 2, spent: 21.5 });
  });
});

describe('a new release', () => {
  test('is followed at once; its templates are those of the messages decided from then on', async () => {
    const { release, changes } = await shop.running.applyProject(shopProject('Grazie {{ trait.city }}'), 'Italian');
    expect(release.number).toBe(2);
    expect(changes).toHaveLength(1);
    await shop.call({ type: 'identify', userId: 'eva', messageId: 'i3', traits: { city: 'Roma' } });
    await shop.call(order('eva', 'o5', 3));
    await shop.running.settle();
    const { customer } = await profileOf('eva');
    const [message] = await shop.running.outbox.list({ limit: 1, customers: [customer] });
    expect(message).toMatchObject({ content: { body: 'Grazie Roma' }, command: { templateVersion: 2 } });
  });

  test('and the way back to the one before', async () => {
    const [first] = shop.running.releases.list;
    await shop.running.applyProject({ definitions: first!.definitions.map(({ definition }) => definition) });
    await shop.call(order('fay', 'o6', 3));
    await shop.running.settle();
    const { customer } = await profileOf('fay');
    const [message] = await shop.running.outbox.list({ limit: 1, customers: [customer] });
    expect(message).toMatchObject({ content: { body: 'Thank you, friend!' }, command: { templateVersion: 1 } });
    expect((await shop.running.measures()).release).toBe(3);
  });

  test('that would drop what somebody still needs is refused and leaves no trace', async () => {
    const { end } = (await shop.running.measures()).log;
    const { definitions } = shopProject();
    const without = { definitions: definitions.filter(({ kind, id }) => kind !== 'journey' || id !== 'after_order') };
    await expect(shop.running.applyProject(without)).rejects.toMatchObject({ code: 'VOLANO_DEFINITION_IN_USE' });
    expect((await shop.running.measures()).log.end).toBe(end);
    expect(shop.running.releases.list).toHaveLength(3);
  });
});

describe('a visitor of the console', () => {
  test('comes with a key whose calls can be told from others', async () => {
    const { source, writeKey } = shop.running.visitorKey;
    expect([source, writeKey === shop.running.writeKey]).toEqual(['console', false]);
    const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ ...view('visitor', 'visit-1'), type: undefined });
    const answer = await fetch(`${shop.running.url}/v1/track`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    await shop.running.settle();
    const rows = await shop.running.warehouse.query<{ source: string }>("SELECT source FROM events WHERE message_id = 'visit-1'");
    expect(rows).toEqual([{ source: 'console' }]);
  });
});
