/** K2: what flips by time alone flips at its very millisecond: edges of windows, days, changes of clocks. */
import { describe, expect, test } from 'vitest';
import { all, any, computed, declared, formula, planOf, type Row, START, segment, Trial, tag, windowed } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);

/** A customer and one segment `s` with this condition. */
function watching(condition: object, definitions: Parameters<typeof planOf>[0] = [], zone = 'UTC', now = START): Trial {
  return new Trial(planOf([...definitions, segment('s', condition)], { zone }), now);
}

/** Instants at which `s` was entered or left, from now on until `end`. */
function flips(trial: Trial, end: number): number[] {
  const before = trial.facts.length;
  trial.until(end);
  return trial.facts.slice(before).map((fact) => fact.at);
}

describe('rolling windows', () => {
  test('a sum that nothing adds to only falls, and nobody below is woken, unless something negative leaves', () => {
    const trial = watching(all(['trait.t', '>=', 5]), [windowed('t', 'sum', { last: '1d' }, { property: 'n' })]);
    trial.event('A', { n: 3 }).pass(HOUR).event('A', { n: 1 });
    expect(trial.wakeups(3 * DAY)).toEqual([]);
    trial.event('A', { n: -2 }).pass(HOUR).event('A', { n: 6 });
    expect(trial.holds()).toEqual([]);
    const from = trial.now;
    expect(flips(trial, from + 9 * DAY)).toEqual([from - HOUR + DAY, from + DAY]);
  });

  test('3. A contribution at t leaves exactly at t + d', () => {
    const trial = watching(all(['event.A', 'performed', { within: { last: '1d' } }])).event('A', {}, { age: 1 });
    trial.until(START + DAY - 2);
    expect(trial.holds()).toEqual(['s']);
    trial.until(START + DAY - 1);
    expect([trial.holds(), trial.facts.at(-1)?.at]).toEqual([[], START + DAY - 1]);
  });

  test('of several, the one that makes the difference decides', () => {
    const trial = watching(all(['event.A', 'performed', { atLeast: 2, within: { last: '1d' } }]));
    for (let i = 0; i < 4; i++) trial.event('A').pass(HOUR);
    expect(flips(trial, START + 3 * DAY)).toEqual([START + 2 * HOUR + DAY]);
  });

  test('at most: it comes true as the old ones leave, and stays', () => {
    const trial = watching(all(['event.A', 'performed', { atLeast: 0, atMost: 1, within: { last: '1d' } }]));
    for (let i = 0; i < 3; i++) trial.event('A').pass(HOUR);
    expect(trial.holds()).toEqual([]);
    expect(flips(trial, START + 3 * DAY)).toEqual([START + HOUR + DAY]);
  });

  test('nobody is woken for a value that the window does not hold: by time alone it becomes no other than one that it holds', () => {
    const trial = watching(all(['trait.top', '=', 'x']), [windowed('top', 'most_frequent', { last: '2d' }, { property: 's' })]);
    trial.event('A', { s: 'y' }).pass(HOUR).event('A', { s: 'y' });
    expect(trial.known.roll.nextFlip).toBe(Number.POSITIVE_INFINITY);
    trial.pass(HOUR).event('A', { s: 'x' });
    expect(trial.holds()).toEqual([]);
    expect(flips(trial, START + 9 * DAY).map((flip) => flip - START)).toEqual([2 * DAY, 2 * DAY + 2 * HOUR]);
  });

  test('between: in as the first leaves, out as the next does', () => {
    const trial = watching(all(['event.A', 'performed', { atLeast: 2, atMost: 2, within: { last: '1d' } }]));
    for (let i = 0; i < 3; i++) trial.event('A').pass(HOUR);
    expect(flips(trial, START + 3 * DAY)).toEqual([START + DAY, START + HOUR + DAY]);
  });

  test('each trait by its own contributions: sum, extremum, last, most frequent', () => {
    const last = { last: '2d' } as const;
    const trial = new Trial(
      planOf([
        windowed('sum', 'sum', last, { property: 'n' }),
        windowed('max', 'max', last, { property: 'n' }),
        windowed('top', 'most_frequent', last, { property: 's' }),
        windowed('first', 'first', last, { property: 's' }),
        segment('much', all(['trait.sum', '>=', 10])),
        segment('high', all(['trait.max', '>=', 7])),
        segment('x', all(['trait.top', '=', 'x'])),
        segment('starts', all(['trait.first', '=', 'x'])),
      ]),
    );
    for (const [n, s] of [
      [7, 'x'],
      [2, 'x'],
      [3, 'y'],
    ] as const)
      trial.event('A', { n, s }).pass(HOUR);
    expect(trial.holds()).toEqual(['high', 'much', 'starts', 'x']);
    trial.until(START + 5 * DAY);
    expect(trial.facts.slice(-4).map((fact) => [fact.name, fact.at - START - 2 * DAY])).toEqual([
      ['much', 0],
      ['high', 0],
      ['x', 0],
      ['starts', HOUR],
    ]);
  });

  test('a late event that has already left says nothing; one that has not leaves in its own time', () => {
    const trial = watching(all(['event.A', 'performed', { within: { last: '1d' } }]));
    trial.event('A', {}, { age: DAY });
    expect(trial.holds()).toEqual([]);
    trial.event('A', {}, { age: DAY - 1 });
    expect(trial.holds()).toEqual(['s']);
    expect(flips(trial, START + DAY)).toEqual([START + 1]);
  });

  test('a streak in a rolling window breaks when its window does, not only at midnight', () => {
    const trial = watching(all(['trait.t', '>=', 2]), [windowed('t', 'streak', { last: '30h' })]);
    trial.event('A').pass(DAY).event('A');
    expect(trial.holds()).toEqual(['s']);
    expect(flips(trial, START + 3 * DAY)).toEqual([START + 30 * HOUR]);
  });
});

