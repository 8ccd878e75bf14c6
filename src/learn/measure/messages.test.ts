/** Against a world counted by hand, and against the report where the span holds everything. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, dayText } from '../../base/index.ts';
import { latencyOf, messagesOf } from '../report/loop.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { type Decided, latencyMeasured, messagesMeasured } from './messages.ts';

/** Midnight in Shanghai. */
const MIDNIGHT = Date.parse('2026-02-10T00:00:00+08:00');
const FIRST = Date.UTC(2026, 1, 10) / DAY;
const TWO_DAYS: Decided = { from: MIDNIGHT, until: MIDNIGHT + 2 * DAY };
const ALWAYS: Decided = { from: 0, until: MIDNIGHT + 100 * DAY };
const ZONE = { timeZone: 'Asia/Shanghai' };

let world: TestWarehouse;
beforeAll(async () => {
  world = await openTestWarehouse();
  const rows = new RowMaker();
  const decided = (
    subject: string,
    at: number,
    { customer = 'a', channel = 'mail', received = at }: { customer?: string; channel?: string; received?: number } = {},
  ) => rows.fact({ kind: 'message', action: 'decided', at, subject, customer, detail: { channel, receivedAt: received } });
  const sent = (subject: string, at: number, ms: number) =>
    rows.fact({ kind: 'message', action: 'sent', at: at + ms, subject, detail: { decidedAt: at, dispatchedAt: at + ms } });
  const came = (subject: string, action: string, machine = false) =>
    rows.fact({ kind: 'message', action, at: MIDNIGHT + 20 * DAY, subject, detail: { channel: 'mail', machine } });
  const verdict = (action: string, rule: string, at: number, customer = 'a') =>
    rows.fact({ kind: 'verdict', action, at, customer, detail: { rule } });

  // The last moment of the day before, and the first one of the day after.
  decided('early', MIDNIGHT - 1);
  sent('early', MIDNIGHT - 1, 60_000);
  decided('late', MIDNIGHT + 2 * DAY);
  sent('late', MIDNIGHT + 2 * DAY, 5);
  for (const [i, ms] of [10, 20, 4_000, 4_001].entries()) {
    const at = MIDNIGHT + i * 1_000;
    decided(`m${i}`, at, { customer: i === 3 ? 'b' : 'a' });
    sent(`m${i}`, at, ms);
  }
  // Handed over in the night after, and opened long after the span.
  decided('night', MIDNIGHT + DAY, { channel: 'sms', received: 0 });
  sent('night', MIDNIGHT + DAY, 3 * DAY);
  came('m0', 'delivered');
  came('m0', 'opened');
  came('m0', 'clicked');
  came('m1', 'opened', true);
  came('m1', 'unsubscribed');
  decided('failed', MIDNIGHT + 1, { customer: 'old' });
  rows.fact({
    kind: 'message',
    action: 'failed',
    at: MIDNIGHT + 5,
    subject: 'failed',
    detail: { reason: 'address_refused: 550 no such mailbox' },
  });
  decided('withdrawn', MIDNIGHT + 1);
  rows.fact({ kind: 'message', action: 'withdrawn', at: MIDNIGHT + 5, subject: 'withdrawn', detail: { reason: 'goal.event' } });
  decided('waiting', MIDNIGHT + 1, { channel: 'sms' });
  for (let i = 0; i < 3; i++) verdict('suppress', 'cap.user', MIDNIGHT + i);
  verdict('suppress', 'consent.missing', MIDNIGHT, 'b');
  verdict('defer', 'quiet_hours.deferred', MIDNIGHT);
  verdict('send', 'allowed', MIDNIGHT);
  verdict('send', 'allowed', MIDNIGHT - 1);
  rows.fact({ kind: 'identity', action: 'merged', customer: 'b', name: 'old', at: MIDNIGHT });
  await rows.insertInto(world.warehouse);
}, 240_000);
afterAll(() => world?.close());

