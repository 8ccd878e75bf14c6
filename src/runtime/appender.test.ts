import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR, VolanoError, verbatim } from '../base/index.ts';
import { decodeEntry, type EventEntry, encodeEntry } from '../core/index.ts';
import { type Log, openMemoryLog } from '../port/log/index.ts';
import { VALUES_FREE } from '../sense/index.ts';
import { Appender } from './appender.ts';

const NOON = Date.UTC(2024, 5, 1, 12);

let log: Log;
let now: number;
let announced: number[];
beforeEach(async () => {
  log = await openMemoryLog();
  now = NOON;
  announced = [];
});

afterEach(() => void vi.useRealTimers());

function appenderOn(target: Log, eventTime: boolean, from: { end: number; lastAt: number } = { end: 0, lastAt: 0 }): Appender {
  return new Appender({
    log: target,
    partition: 0,
    ...from,
    isEventTime: () => eventTime,
    now: () => now,
    onAppended: (end) => announced.push(end),
    failpoint: () => {},
  });
}

function callAt(at: number, messageId = `m${at}`): { value: Uint8Array; at: number; entry: EventEntry } {
  const entry: EventEntry = {
    type: 'event',
    call: 'track',
    event: 'View',
    messageId,
    source: 's',
    time: at,
    receivedAt: now,
    identifiers: [['user_id', 'u']],
    properties: {},
  };
  return { value: encodeEntry(entry), at, entry };
}

/** What is in the log: hours and minutes since noon, and what stands there. */
async function written(): Promise<string[]> {
  return (await log.read(0, 0, 1_000)).map(({ at, value }) => {
    const entry = decodeEntry(value);
    return `${(at - NOON) / HOUR} ${entry.type === 'event' ? entry.messageId : entry.type}`;
  });
}

/** A log that has no room while it is full. */
class TightLog {
  full = false;
  readonly log: Log;

  constructor(inner: Log, error: () => Error) {
    this.log = {
      partitions: inner.partitions,
      append: async (partition, records) => {
        if (this.full) throw error();
        return inner.append(partition, records);
      },
      read: (partition, after, limit) => inner.read(partition, after, limit),
      get: (partition, positions) => inner.get(partition, positions),
      end: (partition) => inner.end(partition),
      trim: (partition, before) => inner.trim(partition, before),
      close: () => inner.close(),
    };
  }
}

test('values are free once they are stored', async () => {
  const call = callAt(NOON);
  expect(await appenderOn(log, false).calls([call])).toBe(VALUES_FREE);
  call.value.fill(0);
  expect(await written()).toEqual([`0 m${NOON}`]);
});

describe('by the wall clock', () => {
  test('keeps the order of the calls, also of those under way together', async () => {
    const appender = appenderOn(log, false);
    await Promise.all([
      appender.calls([callAt(NOON, 'a'), callAt(NOON, 'b')]),
      appender.entries([{ type: 'tick' }]),
      appender.calls([callAt(NOON, 'c')]),
    ]);
    expect(await written()).toEqual(['0 a', '0 b', '0 tick', '0 c']);
  });

  test('puts in no ticks, whatever hours pass', async () => {
    const appender = appenderOn(log, false);
    await appender.calls([callAt(NOON, 'a')]);
    now += 5 * HOUR;
    await appender.calls([callAt(now, 'b')]);
    expect(await written()).toEqual(['0 a', '5 b']);
    expect(appender.time).toBe(now);
  });

  test('takes no call to be later than it is, whatever clock the door has read', async () => {
    const appender = appenderOn(log, false);
    await appender.calls([callAt(NOON + 5 * HOUR, 'a'), callAt(NOON - HOUR, 'b')]);
    now += HOUR;
    await appender.calls([callAt(NOON + 5 * HOUR, 'c')]);
    expect(await written()).toEqual(['0 a', '0 b', '1 c']);
  });

  test('announces what is on disk, and says where each entry is', async () => {
    const appender = appenderOn(log, false);
    const appended = await appender.entries([{ type: 'tick' }, { type: 'tick', limit: 3 }]);
    expect(appended).toHaveLength(2);
    expect(appended.map(({ at }) => at)).toEqual([NOON, NOON]);
    expect(appender.end).toBe(appended[1]!.position);
    expect(appender.end).toBe(await log.end(0));
    expect(announced).toEqual([appender.end]);
  });

  test('a clock that goes back does not take the log with it', async () => {
    const appender = appenderOn(log, false);
    await appender.entries([{ type: 'tick' }]);
    now -= HOUR;
    const [second] = await appender.entries([{ type: 'tick' }]);
    expect(second!.at).toBe(NOON);
  });
});