describe('time since', () => {
  test('whole units from the contribution, to the millisecond', () => {
    const trial = watching(all(['trait.t', '>=', 3]), [computed('t', 'time_since', { unit: 'day' })]).event('A');
    expect(flips(trial, START + 10 * DAY)).toEqual([START + 3 * DAY]);
  });

  test.each<[Row[1], number, number[]]>([
    ['=', 2, [2, 3]],
    ['!=', 2, [2, 3]],
    ['>', 2, [3]],
    ['<', 2, [2]],
    ['<=', 2, [3]],
    ['>=', 2.5, [3]],
  ])('%s %d hours', (operator, hours, expected) => {
    const trial = watching(all(['trait.t', operator, hours]), [computed('t', 'time_since', { unit: 'hour' })]).event('A');
    expect(flips(trial, START + DAY)).toEqual(expected.map((hour) => START + hour * HOUR));
  });

  test('between two numbers: in and out', () => {
    const trial = watching(all(['trait.t', 'between', [2, 4]]), [computed('t', 'time_since', { unit: 'hour' })]).event('A');
    expect(flips(trial, START + DAY)).toEqual([START + 2 * HOUR, START + 5 * HOUR]);
  });

  test('of none in a window of the calendar until the period has passed', () => {
    const trait = computed('t', 'time_since', { window: { previous: 'day' }, calendar: true });
    const trial = watching(all(['trait.f', '>=', 1]), [trait, formula('f', { trait: 't' })]).event('A');
    expect(flips(trial, START + 10 * DAY).map((flip) => flip % DAY)).toEqual([0, 0]);
  });

  test('one wake-up is enough for a whole number: it is not woken every minute on the way', () => {
    const trial = watching(all(['trait.t', '>=', 5_000]), [computed('t', 'time_since', { unit: 'minute' })]).event('A');
    expect(trial.wakeups(10 * DAY)).toHaveLength(1);
  });

  test('calendar days change at local midnight, also on days of 23 and 25 hours', () => {
    const days = [computed('t', 'time_since', { unit: 'day', calendar: true })];
    for (const [zone, now, midnight] of [
      ['Europe/London', '2024-03-30T12:00Z', '2024-03-31T23:00Z'],
      ['Europe/London', '2024-10-26T12:00Z', '2024-10-28T00:00Z'],
      ['America/New_York', '2024-03-09T12:00Z', '2024-03-11T04:00Z'],
      ['America/New_York', '2024-11-02T12:00Z', '2024-11-04T05:00Z'],
    ] as const) {
      const trial = watching(all(['trait.t', '>=', 2]), days, zone, at(now)).event('A');
      expect(flips(trial, at(now) + 5 * DAY)).toEqual([at(midnight)]);
    }
  });
});

