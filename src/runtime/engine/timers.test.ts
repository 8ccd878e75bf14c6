/** W1, W2: which rows of timers stand when. That they change nothing else (W3) is the matter of `cuts.test.ts` and `ticks.test.ts`. */
import { describe, expect, test } from 'vitest';
import type { Definition } from '../../define/index.ts';
import { NAME, START, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const workspace: Definition = { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' };
const within = (id: string, event: string, last: string): Definition => ({
  kind: 'segment',
  id,
  name: NAME,
  condition: { combinator: 'and', rules: [{ field: `event.${event}`, operator: 'performed', value: { within: { last } } }] },
});

/** Who views is fresh for a day, who pings is near for an hour. */
async function opened(way: { batchMax?: number; cacheMax?: number } = {}): Promise<Trial> {
  const trial = await Trial.open(way);
  await trial.release([workspace, within('fresh', 'View', '1d'), within('near', 'Ping', '1h')]);
  await trial.tick();
  return trial;
}

async function happens(trial: Trial, event: string, user = 'u1'): Promise<void> {
  await trial.event(user, event);
  await trial.run();
}

const dues = async (trial: Trial) => (await trial.timers()).map(([due]) => due - START);
const left = async (trial: Trial) => (await trial.facts('segment')).filter(({ action }) => action === 'left').map(({ at }) => at - START);

describe.each([0, 100])('with %i customers in memory', (cacheMax) => {
  test('W1. A wake-up that moves later leaves its timer', async () => {
    const trial = await opened({ cacheMax });
    await happens(trial, 'View');
    for (let hour = 1; hour <= 3; hour++) {
      trial.now += HOUR;
      await happens(trial, 'View');
      expect(await dues(trial)).toEqual([DAY]);
    }
    expect([...(await trial.wakeups()).values()]).toEqual([START + DAY + 3 * HOUR]);
  });

  test('W1. One that moves earlier takes its timer along', async () => {
    const trial = await opened({ cacheMax });
    await happens(trial, 'View');
    await happens(trial, 'Ping');
    expect(await dues(trial)).toEqual([HOUR]);
  });

  test('W2. A timer that comes due before the wake-up moves there, and nothing else happens', async () => {
    const trial = await opened({ cacheMax });
    await happens(trial, 'View');
    trial.now += HOUR;
    await happens(trial, 'View');
    const { customers, facts } = await trial.remains();
    await trial.pass(DAY - HOUR);
    expect(await dues(trial)).toEqual([DAY + HOUR]);
    expect(await trial.remains()).toMatchObject({ customers, facts });
    await trial.pass(HOUR);
    expect([await left(trial), await dues(trial)]).toEqual([[DAY + HOUR], []]);
  });

  test('W2. A timer that has come due unnoticed moves when its customer is touched', async () => {
    const trial = await opened({ cacheMax });
    await happens(trial, 'View');
    trial.now += 3 * DAY;
    await happens(trial, 'View');
    expect([await left(trial), await dues(trial)]).toEqual([[DAY], [4 * DAY]]);
  });

  test('W2. Timers of whom they say nothing true go when they come due', async () => {
    const trial = await opened({ cacheMax });
    await happens(trial, 'View');
    const id = (await trial.customerOf('u1'))!;
    await trial.putTimers([START + 2 * HOUR, id], [START + 3 * HOUR, id], [START + 3 * HOUR, 'nobody'], [START + 30 * DAY, id]);
    await trial.pass(2 * HOUR);
    expect(await dues(trial)).toEqual([3 * HOUR, 3 * HOUR, DAY, 30 * DAY]);
    await trial.pass(HOUR);
    expect(await dues(trial)).toEqual([DAY, 30 * DAY]);
    await trial.pass(DAY);
    expect([await left(trial), await dues(trial)]).toEqual([[DAY], [30 * DAY]]);
    await trial.pass(30 * DAY);
    expect([await left(trial), await dues(trial), await trial.customers()]).toEqual([[DAY], [], [id]]);
  });

  test('timers that are too early are not counted against the limit of a tick', async () => {
    const trial = await opened({ cacheMax });
    for (let i = 0; i < 5; i++) await trial.event(`u${i}`, 'View');
    await trial.run();
    trial.now += HOUR;
    for (let i = 0; i < 3; i++) await trial.event(`u${i}`, 'View');
    await trial.run();
    trial.now = START + DAY;
    await trial.tick(2);
    await trial.run();
    expect(await left(trial)).toEqual([DAY, DAY]);
    expect(await dues(trial)).toEqual(Array.from({ length: 3 }, () => DAY + HOUR));
  });

  test('who is merged away has no timer any more', async () => {
    const trial = await opened({ cacheMax });
    await trial.append(trial.entry([['device', 'd1']], 'View'));
    await trial.append(trial.entry([['device', 'd2']], 'View'));
    await trial.run();
    trial.now += HOUR;
    const both = [
      ['device', 'd1'],
      ['device', 'd2'],
    ] as const;
    await trial.append(trial.entry(both, 'View'));
    await trial.run();
    expect(await trial.timers()).toEqual([[START + DAY, await trial.customerOf('d1', 'device')]]);
    await trial.pass(DAY);
    expect([await left(trial), await trial.sleepers()]).toEqual([[DAY + HOUR], []]);
  });
});

test('a date that no calendar holds wakes nobody, and stops nothing', async () => {
  const trial = await Trial.open();
  const until: Definition = { kind: 'trait', id: 'until', name: NAME, type: 'time' };
  const soon = { combinator: 'and', rules: [{ field: 'trait.until', operator: 'withinNext', value: '1d' }] } as const;
  await trial.release([workspace, until, { kind: 'segment', id: 'soon', name: NAME, condition: soon }]);
  await trial.event('u1', '$identify', { traits: { until: 1e17 } });
  await trial.event('u1', '$identify', { traits: { until: START + 2 * DAY }, time: START + 1 });
  await trial.run();
  expect(await dues(trial)).toEqual([DAY]);
});
