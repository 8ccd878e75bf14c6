/** B1 to B4: one scored choice when several journeys want the same customer. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { ArbitrationDefinition, Definition, JourneyDefinition, Released, Step } from '../../define/index.ts';
import { asksAt, compileArbitration, ranked, standing, worthOf } from './arbitration.ts';
import { ALLOW, START, Walkthrough, type World } from './walkthrough.suite.ts';

const name = { en: 'x', zh: 'x' };
const send = (id: string, more: object = {}): Step => ({ type: 'send', id, channel: 'capture', template: 'note', purpose: 'p', ...more });
const wait = (id: string, duration: string): Step => ({ type: 'wait', id, duration });
const worth: Definition = { kind: 'trait', id: 'worth', name, type: 'number' };

function journey(id: string, more: Partial<JourneyDefinition> = {}): Released<JourneyDefinition> {
  const trigger = { type: 'event', event: 'A' } as const;
  return {
    version: 1,
    definition: { kind: 'journey', id, name, stage: 'retain', trigger, reentry: 'always', steps: [send('hi')], ...more },
  };
}

function walk(journeys: readonly Released<JourneyDefinition>[], more: Partial<World> = {}): Walkthrough {
  return new Walkthrough({ definitions: [worth], releases: [journeys], templates: { note: {} }, arbitration: { window: '1d' }, ...more });
}

const sentBy = (one: Walkthrough) => one.sends().map(({ journey: id, at }) => `${id} +${(at - START) / HOUR}h`);
const verdicts = (one: Walkthrough) => one.told('verdict');

describe('who asks at one moment', () => {
  test('without a policy everybody sends', () => {
    expect(sentBy(walk([journey('a'), journey('b')], { arbitration: undefined as never }).event('A'))).toEqual(['a +0h', 'b +0h']);
  });

  test('is compared by priority, whichever journey stands first', () => {
    const one = walk([journey('a', { priority: 'low' }), journey('b'), journey('c', { priority: 'high' })]).event('A');
    expect(sentBy(one)).toEqual(['c +0h']);
    expect(verdicts(one)).toEqual([
      'verdict send c/hi allowed',
      'verdict defer b/hi arbitration.lost',
      'verdict defer a/hi arbitration.lost',
    ]);
  });

  test('by expected value, also a value of the customer', () => {
    const journeys = [journey('a', { value: 20 }), journey('b', { value: { trait: 'worth' } })];
    expect(sentBy(walk(journeys).identify({ worth: 50 }).event('A'))).toEqual(['b +0h']);
    expect(sentBy(walk(journeys).identify({ worth: 5 }).event('A'))).toEqual(['a +0h']);
    expect(sentBy(walk(journeys).event('A'))).toEqual(['a +0h']);
  });

  test('by recency of the entry, and by the fatigue of its channel', () => {
    const late = journey('a', { steps: [wait('pause', '2d'), send('hi')], trigger: { type: 'event', event: 'Early' } });
    const one = walk([late, journey('b')])
      .event('Early')
      .pass(2 * DAY - 1);
    one.pass(1).event('A');
    expect(sentBy(one)).toEqual(['a +48h']);
    const both = walk([late, journey('b', { steps: [wait('none', '1d'), send('hi')] })])
      .event('Early')
      .pass(DAY)
      .event('A')
      .pass(DAY);
    expect(sentBy(both)).toEqual(['b +48h']);
  });

  test('leaves evidence: to whom it lost, and both scores with their parts', () => {
    const one = walk([journey('a'), journey('b', { priority: 'high' })]).event('A');
    const [message] = one.sends();
    const lost = one.facts.find(({ action, name: id }) => action === 'defer' && id === 'a');
    expect(lost!.detail).toMatchObject({
      rule: 'arbitration.lost',
      until: START + DAY,
      read: {
        to: 'b',
        message: message!.message,
        wentAt: START,
        score: 6,
        parts: { priority: 0.5, value: 0, fatigue: 0, recency: 1 },
        winner: { score: 11, parts: { priority: 1 } },
      },
    });
  });
});

describe('B3: what guard does not let go', () => {
  test('displaces nobody', () => {
    const refusing = walk([journey('a'), journey('b', { priority: 'high' })], {
      answer: (request, now) => (request.heldOut ? { verdict: 'suppress', rule: 'holdout.journey', read: {} } : ALLOW(request, now)),
    });
    expect(sentBy(refusing.event('A'))).toEqual(['b +0h']);
    const refused = walk([journey('a'), journey('b', { priority: 'high', steps: [send('hi', { purpose: 'closed' })] })], {
      answer: (request, now) =>
        request.purpose === 'closed' ? { verdict: 'suppress', rule: 'consent.missing', read: {} } : ALLOW(request, now),
    }).event('A');
    expect(sentBy(refused)).toEqual(['a +0h']);
    expect(verdicts(refused)).toEqual(['verdict suppress b/hi consent.missing', 'verdict send a/hi allowed']);
  });
});

describe('B4: who loses', () => {
  test('asks again when the window is over, together with the others', () => {
    const one = walk([journey('a', { priority: 'low' }), journey('b'), journey('c', { priority: 'high' })])
      .event('A')
      .pass(5 * DAY);
    expect(sentBy(one)).toEqual(['c +0h', 'b +24h', 'a +48h']);
  });

  test('in the middle of a window loses to what went, whatever its score', () => {
    const one = walk([journey('a'), journey('b', { priority: 'high', trigger: { type: 'event', event: 'B' } })])
      .event('A')
      .pass(HOUR)
      .event('B')
      .pass(DAY);
    expect(sentBy(one)).toEqual(['a +0h', 'b +24h']);
    const lost = one.facts.find(({ detail }) => detail?.rule === 'arbitration.lost');
    expect(lost!.detail).toMatchObject({ read: { message: one.sends()[0]!.message, wentAt: START } });
  });

  test('is dropped where the policy says so, and goes on by the way of a failure', () => {
    const one = walk([journey('a', { priority: 'low' }), journey('b')], { arbitration: { window: '1d', losers: 'drop' } })
      .event('A')
      .pass(3 * DAY);
    expect(sentBy(one)).toEqual(['b +0h']);
    expect(verdicts(one)).toContain('verdict suppress a/hi arbitration.lost');
    expect(one.journeys.instances).toEqual([]);
  });

  test('is dropped when it has waited long enough', () => {
    const again = journey('b', {
      priority: 'high',
      steps: Array.from({ length: 9 }, (_, index) => [send(`s${index}`), wait(`w${index}`, '1d')]).flat(),
    });
    const one = walk([journey('a'), again], { arbitration: { window: '1d', expireAfter: '2d' } })
      .event('A')
      .pass(12 * DAY);
    expect(sentBy(one).filter((sent) => sent.startsWith('a'))).toEqual([]);
    expect(verdicts(one).filter((told) => told.includes(' a/'))).toEqual([
      'verdict defer a/hi arbitration.lost',
      'verdict defer a/hi arbitration.lost',
      'verdict suppress a/hi arbitration.lost',
    ]);
  });
});

describe('who is exempt', () => {
  test('neither asks nor is asked', () => {
    const one = walk([journey('a'), journey('b', { priority: 'exempt' }), journey('c', { priority: 'exempt' })]).event('A');
    expect(sentBy(one)).toEqual(['b +0h', 'c +0h']);
    const alone = walk([journey('a'), journey('t', { steps: [send('hi', { messageClass: 'transactional' })] })]).event('A');
    expect(sentBy(alone)).toEqual(['t +0h', 'a +0h']);
  });
});

describe('with a time to collect', () => {
  const arbitration: ArbitrationDefinition = { window: '1d', collect: '1h' };

  test('who comes first waits for who comes later', () => {
    const later = journey('b', { priority: 'high', trigger: { type: 'event', event: 'B' } });
    const one = walk([journey('a'), later], { arbitration });
    one
      .pass(10 * MINUTE)
      .event('A')
      .pass(20 * MINUTE)
      .event('B')
      .pass(HOUR);
    expect(sentBy(one)).toEqual(['b +1h']);
    expect(verdicts(one)).toEqual([
      'verdict defer a/hi arbitration.open',
      'verdict defer b/hi arbitration.open',
      'verdict send b/hi allowed',
      'verdict defer a/hi arbitration.lost',
    ]);
  });

  test('stretches are full ones of the clock', () => {
    const compiled = compileArbitration(arbitration)!;
    expect(asksAt(compiled, START)).toBe(START);
    expect(asksAt(compiled, START + 1)).toBe(START + HOUR);
    expect(asksAt(compileArbitration({ window: '1d' })!, START + 1)).toBe(START + 1);
  });
});

describe('a policy that cannot be', () => {
  test.each([
    [{ window: '0s' }, 'longer than 0'],
    [{ window: '1h', collect: '2h' }, 'as long as the window at most'],
    [{ window: '1h', classes: ['transactional'] }, 'always exempt'],
  ] as const)('%j', (definition, problem) => {
    expect(() => compileArbitration(definition as never)).toThrow(problem);
  });
});

describe('scores', () => {
  const view = { trait: () => undefined };
  const contender = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    priority: fc.constantFrom('high', 'normal', 'low'),
    value: fc.nat(100),
    age: fc.nat(20),
    channel: fc.constantFrom('mail', 'text'),
  });
  const asked = fc.uniqueArray(contender, { minLength: 1, selector: ({ id }) => id }).map((all) =>
    all.map(({ id, priority, value, age, channel }) => ({
      journey: { id, worth: worthOf({ priority: priority as 'low', value }) },
      instance: { id: `j-${id}`, enteredAt: START - age * DAY },
      channel,
      priority,
    })),
  );
  const went = fc.array(
    fc
      .record({ message: fc.string(), at: fc.nat(40).map((days) => START - days * DAY), channel: fc.constantFrom('mail', 'text') })
      .map((one) => ({ ...one, messageClass: 'marketing' as const })),
  );
  const policy = compileArbitration({ window: '1d' })!;

  test('B2: the order of asking does not matter, and a higher priority always wins by default', () => {
    fc.assert(
      fc.property(asked, went, (contenders, messages) => {
        const order = (all: typeof contenders) => ranked(policy, all, { view, went: messages, now: START }).map((one) => one.contender);
        expect(order(contenders.toReversed())).toEqual(order(contenders));
        const classes = order(contenders).map(({ priority }) => ['high', 'normal', 'low'].indexOf(priority));
        expect(classes).toEqual(classes.toSorted((a, b) => a - b));
      }),
    );
  });

  test('a message stands in the way exactly for the window', () => {
    fc.assert(
      fc.property(went, (messages) => {
        const found = standing(policy, messages, START);
        expect(found !== undefined).toBe(messages.some(({ at }) => at > START - DAY));
      }),
    );
  });
});

describe('random journeys and histories', () => {
  const steps = fc
    .array(fc.oneof(fc.constant('send'), fc.constantFrom('10m', '3h', '1d', '2d')), { minLength: 1, maxLength: 6 })
    .map((all): Step[] => all.map((one, index) => (one === 'send' ? send(`s${index}`) : wait(`w${index}`, one))));
  const journeys = fc.array(
    fc.record({ steps, priority: fc.constantFrom('high', 'normal', 'low', 'exempt'), value: fc.nat(50), event: fc.constantFrom('A', 'B') }),
    {
      minLength: 2,
      maxLength: 5,
    },
  );
  const arbitration = fc.record({
    window: fc.constantFrom('6h', '1d', '3d'),
    collect: fc.constantFrom('1m', '1h'),
    losers: fc.constantFrom('defer', 'drop'),
  });
  const history = fc.array(fc.record({ event: fc.constantFrom('A', 'B'), after: fc.nat(40) }), { minLength: 1, maxLength: 12 });
  /** Refuses and defers now and then. */
  const moody: World['answer'] = (request, now) => {
    const mood = Math.floor(now / HOUR) % 7;
    if (mood === 1) return { verdict: 'defer', until: now + 2 * HOUR, rule: 'quiet_hours.deferred', read: {} };
    return mood === 2 ? { verdict: 'suppress', rule: 'cap.user', read: {} } : ALLOW(request, now);
  };

  test('B1, B4: one message a window, every wait ends, the same each time', () => {
    fc.assert(
      fc.property(journeys, arbitration, history, (all, policy, events) => {
        const released = all.map((one, index) =>
          journey(`j${index}`, {
            steps: one.steps,
            priority: one.priority as 'low',
            value: one.value,
            trigger: { type: 'event', event: one.event },
          }),
        );
        const run = (): Walkthrough => {
          const one = walk(released, { arbitration: policy as ArbitrationDefinition, answer: moody! });
          for (const { event, after } of events) one.pass(after * HOUR).event(event);
          return one.pass(200 * DAY);
        };
        const one = run();
        const exempt = new Set(all.flatMap(({ priority }, index) => (priority === 'exempt' ? [`j${index}`] : [])));
        const times = one
          .sends()
          .filter((sent) => !exempt.has(sent.journey))
          .map(({ at }) => at);
        const windowMs = compileArbitration(policy as ArbitrationDefinition)!.windowMs;
        for (const [index, at] of times.entries()) expect(index === 0 || at - times[index - 1]! >= windowMs).toBe(true);
        expect(one.journeys.instances).toEqual([]);
        expect(run().facts).toEqual(one.facts);
      }),
      { numRuns: 60 },
    );
  });
});
