import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ControlEntry, EventEntry, Json, JsonObject } from '../entry.ts';
import type { Fact } from '../fact.ts';
import { applyConsent, compileGuard, emptyGuard, encodeGuard, type GuardPlan, type GuardState } from './index.ts';

const text = { en: 'x', zh: 'x' };
const plan: GuardPlan = compileGuard({
  policy: undefined,
  purposes: [
    { kind: 'purpose', id: 'offers', name: text, basis: 'opt_in' },
    { kind: 'purpose', id: 'ads', name: text, basis: 'opt_in' },
    { kind: 'purpose', id: 'care', name: text, basis: 'opt_out' },
  ],
  workspace: { kind: 'workspace', id: 'w', name: text, timeZone: 'UTC', currency: 'EUR', seed: 's' },
});

const NOW = 1_000_000;

class Customer {
  readonly state: GuardState = emptyGuard();
  readonly facts: Fact[] = [];
  changed = false;

  apply(entry: ControlEntry | EventEntry, now: number = NOW): this {
    this.changed = applyConsent({ customer: 'c1', now, plan, state: this.state, facts: this.facts }, entry);
    return this;
  }

  /** An event that carries this as its `context.consent.categoryPreferences`. */
  prefers(categoryPreferences: Json, time: number = NOW, now: number = NOW): this {
    return this.apply(eventWith({ consent: { categoryPreferences } }, time), now);
  }

  staff(purpose: string, granted: boolean, now: number = NOW): this {
    return this.apply({ type: 'control', identifiers: [], by: 'ada', action: 'consent', purpose, granted }, now);
  }

  choices(): Record<string, string> {
    return Object.fromEntries(this.state.consents.map(({ purpose, choice }) => [purpose, choice]));
  }

  told(): string[] {
    return this.facts.map(({ kind, action, name }) => `${kind} ${action} ${name}`);
  }
}

function eventWith(context: JsonObject | undefined, time: number = NOW): EventEntry {
  const entry: EventEntry = {
    type: 'event',
    call: 'track',
    event: 'Seen',
    messageId: `m${time}`,
    source: 'web',
    time,
    receivedAt: 0,
    identifiers: [],
    properties: {},
  };
  return context ? { ...entry, context } : entry;
}

test('true grants, false withdraws, an opt-in purpose that is left out is missing, an opt-out one stays', () => {
  const customer = new Customer().prefers({ offers: true });
  expect(customer.choices()).toEqual({ offers: 'granted', ads: 'missing' });
  expect(customer.told()).toEqual(['consent granted offers', 'consent withdrawn ads']);
  expect(customer.facts[1]).toMatchObject({ customer: 'c1', at: NOW, detail: { choice: 'missing', source: 'web', messageId: `m${NOW}` } });
  customer.prefers({ offers: false, ads: true, care: false }, NOW + 1, NOW + 1);
  expect(customer.choices()).toEqual({ offers: 'withdrawn', ads: 'granted', care: 'withdrawn' });
});

test('a category that was granted and is left out of a later event is refused', () => {
  const customer = new Customer().prefers({ offers: true, ads: true }).prefers({ ads: true }, NOW + 5, NOW + 5);
  expect(customer.choices()).toEqual({ offers: 'missing', ads: 'granted' });
});

test('no preference at all refuses every purpose', () => {
  expect(new Customer().prefers({}).choices()).toEqual({ offers: 'missing', ads: 'missing', care: 'missing' });
});

test.each<[string, JsonObject | undefined]>([
  ['no context', undefined],
  ['no consent', { ip: '::1' }],
  ['a consent without preferences', { consent: {} }],
  ['a list', { consent: { categoryPreferences: ['offers'] } }],
  ['a text', { consent: { categoryPreferences: 'offers' } }],
  ['null', { consent: { categoryPreferences: null } }],
  ['a consent that is null', { consent: null }],
  ['a consent that is true', { consent: true }],
  ['preferences beside consent', { categoryPreferences: { offers: true } }],
])('%s says nothing', (_, context) => {
  const customer = new Customer().apply(eventWith(context));
  expect(customer).toMatchObject({ changed: false, facts: [], state: emptyGuard() });
});

