/** The health of tags on the running product, in event time: every figure against one that was counted by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import { defineProject, defineTag, event, type Project, trait } from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';
import type { TagFigures } from './desk.ts';

const name = { en: 'Name', zh: '名称' };
const about = { name, owner: 'crm' };
const FROM = Date.UTC(2026, 0, 1);
const day = (count: number): string => new Date(FROM + count * DAY).toISOString();
const ALL = { sample: 1_000, seed: 'a' };

/** `spent` and `orders` are sums and counts: never missing. `city` is what somebody told us. */
function project(): Project {
  return defineProject(
    ...shopProject().definitions,
    defineTag({ id: 'high', ...about, expiry: '30d', rule: trait('spent').atLeast(100), contradicts: ['busy'] }),
    defineTag({ id: 'busy', ...about, rule: trait('orders').atLeast(2) }),
    defineTag({ id: 'roman', ...about, rule: trait('city').is('Rome') }),
    defineTag({ id: 'lyonnais', ...about, rule: trait('city').is('Lyon') }),
    defineTag({ id: 'caller', ...about, rule: event('Called').performed() }),
  );
}

let shop: Shop;
const bought = (user: string, messageId: string, { revenue, on }: { revenue: number; on: number }): JsonObject =>
  order(user, messageId, revenue, { timestamp: day(on) });
const told = (user: string, city: string, on: number): JsonObject => ({
  type: 'identify',
  userId: user,
  messageId: `i-${user}`,
  traits: { city },
  timestamp: day(on),
});

beforeAll(async () => {
  shop = await Shop.open({ eventTime: { from: FROM, to: FROM + 100 * DAY } });
  await shop.running.applyProject(project());
  await shop.batch(
    // High and busy until the 30 days are over; the other one is busy still.
    bought('u0', 'm0', { revenue: 60, on: 1 }),
    bought('u0', 'm1', { revenue: 60, on: 2 }),
    // High and no more.
    bought('u1', 'm2', { revenue: 150, on: 35 }),
    bought('u2', 'm3', { revenue: 100, on: 38 }),
    // High and busy.
    bought('u3', 'm4', { revenue: 90, on: 38 }),
    bought('u3', 'm5', { revenue: 20, on: 40 }),
    bought('u4', 'm6', { revenue: 5, on: 40 }),
    told('u5', 'Rome', 40),
    told('u6', 'Oslo', 40),
    told('u7', '', 40),
  );
  await shop.running.advanceTo(FROM + 42 * DAY);
  await shop.running.settle();
});
afterAll(() => shop.close());

const figuresOf = async (id: string): Promise<TagFigures> =>
  (await shop.running.questions.tags.figures(ALL)).tags.find((tag) => tag.id === id)!;

describe('all tags', () => {
  test('who holds two that contradict each other', async () => {
    const { customers, drawn, contradicted, contradictions } = await shop.running.questions.tags.figures(ALL);
    expect({ customers, drawn, contradictions }).toEqual({
      customers: 8,
      drawn: 8,
      contradictions: [{ tags: ['busy', 'high'], customers: 1 }],
    });
    expect(contradicted).toMatchObject({ count: 1, of: 8, share: 0.125 });
    expect(await figuresOf('high')).toMatchObject({ holders: 3, contradicted: { count: 1, of: 3 } });
    expect(await figuresOf('busy')).toMatchObject({ holders: 2, contradicted: { count: 1, of: 2 } });
    expect(await figuresOf('roman')).toMatchObject({ holders: 1, contradicted: { count: 0, of: 1 } });
  });

  test('of whom the inputs are known: a count of nothing is known, a city nobody told is not', async () => {
    expect(await figuresOf('roman')).toMatchObject({ inputs: ['city'], completeness: { count: 3, of: 8, share: 0.375, low: 0.375 } });
    expect(await figuresOf('high')).toMatchObject({ inputs: ['spent'], completeness: { count: 8, of: 8 } });
  });

  test('what is wrong with them, and what reads them', async () => {
    expect((await figuresOf('high')).verdict).toMatchObject({
      state: 'bad',
      findings: [
        { finding: 'contradicted', customers: 1, share: 1 / 3, tags: ['busy'] },
        { finding: 'unused', severity: 'note' },
      ],
    });
    expect((await figuresOf('roman')).verdict).toEqual({ state: 'good', findings: [{ finding: 'unused', severity: 'note' }], usedBy: [] });
    expect((await figuresOf('lyonnais')).verdict).toMatchObject({ state: 'look', findings: [{ finding: 'never' }, { finding: 'unused' }] });
    expect((await figuresOf('caller')).verdict.findings[0]).toEqual({ finding: 'silent', severity: 'bad', events: [{ event: 'Called' }] });
  });

  test('how old what they rest on is', async () => {
    const { freshness } = await figuresOf('high');
    expect(freshness).toMatchObject({ touched: { count: 5, of: 8 }, stale: { count: 1, of: 5 }, overdue: 0 });
    // Two, four and seven days ago.
    expect(freshness).toMatchObject({ medianMs: 4 * DAY, oldestMs: 7 * DAY });
    expect(await figuresOf('busy')).not.toHaveProperty('freshness');
  });

  test('of a sample the shares have intervals, and the same seed draws the same', async () => {
    const draw = { sample: 4, seed: 'b' };
    const first = await shop.running.questions.tags.figures(draw);
    expect(first.drawn).toBe(4);
    const { completeness } = first.tags.find(({ id }) => id === 'roman')!;
    expect(completeness!.of).toBe(4);
    expect(completeness!.high).toBeGreaterThan(completeness!.share);
    expect(await shop.running.questions.tags.figures(draw)).toEqual(first);
  });
});

