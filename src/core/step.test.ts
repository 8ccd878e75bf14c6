/** T1 to T3, and what a merge, a release and new edges do to one customer. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketOf, VolanoError } from '../base/index.ts';
import type { Definition, Release } from '../define/index.ts';
import {
  type Command,
  type Customer,
  canonicalParts,
  compilePlan,
  decodeCustomer,
  type EventEntry,
  encodeCustomer,
  type Fact,
  newCustomer,
  type Plan,
  type SendCommand,
  step,
  viewOf,
  wakeAtOf,
  wholeRows,
  withEdges,
} from './index.ts';
import { segmentsOf, tagsOf } from './know/index.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 15, 12);
const NAME = { en: 'x', zh: 'x' };

function all(...rows: readonly (readonly [field: string, operator: string, value?: unknown])[]): unknown {
  return { combinator: 'and', rules: rows.map(([field, operator, value]) => ({ field, operator, ...(value !== undefined && { value }) })) };
}

function computed(id: string, aggregate: string, more: object = {}): Definition {
  return { kind: 'trait', id, name: NAME, aggregate, event: 'A', ...more } as Definition;
}

function windowed(id: string, aggregate: string, window: object, more: object = {}): Definition {
  return computed(id, aggregate, { window, ...more });
}

function tag(id: string, rule: unknown, more: object = {}): Definition {
  return { kind: 'tag', id, name: NAME, owner: 'crm', rule, ...more } as Definition;
}

function segment(id: string, condition: unknown): Definition {
  return { kind: 'segment', id, name: NAME, condition } as Definition;
}

const DAY = 24 * HOUR;

const wait = (id: string, duration: string) => ({ type: 'wait', id, duration });
const send = (id: string) => ({ type: 'send', id, channel: 'capture', template: 'note', purpose: 'care' });

const definitions = [
  { kind: 'workspace', id: 'w', name: NAME, timeZone: 'Europe/London', currency: 'GBP', seed: 'seed' },
  { kind: 'purpose', id: 'care', name: NAME, basis: 'opt_out' },
  { kind: 'template', id: 'note', name: NAME, body: 'x' },
  computed('orders', 'count'),
  windowed('spent', 'sum', { last: '7d' }, { property: 'n' }),
  computed('places', 'distinct_list', { property: 's' }),
  computed('top', 'most_frequent', { property: 's' }),
  computed('days', 'streak'),
  computed('last', 'last', { property: 's' }),
  { kind: 'trait', id: 'city', name: NAME, type: 'string' },
  { kind: 'trait', id: 'rank', name: NAME, score: { of: 'spent', bins: 2 } },
  { kind: 'tag_group', id: 'g', name: NAME, exclusive: true },
  tag('gold', all(['trait.spent', '>=', 10]), { group: 'g', priority: 2 }),
  tag('silver', all(['trait.spent', '>=', 5]), { group: 'g', priority: 1 }),
  tag('seen', all(['event.B', 'performed']), { expiry: '2d' }),
  segment('nothing', all(['event.A', 'notPerformed'])),
  segment('fresh', all(['event.A', 'performed', { within: { last: '1d' } }])),
  segment('upper', all(['trait.rank', '=', 2])),
  segment('both', all(['tag.gold', '=', true], ['segment.fresh', '=', true])),
] as unknown as Definition[];

const journey = {
  kind: 'journey',
  id: 'j',
  name: NAME,
  stage: 'retain',
  trigger: { type: 'segment', segment: 'fresh' },
  reentry: 'always',
  steps: [wait('pause', '4h'), send('hello')],
} as unknown as Definition;

const release = (number: number, ...list: readonly Definition[]): Release => ({
  number,
  definitions: list.map((definition) => ({ version: number, definition })),
});
const TRAITS = definitions.flatMap((one) => (one.kind === 'trait' ? [one.id] : []));

class One {
  customer: Customer;
  plan: Plan;
  now: number;
  readonly facts: Fact[] = [];
  readonly commands: Command[] = [];
  #ordinal = 0;
  #position = 0;

  constructor(plan: Plan, id = 'c1', now = START) {
    this.customer = newCustomer(id, now);
    this.plan = plan;
    this.now = now;
    this.do({ type: 'refresh' });
  }

  do(entry: Parameters<typeof step>[1]): this {
    this.#position++;
    const address = { partition: 0, position: this.#position, ordinal: 0 };
    const { plan, now, facts, commands } = this;
    step(this.customer, entry, { plan, at: now, address, nextOrdinal: () => ++this.#ordinal, facts, commands });
    return this;
  }

  event(event: string, properties: EventEntry['properties'] = {}, more: Partial<EventEntry> = {}): this {
    const call = event === '$identify' ? 'identify' : 'track';
    return this.do({
      type: 'event',
      call,
      event,
      messageId: `${this.customer.id}-${this.#position}`,
      source: 's',
      time: this.now,
      receivedAt: this.now,
      identifiers: [],
      properties,
      ...more,
    });
  }

  sends(): SendCommand[] {
    return this.commands.filter((command) => command.type === 'send');
  }

  later(ms: number): this {
    this.now += ms;
    return this;
  }

  holds(): string[] {
    return [...tagsOf(this.customer.known), ...segmentsOf(this.customer.known)].sort();
  }

  told(from = 0): string[] {
    return this.facts.slice(from).map(({ kind, action, name }) => `${kind} ${action} ${name}`);
  }

  bytes(): string[] {
    return canonicalParts(this.customer).map(([name, bytes]) => `${name}=${bytes && Buffer.from(bytes).toString('latin1')}`);
  }
}

const plan = compilePlan([release(1, ...definitions)], new Map([['rank', [50_000]]]));

describe('T3. own wake-ups before the entry', () => {
  test('each at its own moment, in due order, then the entry', () => {
    const one = new One(plan).event('B').event('A', { n: 20 });
    const told = one.facts.length;
    one.later(9 * DAY).event('B');
    expect(one.facts.slice(told).map(({ action, name, at }) => [action, name, at - START])).toEqual([
      ['left', 'fresh', DAY],
      ['left', 'both', DAY],
      ['expired', 'seen', 2 * DAY],
      ['removed', 'gold', 7 * DAY],
      ['left', 'upper', 7 * DAY],
      ['set', 'seen', 9 * DAY],
    ]);
  });

  test('a wait that ends before a late goal has ended: the message is decided at its own time', () => {
    const withJourney = compilePlan([release(1, ...definitions, journey)], new Map());
    const one = new One(withJourney).event('A');
    one.later(6 * HOUR).event('B');
    expect(one.sends().map(({ at, step: name }) => [name, at - START])).toEqual([['hello', 4 * HOUR]]);
    expect(wakeAtOf(one.customer)).toBe(START + DAY);
  });

  test('nothing is due twice: after a wake the next one lies ahead', () => {
    const one = new One(plan).event('B').event('A', { n: 20 });
    for (let due = wakeAtOf(one.customer); Number.isFinite(due); due = wakeAtOf(one.customer)) {
      one.now = due;
      one.do({ type: 'wake' });
      expect(wakeAtOf(one.customer)).toBeGreaterThan(due);
    }
    expect(one.holds()).toEqual([]);
  });
});

describe('who is new', () => {
  test('is in what holds for somebody who has done nothing', () => {
    expect(new One(plan).holds()).toEqual(['nothing']);
  });

  test('leaves it with the first event', () => {
    expect(new One(plan).event('A', { n: 1 }).holds()).toEqual(['fresh']);
  });
});

describe('late events', () => {
  test('undo a flip: retracted, not left', () => {
    const lapsed = segment('lapsed', all(['event.A', 'notPerformed', { within: { last: '1d' } }]));
    const one = new One(compilePlan([release(1, lapsed)], new Map()))
      .event('A')
      .later(2 * DAY)
      .event('B');
    expect(one.holds()).toEqual(['lapsed']);
    one.event('A', {}, { time: START + DAY - HOUR });
    expect(one.holds()).toEqual(['lapsed']);
    const told = one.facts.length;
    one.later(-DAY + HOUR).event('A', {}, { time: START + DAY - 1 });
    expect(one.told(told)).toEqual(['segment retracted lapsed']);
  });

  test('what comes after the flip ends it: left', () => {
    const lapsed = segment('lapsed', all(['event.A', 'notPerformed', { within: { last: '1d' } }]));
    const one = new One(compilePlan([release(1, lapsed)], new Map()))
      .event('A')
      .later(2 * DAY)
      .event('A');
    expect(one.told()).toEqual(['segment entered lapsed', 'segment left lapsed', 'segment entered lapsed', 'segment left lapsed']);
  });
});

describe('exclusive groups', () => {
  test('one tag at a time, the highest that is eligible', () => {
    const one = new One(plan).event('A', { n: 6 });
    expect(one.holds()).toContain('silver');
    one.event('A', { n: 6 });
    expect(one.holds().filter((id) => id === 'gold' || id === 'silver')).toEqual(['gold']);
    one.later(7 * DAY).do({ type: 'wake' });
    expect(one.holds()).not.toContain('gold');
    expect(one.holds()).not.toContain('silver');
  });
});

describe('refresh', () => {
  test('new edges of a score move its members', () => {
    const one = new One(plan).event('A', { n: 4 });
    expect(one.holds()).not.toContain('upper');
    one.plan = withEdges(plan, new Map([['rank', [30_000]]]), ['rank']);
    expect(one.do({ type: 'renew' }).holds()).toContain('upper');
    one.plan = withEdges(plan, new Map(), ['rank']);
    expect(one.do({ type: 'renew' }).holds()).not.toContain('upper');
  });

  test('N1: after new edges the rules that read the score say what all rules would', () => {
    const edges = fc
      .array(fc.integer({ min: 0, max: 30 }), { maxLength: 3 })
      .map((list) => list.sort((a, b) => a - b).map((n) => n * 10_000));
    const events = fc.array(fc.record({ event: fc.constantFrom('A', 'B'), n: fc.nat(9) }), { maxLength: 6 });
    fc.assert(
      fc.property(events, edges, edges, (past, first, second) => {
        const outcomes = (['renew', 'refresh'] as const).map((type) => {
          const one = new One(withEdges(plan, new Map([['rank', first]]), ['rank']));
          for (const { event, n } of past) one.event(event, { n });
          one.plan = withEdges(plan, new Map([['rank', second]]), ['rank']);
          const told = one.facts.length;
          one.do({ type });
          return [one.bytes(), one.told(told)];
        });
        expect(outcomes[0]).toEqual(outcomes[1]);
      }),
    );
    const { rules } = withEdges(plan, new Map(), ['rank']).renewal;
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.length).toBeLessThan(plan.know.rules.length);
    expect(withEdges(plan, new Map(), ['none']).renewal.rules).toEqual([]);
  });

  test('a second one says nothing and changes no byte', () => {
    const one = new One(plan).event('A', { n: 4 }).event('B');
    const [told, bytes] = [one.facts.length, one.bytes()];
    one.do({ type: 'refresh' });
    expect([one.told(told), one.bytes()]).toEqual([[], bytes]);
  });

  test('whoever is read from the store is drawn for by its id', () => {
    const first = release(1, ...definitions);
    const one = new One(compilePlan([first], new Map())).event('A', { n: 20 });
    const second = release(2, ...definitions, ...[25, 100].map((share) => segment(`below_${share}`, all(['bucket.spring', '<', share]))));
    const stored = new Map(wholeRows(one.customer).map(([name, bytes]) => [name, bytes!]));
    one.plan = compilePlan([first, second], new Map());
    one.customer = decodeCustomer('c1', stored, one.plan);
    one.do({ type: 'refresh' });
    const drawn = bucketOf('spring', 'c1') / 10_000;
    const inside = one.customer.known.roll.ids('segment').filter((id) => id.startsWith('below_'));
    expect(inside.sort()).toEqual(
      [25, 100]
        .filter((share) => drawn < share)
        .map((share) => `below_${share}`)
        .sort(),
    );
  });

  test('after a release: what is gone is removed, what is new is evaluated, journeys go on where they were', () => {
    const first = release(1, ...definitions, journey);
    const one = new One(compilePlan([first], new Map())).event('A', { n: 20 });
    const second = release(2, ...definitions.filter(({ id }) => id !== 'both'), segment('rich', all(['trait.spent', '>', 15])));
    const stored = new Map(wholeRows(one.customer).map(([name, bytes]) => [name, bytes!]));
    one.plan = compilePlan([first, second], new Map());
    one.customer = decodeCustomer('c1', stored, one.plan);
    const told = one.facts.length;
    one.do({ type: 'refresh' });
    expect(one.told(told)).toEqual(['segment removed both', 'segment entered rich']);
    one.later(5 * HOUR).do({ type: 'wake' });
    expect(one.sends().map(({ step: name, journeyVersion }) => [name, journeyVersion])).toEqual([['hello', 1]]);
  });
});

describe('receipts and controls', () => {
  test('a receipt is a fact with its wall clocks, and changes nothing else', () => {
    const one = new One(plan).event('A');
    const bytes = one.bytes();
    one.do({
      type: 'receipt',
      kind: 'failed',
      customer: 'c1',
      message: 'm1',
      channel: 'sms',
      decidedAt: 5,
      dispatchedAt: 9,
      reason: 'full',
    });
    expect(one.facts.at(-1)).toEqual({
      kind: 'message',
      action: 'failed',
      customer: 'c1',
      at: START,
      name: '',
      version: 0,
      subject: 'm1',
      detail: { channel: 'sms', decidedAt: 5, dispatchedAt: 9, reason: 'full' },
    });
    expect(one.bytes()).toEqual(bytes);
  });

  test('of a withdrawn message the rule and what it read stand beside each other', () => {
    const about = { type: 'receipt', customer: 'c1', message: 'm1', channel: 'sms', decidedAt: 5, dispatchedAt: 9 } as const;
    const one = new One(plan).do({ ...about, kind: 'withdrawn', reason: 'goal.event', read: { event: 'A' } });
    expect(one.facts.at(-1)?.detail).toMatchObject({ reason: 'goal.event', read: { event: 'A' } });
  });

  test('what comes back about a message is an event of the customer and decides what may follow, after a restart too', () => {
    const both = compilePlan([release(1, ...definitions, journey)], new Map());
    const one = new One(both);
    const about = { message: 'm1', channel: 'email', purpose: 'care', journey: 'j', step: 'hello' };
    one.event('A', { n: 1 }, { customer: 'c1', source: 'volano', receipt: { ...about, kind: 'unsubscribed' } });
    expect(one.told().filter((fact) => !fact.startsWith('trait'))).toEqual(
      expect.arrayContaining(['message unsubscribed ', 'consent withdrawn care', 'segment entered fresh', 'journey entered j']),
    );
    const rows = new Map(encodeCustomer(one.customer).flatMap(([name, bytes]) => (bytes ? [[name, bytes] as const] : [])));
    one.customer = decodeCustomer('c1', rows, both);
    one.later(4 * HOUR).do({ type: 'wake' });
    expect(one.facts.filter(({ kind }) => kind === 'verdict')).toMatchObject([
      { action: 'suppress', detail: { rule: 'consent.withdrawn', read: { chosenAt: START } } },
    ]);
    expect(one.sends()).toEqual([]);
  });

  test('the receipt of an open message ends its stay, and another one changes nothing', () => {
    const one = new One(compilePlan([release(1, ...definitions, journey)], new Map()))
      .event('A')
      .later(4 * HOUR)
      .do({ type: 'wake' });
    const [message] = one.sends().map((command) => command.message);
    expect(one.customer.journeys.sends.map((open) => open.message)).toEqual([message]);
    encodeCustomer(one.customer);
    const receipt = {
      type: 'receipt',
      kind: 'sent',
      customer: 'c1',
      message: message!,
      channel: 'capture',
      decidedAt: 5,
      dispatchedAt: 9,
    } as const;
    expect(one.do(receipt).customer).toMatchObject({ journeysDirty: true, journeys: { sends: [] } });
    encodeCustomer(one.customer);
    expect(one.do(receipt).customer.journeysDirty).toBe(false);
  });

  test('suppression and consent set by staff are facts and are kept', () => {
    const one = new One(plan);
    one.do({ type: 'control', identifiers: [], by: 'staff', action: 'suppress', reason: 'asked' });
    one.do({ type: 'control', identifiers: [], by: 'staff', action: 'consent', purpose: 'care', granted: false });
    expect(one.told(1)).toEqual(['consent suppressed ', 'consent withdrawn care']);
    expect(encodeCustomer(one.customer).map(([row]) => row)).toEqual(['']);
    expect([...one.customer.bundle.keys()]).toEqual(['g', 'k']);
  });
});

describe('merge', () => {
  const happening = fc.record({
    who: fc.nat(1),
    event: fc.constantFrom('A', 'A', 'B', '$identify'),
    n: fc.constantFrom(1, 4, 8),
    s: fc.constantFrom('x', 'y'),
    wait: fc.constantFrom(0, 1, HOUR, DAY, 3 * DAY),
    age: fc.constantFrom(0, 0, HOUR, 2 * DAY),
  });

  function live(one: One, { event, n, s, age }: { event: string; n: number; s: string; age: number }, messageId: string): void {
    const traits = event === '$identify' ? { traits: { city: `${s}${n}` } } : {};
    one.event(event, { n, s }, { messageId, time: one.now - age, ...traits });
  }

  const knowledge = (one: One) => {
    const bytes = new Map(wholeRows(one.customer).map(([name, value]) => [name, value!]));
    const copy = new One(one.plan, 'copy', one.now);
    copy.customer = decodeCustomer(one.customer.id, bytes, one.plan);
    return { holds: copy.holds(), traits: TRAITS.map((id) => [id, traitOf(copy, id)]), createdAt: copy.customer.known.createdAt };
  };

  test('two customers who are merged know, tag and segment what one who saw everything does', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 1, maxLength: 30 }), fc.nat(30), (happenings, mergeAt) => {
        const whole = new One(plan, 'whole');
        const [survivor, loser] = [new One(plan, 'c1'), new One(plan, 'c2')];
        let apart = true;
        const merge = () => {
          loser.do({ type: 'wake' });
          survivor.do({ type: 'merge_in', from: loser.customer });
          apart = false;
        };
        happenings.forEach((one, i) => {
          for (const each of [whole, survivor, loser]) each.later(one.wait);
          live(whole, one, `m${i}`);
          live(apart && one.who === 1 ? loser : survivor, one, `m${i}`);
          if (i === mergeAt) merge();
        });
        if (apart) merge();
        for (const each of [whole, survivor]) each.do({ type: 'wake' });
        expect(knowledge(survivor)).toEqual(knowledge(whole));
        for (const each of [whole, survivor]) each.later(10 * DAY).do({ type: 'wake' });
        expect(knowledge(survivor)).toEqual(knowledge(whole));
      }),
      { numRuns: 200 },
    );
  });

  test('memberships that both had are not entered anew', () => {
    const [survivor, loser] = [new One(plan, 'c1').event('A', { n: 20 }), new One(plan, 'c2').event('A', { n: 20 })];
    const told = survivor.facts.length;
    survivor.do({ type: 'merge_in', from: loser.customer });
    expect(survivor.told(told)).toEqual([]);
    expect(survivor.holds()).toEqual(['both', 'fresh', 'gold', 'upper']);
  });
});

function traitOf({ customer, plan: { know }, now }: One, id: string): unknown {
  return viewOf(customer.known, know, now).trait(id);
}

describe('T1. the same entries give the same customer, facts and commands', () => {
  test('byte for byte', () => {
    const run = () => {
      const one = new One(compilePlan([release(1, ...definitions, journey)], new Map()));
      one
        .event('A', { n: 3, s: 'x' })
        .later(5 * HOUR)
        .event('B')
        .later(3 * DAY)
        .event('A', { n: 9, s: 'y' })
        .later(DAY)
        .do({ type: 'wake' });
      return { bytes: one.bytes(), facts: one.facts, commands: one.commands };
    };
    expect(run()).toEqual(run());
  });
});

describe('plans', () => {
  test('before the first release: nothing is known, and events are counted by nobody', () => {
    const one = new One(compilePlan([], new Map())).event('A', { n: 1 });
    expect([one.plan.release, one.holds(), one.facts, one.bytes().map((part) => part.split('=')[0])]).toEqual([0, [], [], ['g', 'j', 'k']]);
  });

  test.each([
    ['VOLANO_REFERENCE_UNKNOWN', [segment('s', all(['trait.nowhere', '=', 1]))]],
    ['VOLANO_REFERENCE_UNKNOWN', [segment('s', all(['tag.nowhere', '=', true]))]],
    ['VOLANO_DEFINITION_CYCLE', [segment('a', all(['segment.b', '=', true])), segment('b', all(['segment.a', '=', true]))]],
    ['VOLANO_DEFINITION_INVALID', [segment('s', all(['property.n', '=', 1]))]],
    ['VOLANO_DEFINITION_INVALID', [segment('s', all(['what', '=', 1]))]],
    ['VOLANO_DURATION_INVALID', [windowed('t', 'count', { last: 'soon' })]],
  ])('%s', (code, broken) => {
    try {
      compilePlan([release(1, ...broken)], new Map());
    } catch (error) {
      expect(error).toBeInstanceOf(VolanoError);
      expect((error as VolanoError).code).toBe(code);
      return;
    }
    throw new Error('it compiled');
  });

  test('of several releases the last is in force; layouts of those that never compiled are left out', () => {
    const broken = release(2, segment('s', all(['trait.nowhere', '=', 1])));
    const compiled = compilePlan([release(1, ...definitions), broken, release(3, ...definitions, journey)], new Map());
    expect([compiled.release, compiled.zone, compiled.earlier.layouts.size > 0]).toEqual([3, 'Europe/London', true]);
  });

  test('with no workspace, the zone is UTC', () => {
    expect(compilePlan([release(1, segment('s', all()))], new Map()).zone).toBe('UTC');
  });
});