test('values that are not true or false are as if left out, and keys that are no purpose are passed over', () => {
  const odd = JSON.parse('{"offers":"true","ads":1,"care":null,"Analytics":true,"__proto__":{"offers":true},"constructor":true}') as Json;
  expect(new Customer().prefers(odd).choices()).toEqual({ offers: 'missing', ads: 'missing' });
});

test('the later choice counts, however late the earlier one arrives', () => {
  const customer = new Customer().prefers({ offers: false, ads: false }, 500).prefers({ offers: true, ads: true }, 400);
  expect(customer.choices()).toEqual({ offers: 'withdrawn', ads: 'withdrawn' });
  expect(customer.changed).toBe(false);
});

test('of two choices of one moment the more restrictive counts', () => {
  for (const order of [
    [true, false],
    [false, true],
  ]) {
    const customer = new Customer();
    for (const granted of order) customer.prefers({ offers: granted }, 500);
    expect(customer.choices().offers).toBe('withdrawn');
  }
});

test('the same choice again renews its time without a fact', () => {
  const customer = new Customer().prefers({ offers: true, ads: true }, 500).prefers({ offers: true, ads: true }, 600);
  expect(customer.told()).toHaveLength(2);
  expect(customer.changed).toBe(true);
  expect(customer.state.consents.map(({ time }) => time)).toEqual([600, 600]);
  expect(customer.prefers({ offers: true, ads: true }, 600).changed).toBe(false);
});

test('an event dated ahead counts as of its arrival, so that a withdrawal after it holds', () => {
  const customer = new Customer().prefers({ offers: true }, NOW + 300_000).staff('offers', false, NOW + 1);
  expect(customer.choices().offers).toBe('withdrawn');
});

test('staff sets one purpose; between two of one moment the later in the log counts', () => {
  const customer = new Customer().staff('offers', true).staff('offers', false).staff('offers', true);
  expect(customer.choices()).toEqual({ offers: 'granted' });
  expect(customer.told()).toEqual(['consent granted offers', 'consent withdrawn offers', 'consent granted offers']);
  expect(customer.facts[0]?.detail).toMatchObject({ by: 'ada' });
  expect(customer.staff('offers', true).changed).toBe(false);
});

test('an event from before what staff set does not undo it, one from after does', () => {
  const customer = new Customer().staff('offers', false).prefers({ offers: true }, NOW - 1);
  expect(customer.choices().offers).toBe('withdrawn');
  customer.prefers({ offers: true }, NOW + 1, NOW + 1);
  expect(customer.choices().offers).toBe('granted');
});

test('suppression begins once and ends once, and whatever staff said is a fact with its reason', () => {
  const control = (action: 'suppress' | 'unsuppress'): ControlEntry => ({
    type: 'control',
    identifiers: [],
    by: 'ada',
    action,
    reason: 'asked by phone',
  });
  const customer = new Customer().apply(control('suppress')).apply(control('suppress'), NOW + 5);
  expect(customer.state.suppression).toEqual({ reason: 'asked by phone', at: NOW });
  expect(customer.changed).toBe(false);
  customer.apply(control('unsuppress')).apply(control('unsuppress'));
  expect(customer.state).toEqual(emptyGuard());
  expect(customer.told()).toEqual(['consent suppressed ', 'consent suppressed ', 'consent unsuppressed ', 'consent unsuppressed ']);
  expect(customer.facts.map(({ detail }) => detail?.unchanged === true)).toEqual([false, true, false, true]);
  expect(customer.facts[0]?.detail).toEqual({ by: 'ada', reason: 'asked by phone' });
});

const preferences = fc.dictionary(fc.constantFrom('offers', 'ads', 'care', 'else'), fc.boolean());

test('events in any order of arrival give the same choices', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(preferences, fc.integer({ min: 1, max: 5 })), { maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (all, keys) => {
        const shuffled = all.map((one) => ({ one, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const a = new Customer();
        const b = new Customer();
        for (const [chosen, time] of all) a.prefers(chosen, time);
        for (const { one } of shuffled) b.prefers(one[0], one[1]);
        expect(encodeGuard(b.state)).toEqual(encodeGuard(a.state));
      },
    ),
  );
});
