import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { JourneyDefinition, Released } from '../../define/index.ts';
import type { Fact } from '../fact.ts';
import { decodeJourneys, emptyJourneys, encodeJourneys, mergeJourneys } from './index.ts';
import { addOpenSend } from './open.ts';
import { type Arm, insertInstance, insertRecord, type JourneyState } from './state.ts';
import { compileWorld, Walkthrough, type World } from './walkthrough.suite.ts';

function journey(id: string, change: Partial<JourneyDefinition> = {}): Released<JourneyDefinition> {
  const definition: JourneyDefinition = {
    kind: 'journey',
    id,
    name: { en: 'x', zh: 'x' },
    stage: 'retain',
    trigger: { type: 'event', event: `Start ${id}` },
    reentry: { after: '10d' },
    steps: [
      { type: 'wait', id: 'w', duration: '1d' },
      { type: 'send', id: 's', channel: 'capture', template: 'note', purpose: 'p' },
    ],
    ...change,
  };
  return { version: 1, definition };
}

/** Two profiles of one customer in one world. */
function two(...journeys: readonly Released<JourneyDefinition>[]): [Walkthrough, Walkthrough] {
  const world: World = { releases: [journeys], templates: { note: {} } };
  const compiled = compileWorld(world);
  return [new Walkthrough(world, 'c1', compiled), new Walkthrough(world, 'c2', compiled)];
}

const ended = (customer: Walkthrough) =>
  customer.facts.filter(({ action }) => action === 'exited').map(({ subject, detail }) => [subject, detail?.rule]);

test('instances of different journeys both go on; what is due runs at its moment under the survivor', () => {
  const [a, b] = two(journey('x'), journey('y'));
  a.event('Start x');
  b.pass(HOUR).event('Start y').pass(HOUR);
  a.pass(2 * HOUR)
    .absorb(b)
    .pass(2 * DAY);
  expect(a.sends().map(({ journey: id, customer, at }) => [id, customer, (at - a.now) / HOUR + 50])).toEqual([
    ['x', 'c1', 24],
    ['y', 'c1', 25],
  ]);
  expect(ended(a)).toEqual([]);
});

test('J2: of two instances of one journey the older goes on, whichever profile survives', () => {
  for (const survivorIsOlder of [true, false]) {
    const [a, b] = two(journey('x'));
    const [older, younger] = survivorIsOlder ? [a, b] : [b, a];
    older.event('Start x').pass(HOUR);
    younger.pass(HOUR).event('Start x');
    a.absorb(b);
    expect(a.journeys.instances.map(({ id }) => id)).toEqual([`j-${older.customer}-0`]);
    expect(ended(a)).toEqual([[`j-${younger.customer}-0`, 'merged']]);
    a.pass(3 * DAY);
    expect(a.sends().map(({ instance }) => instance)).toEqual([`j-${older.customer}-0`]);
  }
});

test('of two that entered at the same moment the one with the smaller id goes on', () => {
  const [a, b] = two(journey('x'));
  b.event('Start x');
  a.event('Start x').absorb(b);
  expect(a.journeys.instances.map(({ id }) => id)).toEqual(['j-c1-0']);
});

test('re-entry looks at the entries of both', () => {
  const [a, b] = two(journey('x'));
  b.event('Start x')
    .pass(5 * DAY)
    .event('Nothing');
  a.pass(5 * DAY)
    .absorb(b)
    .pass(5 * DAY - 1)
    .event('Start x');
  expect(a.told('decision')).toEqual(['decision not_entered x reentry.after']);
  a.pass(1).event('Start x');
  expect(a.told('decision').at(-1)).toBe('decision entered x trigger.event');
  expect(a.journeys.records).toMatchObject([{ journey: 'x', entered: 2 }]);
});

test('a goal that the merged knowledge reaches converts at once', () => {
  const goal = { combinator: 'and' as const, rules: [{ field: 'event.Order Completed', operator: 'performed' as const }] };
  const [a, b] = two(journey('x', { goal }));
  b.event('Order Completed');
  a.event('Start x').absorb(b);
  expect(a.told('journey').at(-1)).toBe('journey converted x goal.condition');
});

function stateWith(arms: Readonly<Record<string, Arm | undefined>>, globalControl?: boolean): JourneyState {
  const records = Object.entries(arms).map(([id, arm]) => ({ journey: id, entered: 1, last: 5, ...(arm === undefined ? {} : { arm }) }));
  return { instances: [], records, sends: [], next: 0, ...(globalControl === undefined ? {} : { globalControl }) };
}

