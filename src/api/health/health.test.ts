import { describe, expect, test } from 'vitest';
import { NOON, openShop } from '../dependencies.suite.ts';
import type { Measures } from '../deps.ts';
import { judge, overall, type PartHealth } from './judge.ts';
import { healthReport } from './report.ts';
import { HEALTH_TEXTS, languageAsked } from './texts.ts';

const shop = await openShop();
const WELL: Measures = shop.measures;
await shop.close();

function measuresWith(change: { [Part in keyof Measures]?: Partial<Measures[Part]> }): Measures {
  const changed: Record<string, unknown> = { ...WELL };
  for (const [part, values] of Object.entries(change))
    changed[part] = { ...(WELL[part as keyof Measures] as object), ...(values as object) };
  return changed as unknown as Measures;
}

function partOf(change: { [Part in keyof Measures]?: Partial<Measures[Part]> }, part: string): PartHealth {
  return judge(measuresWith(change)).find((judged) => judged.part === part)!;
}

describe('the engine', () => {
  test.each([
    ['nothing waits, however long nothing has moved', { behind: 0, movedAt: NOON - 3_600_000 }, 'engine_ok'],
    ['something waits shortly', { behind: 5, oldestUnprocessedAt: NOON - 3_999, movedAt: NOON - 1 }, 'engine_ok'],
    ['something waits longer than the promise', { behind: 5, oldestUnprocessedAt: NOON - 4_001, movedAt: NOON - 1 }, 'engine_behind'],
    [
      'a long backlog that moves is behind and not stopped',
      { behind: 1e6, oldestUnprocessedAt: NOON - 600_000, movedAt: NOON - 50 },
      'engine_behind',
    ],
    ['work waits and nothing moves', { behind: 5, oldestUnprocessedAt: NOON - 10_001, movedAt: NOON - 10_001 }, 'engine_stalled'],
    ['work has only just come after a long rest', { behind: 5, oldestUnprocessedAt: NOON - 100, movedAt: NOON - 3_600_000 }, 'engine_ok'],
    ['it says why it has stopped', { behind: 0, problem: 'worker ended' }, 'engine_failed'],
  ])('%s', (_name, engine, code) => {
    expect(partOf({ engine }, 'engine').code).toBe(code);
  });

  test('stopped makes the product unready, behind does not', () => {
    expect(overall(judge(measuresWith({ engine: { behind: 5, oldestUnprocessedAt: NOON - 60_000, movedAt: NOON - 60_000 } })))).toBe(
      'stopped',
    );
    expect(overall(judge(measuresWith({ engine: { behind: 5, oldestUnprocessedAt: NOON - 60_000, movedAt: NOON } })))).toBe('degraded');
  });
});

describe('the release', () => {
  const judged = (preparation: Measures['preparation']) =>
    judge({ ...WELL, ...(preparation && { preparation }) }).find(({ part }) => part === 'release')!;

  test('is well when all of it is in force, and while its past is being brought; not when that fails', () => {
    expect(judged(undefined)).toMatchObject({ code: 'release_ok', state: 'ok' });
    expect(judged({ definitions: 2, progress: 0.256, attempts: 0 })).toMatchObject({
      code: 'release_preparing',
      state: 'ok',
      detail: { percent: 25 },
    });
    const failed = judged({ definitions: 2, progress: 0, attempts: 3, problem: 'VOLANO_BACKFILL_GAPS' });
    expect(failed).toMatchObject({ code: 'release_failed', state: 'degraded', detail: { attempts: 3 } });
    expect(overall([failed])).toBe('degraded');
  });
});

describe('the sink', () => {
  test.each([
    ['rows wait shortly', { behind: 500, oldestPendingAt: NOON - 900, movedAt: NOON - 300 }, 'sink_ok', 'ok'],
    ['rows wait long but move', { behind: 500, oldestPendingAt: NOON - 40_000, movedAt: NOON - 300 }, 'sink_behind', 'degraded'],
    ['rows wait and nothing moves', { behind: 500, oldestPendingAt: NOON - 40_000, movedAt: NOON - 40_000 }, 'sink_stalled', 'stopped'],
    ['nothing waits', { behind: 0, movedAt: NOON - 3_600_000 }, 'sink_ok', 'ok'],
    ['an insert failed a moment ago', { behind: 5, movedAt: NOON - 1_000, problem: 'memory' }, 'sink_failed', 'degraded'],
    ['inserts have failed for long', { behind: 5, movedAt: NOON - 60_000, problem: 'memory' }, 'sink_failed', 'stopped'],
  ])('%s', (_name, sink, code, state) => {
    const { oldestPendingAt: _, ...without } = WELL.sink;
    const judged = judge({ ...WELL, sink: { ...without, ...sink } }).find(({ part }) => part === 'sink');
    expect(judged).toMatchObject({ code, state });
  });
});