describe('calendar windows', () => {
  test.each([
    ['day', 'Europe/London', '2024-03-31T00:30Z', '2024-03-31T23:00Z'],
    ['day', 'Europe/London', '2024-10-27T00:30Z', '2024-10-28T00:00Z'],
    ['day', 'America/New_York', '2024-03-10T06:00Z', '2024-03-11T04:00Z'],
    ['day', 'America/New_York', '2024-11-03T05:00Z', '2024-11-04T05:00Z'],
    ['week', 'UTC', '2024-01-15T12:00Z', '2024-01-22T00:00Z'],
    ['month', 'America/New_York', '2024-03-05T12:00Z', '2024-04-01T04:00Z'],
    ['quarter', 'Europe/London', '2024-02-05T12:00Z', '2024-03-31T23:00Z'],
    ['year', 'Asia/Shanghai', '2024-02-05T12:00Z', '2024-12-31T16:00Z'],
  ] as const)('this %s in %s ends at local midnight', (unit, zone, now, end) => {
    const trial = watching(all(['event.A', 'performed', { within: { this: unit } }]), [], zone, at(now)).event('A');
    trial.until(at(end) - 1);
    expect(trial.holds()).toEqual(['s']);
    expect(flips(trial, at(end) + DAY)).toEqual([at(end)]);
  });

  test('the previous day begins as this one ends, and ends a day later', () => {
    const trial = watching(
      all(['event.A', 'performed', { within: { previous: 'day' } }]),
      [],
      'Europe/London',
      at('2024-03-30T12:00Z'),
    ).event('A');
    expect(flips(trial, at('2024-04-05T00:00Z'))).toEqual([at('2024-03-31T00:00Z'), at('2024-03-31T23:00Z')]);
  });

  test.each<[Row[1], number, string]>([
    ['>=', 2, 'count'],
    ['>=', 2, 'sum'],
    ['>', 2, 'max'],
    ['<', 9, 'distinct_count'],
    ['between', [3, 5] as never, 'count'],
  ])('%s %j of the %s of a day wakes nobody who is on the same side when the day is over', (operator, bound, aggregate) => {
    const trait = windowed('t', aggregate, { this: 'day' }, aggregate === 'count' ? {} : { property: 'n' });
    const trial = watching(all(['trait.t', operator, bound]), [trait]).event('A', { n: 1 });
    expect(trial.wakeups(30 * DAY)).toEqual([]);
    for (const n of [1, 1, 3]) trial.event('A', { n });
    const woken = trial.wakeups(30 * DAY);
    expect(woken.length).toBe(operator === '<' ? 0 : 1);
  });

  test('nobody is woken day by day for a window that holds nothing', () => {
    for (const window of [{ this: 'day' }, { previous: 'day' }] as const) {
      const traits = [windowed('n', 'count', window), windowed('l', 'last', window, { property: 's' })];
      const condition = any(['trait.n', '<', 1], ['trait.l', '!=', 'x'], ['event.A', 'performed', { atLeast: 2, within: window }]);
      const trial = watching(condition, traits).event('A', { s: 'x' });
      expect(trial.wakeups(90 * DAY).length).toBeLessThanOrEqual(2);
    }
  });

  test('an event that is ahead of its day counts in the next one', () => {
    const trial = watching(all(['event.A', 'performed', { within: { this: 'day' } }]), [], 'UTC', at('2024-01-15T23:59:59Z'));
    trial.event('A', {}, { age: -2_000 });
    expect(trial.holds()).toEqual([]);
    expect(flips(trial, START + 9 * DAY)).toEqual([at('2024-01-16T00:00Z'), at('2024-01-17T00:00Z')]);
  });

  test('a streak breaks when a whole day has passed without one', () => {
    const trial = watching(all(['trait.t', '>=', 2]), [computed('t', 'streak')], 'America/New_York', at('2024-03-09T12:00Z'));
    trial.event('A').pass(DAY).event('A');
    expect(flips(trial, at('2024-03-20T00:00Z'))).toEqual([at('2024-03-12T04:00Z')]);
  });

  test('nobody is woken for a streak that cannot change', () => {
    const trial = watching(all(['trait.t', '>=', 2]), [computed('t', 'streak')]);
    expect(trial.wakeups(30 * DAY)).toEqual([]);
    trial.event('A');
    trial.pass(5 * DAY);
    expect(trial.wakeups(30 * DAY)).toEqual([]);
  });
});