function merged(into: JourneyState, from: JourneyState): { state: JourneyState; facts: Fact[] } {
  const state = decodeJourneys(encodeJourneys(into));
  const facts: Fact[] = [];
  mergeJourneys(state, decodeJourneys(encodeJourneys(from)), { survivor: 'c1', absorbed: 'c2', now: 9, facts, passages: [] });
  return { state, facts };
}

test('J4: the survivor keeps its arms, takes over missing ones, and a difference is told', () => {
  const { state, facts } = merged(
    stateWith({ a: 'treatment', b: undefined, c: 'holdout' }),
    stateWith({ a: 'holdout', b: 'holdout', c: 'holdout', d: 'treatment' }),
  );
  expect(state.records.map(({ journey: id, arm }) => [id, arm])).toEqual([
    ['a', 'treatment'],
    ['b', 'holdout'],
    ['c', 'holdout'],
    ['d', 'treatment'],
  ]);
  expect(facts).toEqual([
    {
      kind: 'exposure',
      action: 'mixed',
      customer: 'c1',
      at: 9,
      name: 'a',
      version: 0,
      detail: { kept: 'treatment', absorbed: 'holdout', from: 'c2' },
    },
  ]);
});

test.each([
  [undefined, true, true, 0],
  [undefined, undefined, undefined, 0],
  [false, true, false, 1],
  [true, false, true, 1],
  [true, true, true, 0],
  [true, undefined, true, 0],
])('global control: survivor %s, absorbed %s: %s, mixed %d times', (mine, theirs, kept, mixed) => {
  const { state, facts } = merged(stateWith({}, mine), stateWith({}, theirs));
  expect(state.globalControl).toBe(kept);
  expect(facts.map(({ action, name }) => [action, name])).toEqual(Array(mixed).fill(['mixed', '']));
});

const ids = fc.constantFrom('a', 'b', 'c');
const profile = fc
  .record({
    name: fc.uuid(),
    entered: fc.uniqueArray(fc.tuple(ids, fc.integer({ min: 1, max: 4 })), { selector: ([id]) => id }),
    active: fc.uniqueArray(fc.tuple(ids, fc.integer({ min: 1, max: 4 })), { selector: ([id]) => id }),
  })
  .map(({ name, entered, active }): JourneyState => {
    const state: JourneyState = emptyJourneys();
    for (const [id, last] of entered) insertRecord(state, { journey: id, entered: last, last });
    for (const [id, enteredAt] of active) {
      insertInstance(state, {
        journey: id,
        id: `${name}${id}`,
        version: 1,
        enteredAt,
        since: 1,
        step: 'w',
        due: 9,
        flip: 0,
        key: '',
        waitsSince: 0,
        properties: {},
      });
      addOpenSend(state, {
        message: `m${name}${id}`,
        journey: id,
        version: 1,
        instance: `${name}${id}`,
        step: 's',
        since: 1,
        purpose: 'p',
        channel: 'capture',
        messageClass: 'marketing',
      });
    }
    return state;
  });

test('without different arms, merging does not depend on the order of profiles or of merges', () => {
  fc.assert(
    fc.property(profile, profile, profile, (a, b, c) => {
      const bytes = (state: JourneyState) => encodeJourneys(state);
      const plus = (into: JourneyState, from: JourneyState) => merged(into, from).state;
      expect(bytes(plus(a, b))).toEqual(bytes(plus(b, a)));
      expect(bytes(plus(plus(a, b), c))).toEqual(bytes(plus(a, plus(b, c))));
    }),
  );
});

test('J1: every instance of both goes on or exits as merged, once', () => {
  fc.assert(
    fc.property(profile, profile, (a, b) => {
      const { state, facts } = merged(a, b);
      const before = [...a.instances, ...b.instances].map(({ id }) => id).sort();
      const after = [...state.instances.map(({ id }) => id), ...facts.map(({ subject }) => subject)].sort();
      expect(after).toEqual(before);
      const gone = new Set(facts.map(({ subject }) => subject));
      expect(state.sends.map(({ message }) => message)).toEqual([...a.sends, ...b.sends].map(({ message }) => message).sort());
      for (const { instance, stale } of state.sends) expect(stale?.rule).toBe(gone.has(instance) ? 'merged' : undefined);
    }),
  );
});