describe('in event time', () => {
  test('a tick stands at each full hour that is reached, before what came after it', async () => {
    const appender = appenderOn(log, true);
    await appender.calls([callAt(NOON + 0.5 * HOUR, 'a'), callAt(NOON + 0.75 * HOUR, 'b'), callAt(NOON + 1.25 * HOUR, 'c')]);
    await appender.calls([callAt(NOON + 1.5 * HOUR, 'd'), callAt(NOON + 6.5 * HOUR, 'e')]);
    expect(await written()).toEqual(['0.5 a', '0.75 b', '1 tick', '1.25 c', '1.5 d', '6 tick', '6.5 e']);
  });

  test('an event on the hour comes after the tick', async () => {
    const appender = appenderOn(log, true);
    await appender.calls([callAt(NOON + 0.5 * HOUR, 'a'), callAt(NOON + HOUR, 'b')]);
    expect(await written()).toEqual(['0.5 a', '1 tick', '1 b']);
  });

  test('the first event of all has no hours behind it', async () => {
    await appenderOn(log, true).calls([callAt(NOON, 'a')]);
    expect(await written()).toEqual(['0 a']);
  });

  test('time is that of the last entry, and does not go back', async () => {
    const appender = appenderOn(log, true);
    await appender.calls([callAt(NOON + 2 * HOUR, 'a'), callAt(NOON, 'late')]);
    expect(appender.time).toBe(NOON + 2 * HOUR);
    await appender.entries([{ type: 'tick' }], NOON + 3 * HOUR);
    expect(appender.time).toBe(NOON + 3 * HOUR);
    await appender.entries([{ type: 'tick' }]);
    expect(await written()).toEqual(['2 a', '2 late', '3 tick', '3 tick']);
  });

  test('goes on where the log ends after a new start', async () => {
    await appenderOn(log, true).calls([callAt(NOON + 0.5 * HOUR, 'a')]);
    const again = appenderOn(log, true, { end: await log.end(0), lastAt: NOON + 0.5 * HOUR });
    expect(again.time).toBe(NOON + 0.5 * HOUR);
    await again.calls([callAt(NOON + 0.75 * HOUR, 'b'), callAt(NOON + 1.5 * HOUR, 'c')]);
    expect(await written()).toEqual(['0.5 a', '0.75 b', '1 tick', '1.5 c']);
  });
});

describe('a log that cannot be written', () => {
  test('is a problem by its code until an append succeeds, and nothing is announced meanwhile', async () => {
    const tight = new TightLog(log, () => new VolanoError('VOLANO_DISK_FULL', { path: 'here', reason: verbatim('No space left') }));
    const appender = appenderOn(tight.log, false);
    expect(appender.problem).toBeUndefined();
    tight.full = true;
    await expect(appender.calls([callAt(NOON, 'a')])).rejects.toMatchObject({ code: 'VOLANO_DISK_FULL' });
    expect(appender.problem).toMatch(/^VOLANO_DISK_FULL: .*No space left/);
    expect([appender.end, announced]).toEqual([0, []]);
    tight.full = false;
    await appender.calls([callAt(NOON, 'a')]);
    expect(appender.problem).toBeUndefined();
    expect(await written()).toEqual(['0 a']);
  });

  test('is a problem in its own words when it has no code', async () => {
    const tight = new TightLog(log, () => new TypeError('read only'));
    const appender = appenderOn(tight.log, false);
    tight.full = true;
    await expect(appender.entries([{ type: 'tick' }])).rejects.toThrow('read only');
    expect(appender.problem).toBe('TypeError: read only');
  });

  test('keeps the hours of event time: the tick that was refused comes with the next try', async () => {
    const tight = new TightLog(log, () => new VolanoError('VOLANO_DISK_FULL', { path: 'here', reason: verbatim('No space left') }));
    const appender = appenderOn(tight.log, true);
    await appender.calls([callAt(NOON + 0.5 * HOUR, 'a')]);
    tight.full = true;
    await expect(appender.calls([callAt(NOON + 1.5 * HOUR, 'b')])).rejects.toThrow();
    expect(appender.time).toBe(NOON + 0.5 * HOUR);
    tight.full = false;
    await appender.calls([callAt(NOON + 1.5 * HOUR, 'b')]);
    expect(await written()).toEqual(['0.5 a', '1 tick', '1.5 b']);
  });

  test('is asked again by itself, so that it is well when there is room, though nobody sends', async () => {
    vi.useFakeTimers();
    const tight = new TightLog(log, () => new VolanoError('VOLANO_DISK_FULL', { path: 'here', reason: verbatim('No space left') }));
    const appender = appenderOn(tight.log, false);
    tight.full = true;
    await expect(appender.calls([callAt(NOON, 'a')])).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(appender.problem).toContain('VOLANO_DISK_FULL');
    tight.full = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(appender.problem).toBeUndefined();
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await log.read(0, 0, 10)).map(({ value }) => decodeEntry(value))).toEqual([{ type: 'tick', limit: 0 }]);
  });
});