describe('declared times', () => {
  const birthday = [declared('t', 'time')];
  const set = (trial: Trial, time: number) => trial.event('$identify', {}, { traits: { t: time } });

  test('withinLast: from t until t + d', () => {
    const trial = set(watching(all(['trait.t', 'withinLast', '1d']), birthday), START + HOUR);
    expect(flips(trial, START + 5 * DAY)).toEqual([START + HOUR, START + HOUR + DAY]);
  });

  test('notWithinLast is its negation', () => {
    const trial = set(watching(all(['trait.t', 'notWithinLast', '1d']), birthday), START + HOUR);
    expect(flips(trial, START + 5 * DAY)).toEqual([START + HOUR, START + HOUR + DAY]);
    expect(trial.holds()).toEqual(['s']);
  });

  test('withinNext: from t - d until t', () => {
    const trial = set(watching(all(['trait.t', 'withinNext', '1d']), birthday), START + 3 * DAY);
    expect(flips(trial, START + 5 * DAY)).toEqual([START + 2 * DAY, START + 3 * DAY]);
  });
});

describe('what follows what', () => {
  test('A then B: as long as B is in the look-back', () => {
    const trial = watching(all(['event.A', 'performedThen', { then: { event: 'B' }, within: '1h', last: '2d' }]));
    trial.event('A').pass(HOUR).event('B');
    expect(trial.holds()).toEqual(['s']);
    expect(flips(trial, START + 5 * DAY)).toEqual([START + HOUR + 2 * DAY]);
  });

  test('a millisecond too late, or at the same moment, is not "then"', () => {
    const condition = all(['event.A', 'performedThen', { then: { event: 'B' }, within: '1h', last: '2d' }]);
    const late = watching(condition).event('A');
    late.pass(HOUR + 1);
    expect(late.event('B').holds()).toEqual([]);
    expect(watching(condition).event('A').event('B').holds()).toEqual([]);
  });

  test('A without B: from `after` on until `within`', () => {
    const trial = watching(all(['event.A', 'performedWithout', { without: { event: 'B' }, after: '4h', within: '2d' }])).event('A');
    expect(flips(trial, START + 5 * DAY)).toEqual([START + 4 * HOUR, START + 2 * DAY]);
  });

  test('B ends it at once', () => {
    const trial = watching(all(['event.A', 'performedWithout', { without: { event: 'B' }, after: '4h', within: '2d' }])).event('A');
    trial.pass(5 * HOUR);
    expect(trial.event('B').holds()).toEqual([]);
    expect(trial.wakeups(5 * DAY)).toEqual([]);
  });
});