describe('log, delivery and disk', () => {
  test('a log that takes nothing stops the product', () => {
    const part = partOf({ log: { problem: 'VOLANO_DISK_FULL' } }, 'log');
    expect(part).toMatchObject({ state: 'stopped', code: 'log_refuses', detail: { problem: 'VOLANO_DISK_FULL' } });
    expect(overall(judge(measuresWith({ log: { problem: 'VOLANO_DISK_FULL' } })))).toBe('stopped');
  });

  test.each([
    ['quick', { oldestDecidedAt: NOON - 59_000 }, 'delivery_ok'],
    ['slow', { oldestDecidedAt: NOON - 61_000 }, 'delivery_behind'],
    ['receipts refused', { problem: 'full' }, 'delivery_receipts_refused'],
    [
      'a channel that is down',
      {
        channels: [
          { channel: 'capture', breaker: 'closed' as const, waiting: 0, active: 0, retrying: 1 },
          { channel: 'sms', breaker: 'open' as const, waiting: 40, active: 0, retrying: 2, lastFailure: { reason: 'refused', at: NOON } },
        ],
      },
      'delivery_channel_down',
    ],
    [
      'a channel that is tried again',
      { channels: [{ channel: 'sms', breaker: 'half_open' as const, waiting: 4, active: 1, retrying: 0 }] },
      'delivery_channel_down',
    ],
    [
      'a channel that fails',
      {
        channels: [
          { channel: 'email', breaker: 'closed' as const, waiting: 0, active: 0, retrying: 3, lastFailure: { reason: 'busy', at: NOON } },
        ],
      },
      'delivery_failing',
    ],
  ])('delivery: %s', (_name, delivery, code) => {
    expect(partOf({ delivery }, 'delivery').code).toBe(code);
    expect(overall(judge(measuresWith({ delivery })))).not.toBe('stopped');
  });

  test('journeys: figures that do not add up are named', () => {
    expect(partOf({}, 'journeys')).toMatchObject({ state: 'ok', code: 'journeys_ok' });
    const wrong = [{ journey: 'reminder', version: 2, step: 'pause', entered: 10, found: 9 }];
    const measures = measuresWith({ journeys: { versions: [], wrong } });
    expect(overall(judge(measures))).toBe('degraded');
    const told = healthReport(measures, '0.1.0', 'en').parts.find(({ part }) => part === 'journeys')!;
    expect(told.message).toContain('journey reminder, version 2 pause do not add up: 10 have entered, 9 are accounted for');
    expect(told.action).toContain('volano journey show reminder');
  });

  test.each([
    [3 * 1024 ** 3, 'disk_ok'],
    [1024 ** 3, 'disk_low'],
    [100 * 1024 ** 2, 'disk_full'],
  ])('disk: %d bytes free', (freeBytes, code) => {
    expect(partOf({ disk: { freeBytes } }, 'disk').code).toBe(code);
    expect(overall(judge(measuresWith({ disk: { freeBytes } })))).not.toBe('stopped');
  });
});

describe('the report', () => {
  test('has the figures that monitors ask for', () => {
    expect(healthReport(WELL, '0.1.0', 'en')).toMatchObject({
      status: 'ok',
      version: '0.1.0',
      lagEntries: 6,
      oldestUnprocessedMs: 4,
      sinkLagRows: 320,
      diskFreeBytes: 48 * 1024 ** 3,
      channels: [
        { channel: 'mail', carrier: 'smtp' },
        { channel: 'order_sms', carrier: 'capture' },
      ],
    });
  });

  test('says in both languages what to do about every part that is not well', () => {
    const bad = measuresWith({ log: { problem: 'x' }, engine: { problem: 'y' }, disk: { freeBytes: 1 } });
    for (const language of ['en', 'zh'] as const) {
      for (const { state, message, action } of healthReport(bad, '0.1.0', language).parts) {
        expect(message).not.toMatch(/[{}]/);
        expect(action).not.toMatch(/[{}]/);
        expect(action === '').toBe(state === 'ok');
      }
    }
  });

  test('all texts exist in both languages and name the same details', () => {
    const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
    for (const [code, { message, action }] of Object.entries(HEALTH_TEXTS)) {
      expect(message.en, code).not.toBe('');
      expect(message.zh, code).toMatch(/[\u4e00-\u9fff]/);
      expect(holes(message.zh), code).toEqual(holes(message.en));
      expect(action.zh === '', code).toBe(action.en === '');
      expect(holes(action.zh), code).toEqual(holes(action.en));
    }
  });
});

test.each([
  ['zh', undefined, 'zh'],
  ['en', 'zh-CN', 'en'],
  [undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  [undefined, 'de-DE,en;q=0.7,zh;q=0.3', 'en'],
  [undefined, 'fr', 'en'],
  [undefined, undefined, 'en'],
  ['xx', 'zh', 'zh'],
])('asked for %s with Accept-Language %s: %s', (asked, accepted, expected) => {
  expect(languageAsked(asked, accepted)).toBe(expected);
});