test('the warehouse has a view of the contradictions', async () => {
  const rows = await shop.running.warehouse.query(
    'SELECT tag, other, toUnixTimestamp64Milli(since) AS since FROM tag_contradictions ORDER BY tag',
  );
  const since = FROM + 40 * DAY;
  expect(rows).toEqual([
    { tag: 'busy', other: 'high', since },
    { tag: 'high', other: 'busy', since },
  ]);
});

describe('a profile', () => {
  const profile = (value: string) => shop.running.profileOf({ namespace: 'user_id', value });

  test('says of each tag since when, on what it rests, until when, and what contradicts it', async () => {
    const { tags, completeness } = (await profile('u3'))!;
    const [at, end] = [FROM + 40 * DAY, FROM + 70 * DAY];
    expect(tags.find(({ id }) => id === 'high')).toEqual({
      id: 'high',
      since: at,
      touchedAt: at,
      expiresAt: end,
      owner: 'crm',
      contradictedBy: ['busy'],
    });
    // Of city, orders and spent two.
    expect(completeness).toEqual({ known: 2, of: 3, share: 2 / 3 });
  });

  test('whose inputs are all there is complete', async () => {
    expect((await profile('u5'))!.completeness).toEqual({ known: 3, of: 3, share: 1 });
  });
});

describe('an audit', () => {
  test('finds that engine and events agree', async () => {
    const audit = await shop.running.questions.tags.audit(ALL);
    expect(audit).toMatchObject({ drawn: 8, compared: 8, moved: 0, disagreeing: 0, agreement: { count: 48, of: 48, share: 1 } });
    expect(audit.tags.map(({ tag }) => tag)).toEqual(['busy', 'buyer', 'caller', 'high', 'lyonnais', 'roman']);
    expect(audit.tags[3]).toMatchObject({ holders: { count: 3, of: 3 }, others: { count: 5, of: 5 } });
    expect(await figuresOf('high')).toMatchObject({ audited: { agreement: { share: 1, of: 8 }, disagreeing: [] } });
  });

  test('of one tag draws as many who hold it', async () => {
    const { tags, drawn } = await shop.running.questions.tags.audit({ tag: 'roman', sample: 2, seed: 'x' });
    expect(drawn).toBeGreaterThanOrEqual(2);
    expect(tags).toMatchObject([{ tag: 'roman', holders: { count: 1, of: 1 } }]);
    await expect(shop.running.questions.tags.audit({ ...ALL, tag: 'nothing' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  });
});

describe('a sheet', () => {
  test('has holders and what the rule read of them', async () => {
    const sheet = await shop.running.questions.tags.sheet('high', { sample: 10, seed: 's' });
    expect(sheet).toMatchObject({ tag: 'high', version: 1, holders: 3 });
    const rows = sheet.rows.map(({ identifiers, since, read }) => [identifiers[0]![1], (since - FROM) / DAY, read]);
    expect(rows.sort()).toEqual([
      ['u1', 35, { 'trait.spent': 150 }],
      ['u2', 38, { 'trait.spent': 100 }],
      ['u3', 40, { 'trait.spent': 110 }],
    ]);
  });

  test('that is judged gives an accuracy with its interval, once for each sheet', async () => {
    const judged = { tag: 'high', version: 1, sheet: 'one', rows: 12, right: 9, wrong: 1 };
    const { accuracy } = await shop.running.questions.tags.judge(judged);
    expect(accuracy).toMatchObject({ count: 9, of: 10, share: 0.9 });
    expect([accuracy.low, accuracy.high].map((value) => value.toFixed(4))).toEqual(['0.5958', '0.9821']);
    await shop.running.questions.tags.judge({ ...judged, right: 8, wrong: 2 });
    expect(await figuresOf('high')).toMatchObject({ judged: { sheet: 'one', rows: 12, right: 8, wrong: 2, accuracy: { share: 0.8 } } });
    await expect(shop.running.questions.tags.judge({ ...judged, right: 0, wrong: 0 })).rejects.toMatchObject({
      code: 'VOLANO_QUERY_INVALID',
    });
  });

  test('of an earlier version says nothing about the tag of today', async () => {
    await shop.running.questions.tags.judge({ tag: 'roman', version: 7, sheet: 'old', rows: 1, right: 1, wrong: 0 });
    expect(await figuresOf('roman')).not.toHaveProperty('judged');
  });
});

describe('after a restart', () => {
  test('all that was found is still there, and so are the contradictions', async () => {
    await shop.reopen();
    expect(await figuresOf('high')).toMatchObject({
      audited: { agreement: { share: 1 } },
      judged: { accuracy: { share: 0.8 } },
      contradicted: { count: 1 },
    });
  });

  test('an audit finds what the engine has not seen', async () => {
    const { warehouse } = shop.running;
    const [{ customer } = { customer: '' }] = await warehouse.query<{ customer: string }>(
      "SELECT customer FROM events WHERE message_id = 'm6'",
    );
    const at = FROM + 41 * DAY;
    const row = {
      partition: 9,
      seq: 1,
      position: 1,
      customer,
      at,
      call: 'track',
      event: 'Order Completed',
      messageId: 'stray',
      source: 's',
      time: at,
      receivedAt: at,
    };
    await warehouse.insert('events', Buffer.from(`${JSON.stringify({ ...row, identifiers: [], properties: { revenue: 500 } })}\n`));
    const audit = await shop.running.questions.tags.audit(ALL);
    expect(audit).toMatchObject({ disagreeing: 2, agreement: { count: 46, of: 48 } });
    expect(audit.disagreements).toEqual([
      { customer, tag: 'busy', engine: false, events: true },
      { customer, tag: 'high', engine: false, events: true },
    ]);
    expect(await figuresOf('high')).toMatchObject({ audited: { agreement: { count: 7, of: 8 }, disagreeing: [customer] } });
  });
});
