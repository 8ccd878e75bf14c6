/** O1 to O3: which candidate of a placement a customer sees. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../base/index.ts';
import type { Definition, PlacementCandidate, PlacementDefinition } from '../define/index.ts';
import {
  type Customer,
  compilePlan,
  decidePlacement,
  type EventEntry,
  encodeCustomer,
  type JsonObject,
  newCustomer,
  type Plan,
  step,
} from './index.ts';

const NAME = { en: 'x', zh: 'x' };
const NOON = Date.UTC(2024, 5, 12, 12);
const PLACEMENT = 'home';

const shared: readonly Definition[] = [
  { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' },
  { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_out' },
  { kind: 'channel', id: 'app', name: NAME, type: 'in_app' },
  { kind: 'trait', id: 'city', name: NAME, type: 'string' },
  { kind: 'trait', id: 'worth', name: NAME, type: 'number' },
  { kind: 'trait', id: 'looked', name: NAME, aggregate: 'last', event: 'Product Viewed' },
];
const capped: Definition = { kind: 'policy', id: 'default', caps: [{ id: 'day', max: 1, per: '1d', classes: ['marketing'] }] };

function planOf(
  candidates: readonly Partial<PlacementCandidate>[],
  more: Partial<PlacementDefinition> = {},
  others: readonly Definition[] = [],
): Plan {
  const whole = candidates.map((one, index) => ({ id: `o${index}`, name: NAME, ...one }));
  const placement: PlacementDefinition = { kind: 'placement', id: PLACEMENT, name: NAME, candidates: whole, ...more };
  const definitions = [...shared, ...others, placement].map((definition) => ({ version: 1, definition }));
  return compilePlan([{ number: 1, definitions }], new Map());
}

class Somebody {
  readonly customer: Customer = newCustomer('c1', NOON);
  readonly plan: Plan;
  #position = 0;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  event(event: string, properties: JsonObject = {}, more: Partial<EventEntry> = {}): this {
    const position = ++this.#position;
    const about = { type: 'event', call: 'track', event, source: 's', receivedAt: NOON, identifiers: [], properties } as const;
    const entry: EventEntry = { ...about, messageId: `e${position}`, time: NOON, ...more };
    const address = { partition: 0, position, ordinal: 0 };
    step(this.customer, entry, { plan: this.plan, at: NOON, address, nextOrdinal: () => 1, facts: [], commands: [] });
    return this;
  }

  identify(traits: JsonObject): this {
    return this.event('$identify', {}, { call: 'identify', traits });
  }

  shown(candidate: string, time = NOON, position = PLACEMENT): this {
    return this.event('Promotion Viewed', { promotion_id: candidate, position }, { time });
  }

  decide(context: JsonObject = {}, now = NOON) {
    return decide(this.customer, this.plan, context, now);
  }
}

function decide(customer: Customer | undefined, plan: Plan, context: JsonObject = {}, now = NOON) {
  return decidePlacement(customer, { placement: plan.placements.placements.get(PLACEMENT)!, context, plan, now });
}

const rules = (choice: ReturnType<typeof decide>) => choice.candidates.map((one) => one.leftOut?.rule ?? one.lostTo ?? 'shown');
const is = (field: string, value: string) => ({ combinator: 'and', rules: [{ field, operator: '=', value }] }) as const;

describe('who it is for', () => {
  test('conditions read the customer and the context of the request', () => {
    const plan = planOf([{ when: is('trait.city', 'Rome') }, { when: is('property.page', 'cart') }, {}]);
    const somebody = new Somebody(plan).identify({ city: 'Rome' });
    expect(rules(somebody.decide())).toEqual(['shown', 'condition', 'o0']);
    const other = new Somebody(plan).decide({ page: 'cart' });
    expect(other.chosen).toBe('o1');
    expect(other.candidates[0]).toEqual({ candidate: 'o0', leftOut: { rule: 'condition', read: { 'trait.city': null } } });
  });

  test('somebody whom nobody knows gets the fallback', () => {
    const fallback = { fields: { image: 'plain.png' } };
    const choice = decide(undefined, planOf([{}], { fallback }));
    expect(choice).toMatchObject({ chosen: undefined, content: fallback, candidates: [{ leftOut: { rule: 'customer.unknown' } }] });
  });
});

describe('limits', () => {
  const plan = planOf([{ limit: { max: 2, per: '1d' }, priority: 'high' }, {}]);
  test('count exposures of that candidate in that placement, in a rolling window', () => {
    const somebody = new Somebody(plan)
      .shown('o0', NOON - HOUR)
      .shown('o0')
      .shown('o0', NOON, 'elsewhere')
      .shown('o1');
    expect(somebody.decide().candidates[0]).toEqual({ candidate: 'o0', leftOut: { rule: 'limit', read: { shown: 2, max: 2 } } });
    expect(somebody.decide({}, NOON - HOUR + DAY).chosen).toBe('o0');
  });

  test('the one that was shown less comes first where all else is equal', () => {
    const equal = planOf([{}, {}]);
    expect(new Somebody(equal).decide().chosen).toBe('o0');
    expect(new Somebody(equal).shown('o0').decide()).toMatchObject({
      chosen: 'o1',
      candidates: [{ parts: { fatigue: 0.5 }, lostTo: 'o1' }, {}],
    });
  });
});

describe('the score', () => {
  test('is that of arbitration: priority, then value, then what is fresh', () => {
    const plan = planOf([{ value: 10 }, { value: { trait: 'worth' } }, { priority: 'high' }, { priority: 'low', value: 1_000 }]);
    const choice = new Somebody(plan).identify({ worth: 50 }).decide();
    expect(choice.candidates.map(({ score }) => score)).toEqual([5.02, 5.1, 10, 2]);
    expect(choice.chosen).toBe('o2');
    const fresh = planOf([{}, { since: { trait: 'looked' } }]);
    expect(new Somebody(fresh).event('Product Viewed').decide()).toMatchObject({
      chosen: 'o1',
      candidates: [{}, { parts: { recency: 1 } }],
    });
  });

  test('takes the weights of the policy', () => {
    const policy: Definition = { kind: 'policy', id: 'default', arbitration: { window: '1d', weights: { priority: 0, value: 1 } } };
    const plan = planOf([{ priority: 'high' }, { priority: 'low', value: 1 }], {}, [policy]);
    expect(new Somebody(plan).decide().chosen).toBe('o1');
  });
});

describe('guard', () => {
  const withPurpose = { purpose: 'offers', channel: 'app' };
  test('suppression, consent and a full cap leave everything out that has a purpose', () => {
    const plan = planOf([{}, {}], withPurpose, [capped]);
    const somebody = new Somebody(plan);
    expect(rules(somebody.decide())).toEqual(['shown', 'o0']);
    somebody.customer.guard.sends.push({ message: 'm', at: NOON, channel: 'app', purpose: 'offers', messageClass: 'marketing' });
    expect(rules(somebody.decide())).toEqual(['cap.user', 'cap.user']);
    somebody.customer.guard.consents.push({ purpose: 'offers', choice: 'withdrawn', time: NOON });
    expect(rules(somebody.decide())).toEqual(['consent.withdrawn', 'consent.withdrawn']);
    somebody.customer.guard.suppression = { reason: 'complained', at: NOON };
    expect(rules(somebody.decide())).toEqual(['suppressed.global', 'suppressed.global']);
  });

  test('without a purpose nobody is asked; the suppression of its channel counts', () => {
    const somebody = new Somebody(planOf([{}], { channel: 'app' }));
    somebody.customer.guard.suppression = { reason: 'complained', at: NOON };
    expect(rules(somebody.decide())).toEqual(['suppressed.global']);
    expect(rules(new Somebody(planOf([{}])).decide())).toEqual(['shown']);
  });

  test('the global control group sees no marketing, as stored or as it would be drawn', () => {
    const policy: Definition = { kind: 'policy', id: 'default', globalControl: 0.15 };
    const somebody = new Somebody(planOf([{}], { purpose: 'offers' }, [policy]));
    somebody.customer.journeys.globalControl = true;
    expect(rules(somebody.decide())).toEqual(['holdout.global']);
    const service = new Somebody(planOf([{}], { purpose: 'offers', messageClass: 'service' }, [policy]));
    service.customer.journeys.globalControl = true;
    expect(rules(service.decide())).toEqual(['shown']);
  });
});

test('what the caller lacks leaves a candidate out, and the next one is shown', () => {
  const plan = planOf([{ priority: 'high' }, {}]);
  const lacks = ({ id }: { id: string }) => (id === 'o0' ? { rule: 'template', read: {} } : undefined);
  const placement = plan.placements.placements.get(PLACEMENT)!;
  const choice = decidePlacement(new Somebody(plan).customer, { placement, context: {}, plan, now: NOON, lacks });
  expect(rules(choice)).toEqual(['template', 'shown']);
});

test('O1, O2: changes nothing, says the same again, and shows the best of those that are left', () => {
  const candidate = fc.record({
    priority: fc.constantFrom('high', 'normal', 'low'),
    value: fc.integer({ min: 0, max: 5 }),
    limit: fc.record({ max: fc.integer({ min: 1, max: 2 }), per: fc.constantFrom('1h', '2d') }),
  });
  const shown = fc.array(fc.tuple(fc.nat(3), fc.nat(72)), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(candidate, { minLength: 1, maxLength: 4 }), shown, (candidates, exposures) => {
      const plan = planOf(candidates as Partial<PlacementCandidate>[]);
      const somebody = new Somebody(plan);
      for (const [index, hours] of exposures) somebody.shown(`o${index}`, NOON - hours * HOUR);
      encodeCustomer(somebody.customer);
      const choice = somebody.decide();
      expect(somebody.decide()).toEqual(choice);
      expect(encodeCustomer(somebody.customer)).toEqual([]);
      candidates.forEach(({ limit }, index) => {
        const span = limit.per === '1h' ? HOUR : 2 * DAY;
        const times = exposures.filter(([one, hours]) => one === index && hours * HOUR < span).length;
        expect(choice.candidates[index]!.leftOut !== undefined).toBe(times >= limit.max);
      });
      const open = choice.candidates.filter(({ leftOut }) => !leftOut);
      const best = Math.max(...open.map(({ score }) => score!));
      expect(choice.chosen).toBe(open.find(({ score }) => score === best)?.candidate);
      for (const one of open) expect(one.lostTo).toBe(one.candidate === choice.chosen ? undefined : choice.chosen);
    }),
    { numRuns: 60 },
  );
});

test('a placement that asks for a past which nobody has kept waits for it', () => {
  const released = (definitions: readonly Definition[]) => definitions.map((definition) => ({ version: 1, definition }));
  const placement: Definition = { kind: 'placement', id: PLACEMENT, name: NAME, candidates: [{ id: 'o0', name: NAME }] };
  const releases = [
    { number: 1, definitions: released(shared) },
    { number: 2, definitions: released([...shared, placement]) },
  ];
  const inPart = compilePlan(
    releases,
    new Map(),
    new Map([
      [1, { how: 'at_once' }],
      [2, { how: 'in_part' }],
    ]),
  );
  expect(inPart.placements.placements.size).toBe(0);
  expect(inPart.preparation?.definitions.map(({ definition }) => definition.id)).toEqual([PLACEMENT]);
  const backfilled = compilePlan(
    releases,
    new Map(),
    new Map([
      [1, { how: 'at_once' }],
      [2, { how: 'backfilled' }],
    ]),
  );
  expect(backfilled.placements.placements.has(PLACEMENT)).toBe(true);
});