describe('conditions of conditions', () => {
  const short = ['event.A', 'performed', { within: { last: '1d' } }] as const;
  const long = ['event.B', 'performed', { within: { last: '3d' } }] as const;

  test('and: with the first that flips; or: with the last', () => {
    for (const [condition, end] of [
      [all(short, long), DAY],
      [any(short, long), 3 * DAY],
    ] as const) {
      const trial = watching(condition).event('A').event('B');
      expect(flips(trial, START + 10 * DAY)).toEqual([START + end]);
    }
  });

  test('not: at the same moments', () => {
    const trial = watching({ ...(all(short) as object), not: true }).event('A');
    expect(trial.holds()).toEqual([]);
    expect(flips(trial, START + 10 * DAY)).toEqual([START + DAY]);
  });

  test('a segment over a tag over a window flips with it, in the same moment', () => {
    const trial = new Trial(
      planOf([tag('t', all(short)), segment('s', all(['tag.t', '=', true])), segment('r', all(['segment.s', '!=', true]))]),
    );
    trial.event('A');
    expect(trial.holds()).toEqual(['s', 't']);
    trial.pass(10 * DAY);
    expect(trial.facts.slice(-3).map((fact) => [fact.name, fact.at - START])).toEqual([
      ['t', DAY],
      ['s', DAY],
      ['r', DAY],
    ]);
  });

  test('a formula flips when its operands or its condition do', () => {
    const trial = watching(all(['trait.f', '=', 2]), [
      windowed('n', 'count', { last: '1d' }),
      formula('f', { op: 'if', when: all(long), then: { op: 'add', args: [{ trait: 'n' }, { literal: 1 }] }, otherwise: { literal: 0 } }),
    ]);
    trial.event('B').event('A');
    expect(trial.holds()).toEqual(['s']);
    expect(flips(trial, START + 10 * DAY)).toEqual([START + DAY]);
    trial.event('A').event('B');
    expect(trial.holds()).toEqual(['s']);
  });

  test('a score of an age reaches the next bin when the age does', () => {
    const definitions = [
      computed('age', 'time_since', { unit: 'day' }),
      { kind: 'trait', id: 'r', name: { en: 'x', zh: 'x' }, score: { of: 'age', bins: 3 } },
    ] as Parameters<typeof planOf>[0];
    const plan = planOf([...definitions, segment('s', all(['trait.r', '=', 2]))], { edges: { r: [15_000, 45_000] } });
    const trial = new Trial(plan).event('A');
    expect(flips(trial, START + 10 * DAY)).toEqual([START + 2 * DAY, START + 5 * DAY]);
  });
});

describe('tags that expire', () => {
  test('7.2 that long after the last event that touched the rule, and come back with the next', () => {
    const trial = new Trial(planOf([tag('t', all(['event.A', 'performed']), { expiry: '2d' })])).event('A');
    trial.pass(DAY);
    trial.event('A');
    expect(flips(trial, START + 9 * DAY)).toEqual([START + 3 * DAY]);
    expect(trial.facts.at(-1)?.action).toBe('expired');
    trial.event('A');
    expect(trial.holds()).toEqual(['t']);
  });

  test('an event that does not touch the rule does not prolong it', () => {
    const trial = new Trial(
      planOf([tag('t', all(['event.A', 'performed', { where: all(['property.n', '=', 1]) }]), { expiry: '2d' })]),
    ).event('A', { n: 1 });
    trial.pass(DAY);
    trial.event('A', { n: 2 }).event('B');
    expect(flips(trial, START + 9 * DAY)).toEqual([START + 2 * DAY]);
  });

  test('7.3 in an exclusive group the next eligible one takes over when the first expires', () => {
    const trial = new Trial(
      planOf([
        { kind: 'tag_group', id: 'g', name: { en: 'x', zh: 'x' }, exclusive: true },
        tag('top', all(['event.A', 'performed']), { group: 'g', priority: 2, expiry: '1d' }),
        tag('base', all(), { group: 'g', priority: 1 }),
      ]),
    );
    expect(trial.holds()).toEqual(['base']);
    expect(trial.event('A').holds()).toEqual(['top']);
    trial.pass(DAY);
    expect(trial.holds()).toEqual(['base']);
    // Within a group the facts stand by priority.
    expect(trial.told()).toEqual(['set base', 'set top', 'removed base', 'expired top', 'set base']);
  });
});