const NOTHING = { delivered: 0, bounced: 0, opened: 0, clicked: 0, replied: 0, unsubscribed: 0, complained: 0 };

test('messages decided in these days, by channel, with what became of them whenever it did', async () => {
  expect((await messagesMeasured(world.warehouse, TWO_DAYS)).channels).toEqual([
    {
      channel: 'mail',
      decided: 6,
      sent: 4,
      failed: 1,
      withdrawn: 1,
      waiting: 0,
      ...NOTHING,
      delivered: 1,
      opened: 1,
      clicked: 1,
      unsubscribed: 1,
    },
    { channel: 'sms', decided: 2, sent: 1, failed: 0, withdrawn: 0, waiting: 1, ...NOTHING },
  ]);
});

test('why others were not sent: what guard said, and what came after it', async () => {
  const { verdicts, refusals } = await messagesMeasured(world.warehouse, TWO_DAYS);
  expect(verdicts).toEqual({ send: 1, defer: 1, suppress: 4 });
  expect(refusals).toEqual([
    { outcome: 'suppress', rule: 'cap.user', count: 3 },
    { outcome: 'defer', rule: 'quiet_hours.deferred', count: 1 },
    { outcome: 'failed', rule: 'address_refused', count: 1 },
    { outcome: 'suppress', rule: 'consent.missing', count: 1 },
    { outcome: 'withdrawn', rule: 'goal.event', count: 1 },
  ]);
});

test('only of some customers, of today', async () => {
  const { channels, verdicts } = await messagesMeasured(world.warehouse, { ...TWO_DAYS, among: "SELECT 'b' AS customer" });
  // What came to the profile that b has taken in is b's.
  expect(channels.map(({ channel, decided, sent, failed }) => [channel, decided, sent, failed])).toEqual([['mail', 2, 1, 1]]);
  expect(verdicts).toEqual({ send: 0, defer: 0, suppress: 1 });
});

test('latency by the day of the decision, beside the promise', async () => {
  const span = { first: FIRST, last: FIRST + 1, by: 'day' } as const;
  const { total, rows } = await latencyMeasured(world.warehouse, { ...TWO_DAYS, ...ZONE, span });
  expect(total).toEqual({ count: 4, p50: 4_000, p90: 4_001, p99: 4_001, max: 4_001, withinPromise: 3 });
  expect(rows.map(({ start, latency }) => [dayText(start), latency.count])).toEqual([
    ['2026-02-10', 4],
    // Time alone led to the message of this day.
    ['2026-02-11', 0],
  ]);
  expect(rows[0]!.latency).toEqual(total);
  expect(rows[1]!.latency).toEqual({ count: 0, p50: null, p90: null, p99: null, max: null, withinPromise: 0 });
});

test('rows of weeks hold what their days hold', async () => {
  const span = { first: FIRST - 1, last: FIRST + 5, by: 'week' } as const;
  const { rows } = await latencyMeasured(world.warehouse, { from: MIDNIGHT - DAY, until: MIDNIGHT + 6 * DAY, ...ZONE, span });
  expect(rows.map(({ start, latency }) => [dayText(start), latency.count])).toEqual([['2026-02-09', 6]]);
});

test('over all time it is what the report says', async () => {
  const [measured, report] = [await messagesMeasured(world.warehouse, ALWAYS), await messagesOf(world.warehouse)];
  const sum = (key: 'decided' | 'sent' | 'failed'): number => measured.channels.reduce((all, row) => all + row[key], 0);
  expect([sum('decided'), sum('sent'), sum('failed')]).toEqual([report.decided, report.sent, report.failed]);
  const suppressed = report.verdicts.filter(({ verdict }) => verdict === 'suppress').reduce((all, { count }) => all + count, 0);
  expect(measured.verdicts.suppress).toBe(suppressed);
  const span = { first: FIRST - 30, last: FIRST + 90, by: 'month' } as const;
  expect((await latencyMeasured(world.warehouse, { ...ALWAYS, ...ZONE, span })).total).toEqual(await latencyOf(world.warehouse));
});
