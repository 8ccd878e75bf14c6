import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeJourneys, emptyJourneys, encodeJourneys, wakeAt } from './index.ts';
import { addOpenSend } from './open.ts';
import {
  type Instance,
  insertInstance,
  insertRecord,
  type JourneyRecord,
  type JourneyState,
  type OpenSend,
  recordOf,
  touchRecord,
} from './state.ts';

function instance(change: Partial<Instance>): Instance {
  return {
    journey: 'a',
    id: 'j1',
    version: 1,
    enteredAt: 5,
    since: 4,
    step: 'w',
    due: 10,
    flip: 0,
    key: '',
    waitsSince: 0,
    properties: {},
    ...change,
  };
}

const times = fc.integer({ min: 0, max: 4_102_444_800_000 });
const instances = fc.uniqueArray(
  fc
    .record({
      journey: fc.string(),
      id: fc.string(),
      version: fc.nat(),
      enteredAt: times,
      since: times,
      step: fc.string(),
      due: times,
      flip: times,
      key: fc.string(),
      waitsSince: times,
      more: fc.constantFrom<Partial<Instance>>(
        {},
        { trigger: 'e1' },
        { awaits: 'm1', tried: ['mail'] },
        { tried: ['mail'] },
        { trigger: 'e1', awaits: 'm1' },
        { edited: 3 },
        { trigger: 'e1', done: ['a', 'b'] },
        { tried: ['mail'], edited: 2, done: ['a'] },
      ),
      properties: fc.dictionary(
        fc.string(),
        fc.jsonValue().filter((value) => !Object.is(value, -0)),
      ) as fc.Arbitrary<Instance['properties']>,
    })
    .map(({ more, ...rest }): Instance => ({ ...rest, ...more })),
  { selector: ({ journey, key }) => JSON.stringify([journey, key]), maxLength: 6 },
);
const records = fc.uniqueArray(
  fc.oneof(
    fc.record({ journey: fc.string(), entered: fc.nat(), last: times }),
    fc.record({ journey: fc.string(), entered: fc.nat(), last: times, fired: fc.integer() }),
    fc.record({
      journey: fc.string(),
      entered: fc.nat(),
      last: times,
      keys: fc.array(fc.record({ key: fc.string(), at: times }), { minLength: 1 }),
    }),
    fc.record({ journey: fc.string(), entered: fc.nat(), last: times, arm: fc.constantFrom('treatment' as const, 'holdout' as const) }),
  ),
  { selector: ({ journey }) => journey, maxLength: 6 },
);

const sent = {
  journey: fc.string(),
  version: fc.nat(),
  instance: fc.string(),
  step: fc.string(),
  since: times,
  purpose: fc.string(),
  channel: fc.string(),
  messageClass: fc.constantFrom('marketing' as const, 'service' as const, 'transactional' as const),
};
const sends = fc.uniqueArray(
  fc.oneof(
    fc.record({ message: fc.string(), ...sent }),
    fc.record({ message: fc.string(), ...sent, stale: fc.record({ rule: fc.string(), read: fc.dictionary(fc.string(), fc.nat()) }) }),
  ),
  { selector: ({ message }) => message, maxLength: 4 },
);

interface Parts {
  readonly instances: readonly Instance[];
  readonly records: readonly JourneyRecord[];
  readonly sends?: readonly OpenSend[];
}

function stateOf(all: Parts, globalControl?: boolean): JourneyState {
  const state = emptyJourneys();
  for (const one of all.instances) insertInstance(state, one);
  for (const one of all.records) insertRecord(state, one);
  for (const one of all.sends ?? []) addOpenSend(state, one);
  if (globalControl !== undefined) {
    state.globalControl = globalControl;
    state.stage = { stage: 'retain', since: 7 };
  }
  return state;
}

test('what is encoded comes back, and equal states have equal bytes whatever the order they grew in', () => {
  fc.assert(
    fc.property(fc.record({ instances, records, sends }), fc.constantFrom(undefined, true, false), (all, globalControl) => {
      const state = stateOf(all, globalControl);
      const bytes = encodeJourneys(state);
      expect(JSON.stringify(encodeJourneys(decodeJourneys(bytes)))).toBe(JSON.stringify(bytes));
      expect(decodeJourneys(bytes)).toEqual(JSON.parse(JSON.stringify(state)));
      const reversed = stateOf(
        { instances: all.instances.toReversed(), records: all.records.toReversed(), sends: all.sends.toReversed() },
        globalControl,
      );
      expect(encodeJourneys(reversed)).toEqual(bytes);
    }),
  );
});

test('a state of a version that is not known is refused with its number', () => {
  const bytes = new TextEncoder().encode('[9,[],[],0]');
  expect(() => decodeJourneys(bytes)).toThrow(
    expect.objectContaining({ code: 'VOLANO_STATE_VERSION_UNKNOWN', details: { part: 'journeys', version: 9 } }),
  );
});

test('a state of the version before opens with no message open', () => {
  const row = ['a', 'j1', 1, 5, 4, 'w', 10, 0, {}];
  const bytes = new TextEncoder().encode(JSON.stringify([1, [row], [['a', 1, 5, 2]], 2]));
  expect(decodeJourneys(bytes)).toEqual({
    instances: [instance({})],
    records: [{ journey: 'a', entered: 1, last: 5, arm: 'holdout' }],
    sends: [],
    next: 0,
    globalControl: true,
  });
});

test('the earliest need of all instances: a due step or a condition that may flip; none needs nothing', () => {
  expect(wakeAt(emptyJourneys())).toBe(Infinity);
  expect(wakeAt(stateOf({ instances: [instance({})], records: [] }))).toBe(10);
  expect(wakeAt(stateOf({ instances: [instance({ flip: 9 })], records: [] }))).toBe(9);
  expect(wakeAt(stateOf({ instances: [instance({ flip: 11 }), instance({ journey: 'b', due: 3 })], records: [] }))).toBe(3);
});

test('the record of a journey is made once', () => {
  const state = emptyJourneys();
  const record = touchRecord(state, 'b');
  touchRecord(state, 'a');
  expect(touchRecord(state, 'b')).toBe(record);
  expect(state.records.map(({ journey }) => journey)).toEqual(['a', 'b']);
  expect(recordOf(state, 'c')).toBeUndefined();
});
