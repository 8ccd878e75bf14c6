/** Waits until a time or an event, splits, updates and webhooks, in virtual time. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Condition, Definition, JourneyDefinition, Step } from '../../define/index.ts';
import { cart, orders, send, text, wait, walk } from './cart.suite.ts';
import { START, Walkthrough } from './walkthrough.suite.ts';

const timezone: Definition = { kind: 'trait', id: 'timezone', name: text, type: 'string' };
const hook: Definition = { kind: 'channel', id: 'hook', type: 'webhook', name: text };
const about = (property: string, value: string): Condition => ({
  combinator: 'and',
  rules: [{ field: `property.${property}`, operator: '=', value }],
});
const stepsOf = (customer: Walkthrough) => customer.sends().map(({ step, at }) => [step, at - START]);

describe('a wait until local time', () => {
  const until = (at: string, weekdays?: readonly number[]): Step => ({
    type: 'wait',
    id: 'w',
    until: { at, ...(weekdays && { weekdays }) },
  });
  const sentAt = (step: Step, zone: string, start: string) => {
    const customer = walk(cart({ steps: [step, send('hi')] }), { definitions: [timezone] }).identify({ timezone: zone });
    customer
      .pass(Date.parse(start) - customer.now)
      .event('Added')
      .pass(9 * DAY);
    return new Date(customer.sends()[0]!.at).toISOString();
  };

  test.each([
    ['later today', until('10:00'), 'Asia/Shanghai', '2024-02-01T01:00:00Z', '2024-02-01T02:00:00.000Z'],
    ['tomorrow when today it has passed', until('10:00'), 'Asia/Shanghai', '2024-02-01T02:00:00.001Z', '2024-02-02T02:00:00.000Z'],
    ['at once when it is just that time', until('10:00'), 'Asia/Shanghai', '2024-02-01T02:00:00Z', '2024-02-01T02:00:00.000Z'],
    ['on the next of its weekdays', until('10:00', [1, 3]), 'Asia/Shanghai', '2024-02-01T01:00:00Z', '2024-02-05T02:00:00.000Z'],
    ['in a week when today it has passed', until('10:00', [4]), 'Asia/Shanghai', '2024-02-01T03:00:00Z', '2024-02-08T02:00:00.000Z'],
    ['by the clock of the customer', until('10:00'), 'America/New_York', '2024-02-01T01:00:00Z', '2024-02-01T15:00:00.000Z'],
    ['by the workspace where the zone is unknown', until('10:00'), 'Nowhere/At_All', '2024-02-01T01:00:00Z', '2024-02-01T10:00:00.000Z'],
    ['at the end of a gap', until('02:30'), 'Europe/Berlin', '2024-03-30T22:00:00Z', '2024-03-31T01:00:00.000Z'],
    ['at the first of a repeated time', until('02:30'), 'Europe/Berlin', '2024-10-26T22:30:00Z', '2024-10-27T00:30:00.000Z'],
  ])('ends %s', (_, step, zone, start, expected) => {
    expect(sentAt(step, zone, start)).toBe(expected);
  });

  test('rests until then and says so', () => {
    const customer = walk(cart({ steps: [until('18:00'), send('hi')] })).event('Added');
    expect(customer.wakeAt()).toBe(START + 6 * HOUR);
    expect(customer.facts.find(({ action }) => action === 'moved')?.detail).toEqual({ until: START + 6 * HOUR });
  });
});

describe('a wait for an event', () => {
  const waitFor = (change: object = {}): Step => ({
    type: 'wait_for',
    id: 'w',
    event: 'Clicked',
    timeout: '2d',
    steps: [send('came')],
    otherwise: [send('missed')],
    ...change,
  });
  const waiting = (change: object = {}, journey: Partial<JourneyDefinition> = {}) =>
    walk(cart({ steps: [waitFor(change), send('after')], ...journey }));

  test('goes on at once when the event comes', () => {
    const customer = waiting().event('Added').pass(HOUR).event('Clicked');
    expect(stepsOf(customer)).toEqual([
      ['came', HOUR],
      ['after', HOUR],
    ]);
    expect(customer.facts.filter(({ step, action }) => step === 'w' && action === 'moved').map(({ detail }) => detail)).toEqual([
      { until: START + 2 * DAY },
      { branch: 'event', read: { event: 'Clicked' } },
    ]);
    expect(customer.wakeAt()).toBe(Infinity);
  });

  test('goes the other way when the time is over, and the event does not count any more', () => {
    const customer = waiting()
      .event('Added')
      .pass(2 * DAY)
      .event('Clicked')
      .pass(DAY);
    expect(stepsOf(customer)).toEqual([
      ['missed', 2 * DAY],
      ['after', 2 * DAY],
    ]);
    expect(customer.facts.filter(({ step, action }) => step === 'w' && action === 'moved').at(-1)?.detail).toEqual({
      branch: 'timeout',
      read: {},
    });
  });

  test('may have nothing to do in either case', () => {
    const straight = waiting({ steps: [], otherwise: undefined });
    expect(stepsOf(straight.event('Added').pass(3 * DAY))).toEqual([['after', 2 * DAY]]);
  });

  test('asks what the event says, not what the trigger said', () => {
    const customer = waiting({ where: about('link', 'a') })
      .event('Added', { link: 'a' })
      .event('Clicked', { link: 'b' })
      .event('Clicked');
    expect(customer.sends()).toEqual([]);
    customer.event('Clicked', { link: 'a' });
    expect(customer.sends().map(({ step }) => step)).toEqual(['came', 'after']);
    expect(customer.facts.findLast(({ step }) => step === 'w')?.detail).toEqual({
      branch: 'event',
      read: { event: 'Clicked', 'property.link': 'a' },
    });
  });

  test('an event counts by its own time: not before the wait began, however late it comes', () => {
    const after = walk(cart({ steps: [wait('p', '1h'), waitFor()] }))
      .event('Added')
      .pass(2 * HOUR);
    after.event('Clicked', {}, 90 * MINUTE);
    expect(after.sends()).toEqual([]);
    after.event('Clicked', {}, 59 * MINUTE);
    expect(after.sends().map(({ step }) => step)).toEqual(['came']);
  });

  test('where the trigger itself came late, what happened after it counts', () => {
    const customer = waiting()
      .event('Added', {}, 30 * MINUTE)
      .event('Clicked', {}, 31 * MINUTE);
    expect(customer.sends()).toEqual([]);
    expect(customer.event('Clicked', {}, 20 * MINUTE).sends()).toHaveLength(2);
  });

  test('one event ends one wait, and the trigger ends none', () => {
    const twice = walk(
      cart({
        steps: [waitFor({ event: 'Added' }), waitFor({ id: 'x', event: 'Added', steps: [send('again')], otherwise: [] })],
        reentry: 'once',
      }),
    );
    expect(twice.event('Added').sends()).toEqual([]);
    expect(
      twice
        .pass(1)
        .event('Added')
        .sends()
        .map(({ step }) => step),
    ).toEqual(['came']);
    expect(
      twice
        .pass(1)
        .event('Added')
        .sends()
        .map(({ step }) => step),
    ).toEqual(['came', 'again']);
  });

  test('a goal goes before it', () => {
    const customer = waiting({}, { goal: { event: 'Clicked' } })
      .event('Added')
      .event('Clicked');
    expect(customer.sends()).toEqual([]);
    expect(customer.told('journey').at(-1)).toBe('journey converted cart goal.event');
  });

  test('other events do not even concern the journey', () => {
    expect(waiting().event('Added').event('Seen').changed).toBe(false);
  });
});

describe('a split', () => {
  const arms = (...shares: readonly number[]): Step => ({
    type: 'split',
    id: 's',
    arms: shares.map((share, index) => ({ id: `a${index}`, share, steps: [send(`to${index}`)] })),
  });
  const taken = (step: Step, count = 400) => {
    const counts = new Map<string, number>();
    for (let i = 0; i < count; i++) {
      const customer = new Walkthrough({ releases: [[cart({ steps: [step] })]], templates: { note: {} } }, `c${i}`).event('Added');
      const to = customer.sends()[0]?.step ?? 'none';
      counts.set(to, (counts.get(to) ?? 0) + 1);
    }
    return counts;
  };

  test('sends about its share each way, the rest straight on', () => {
    const counts = taken(arms(0.5, 0.3));
    expect(counts.get('to0')! / 400).toBeCloseTo(0.5, 1);
    expect(counts.get('to1')! / 400).toBeCloseTo(0.3, 1);
    expect(counts.get('none')! / 400).toBeCloseTo(0.2, 1);
  });

  test('of a whole leaves nobody out, though the shares are decimals', () => {
    expect(taken(arms(0.1, 0.2, 0.7)).has('none')).toBe(false);
  });

  test('says the arm; a customer goes the same way each time, and each split draws anew', () => {
    const other: Step = { type: 'split', id: 'other', arms: [{ id: 'b', share: 0.5, steps: [] }] };
    const drawn = (id: string) => {
      const customer = new Walkthrough({ releases: [[cart({ steps: [arms(0.5), other] })]], templates: { note: {} } }, id);
      customer.event('Added').event('Added');
      return customer.facts.flatMap(({ detail }) => (detail && 'arm' in detail ? [detail.arm] : []));
    };
    const all = Array.from({ length: 40 }, (_, i) => drawn(`c${i}`));
    for (const [first, second, again, once] of all) expect([again, once]).toEqual([first, second]);
    expect(new Set(all.map((one) => JSON.stringify(one.slice(0, 2)))).size).toBe(4);
  });
});

describe('an update', () => {
  const traits: readonly Definition[] = [
    { kind: 'trait', id: 'tier', name: text, type: 'string' },
    { kind: 'trait', id: 'city', name: text, type: 'string', from: 'address.city' },
    { kind: 'trait', id: 'zip', name: text, type: 'number', from: 'address.zip' },
    orders,
  ];
  const update = (values: Record<string, string | number>): Step => ({ type: 'update', id: 'u', traits: values });

  test('leaves as an identify of the product itself, with traits where identify carries them', () => {
    const customer = walk(cart({ steps: [update({ tier: 'gold', city: 'Pisa', zip: 56100 }), send('hi')] }), { definitions: traits });
    customer.event('Added');
    expect(customer.commands).toMatchObject([
      {
        type: 'emit',
        message: 'e-c1-1',
        customer: 'c1',
        call: 'identify',
        event: '$identify',
        properties: { journey: 'cart', step: 'u' },
        traits: { tier: 'gold', address: { city: 'Pisa', zip: 56100 } },
        at: START,
      },
      { type: 'send', step: 'hi' },
    ]);
    expect(customer.facts.find(({ step }) => step === 'u')?.detail).toEqual({ traits: { tier: 'gold', city: 'Pisa', zip: 56100 } });
  });

  test('of a tag leaves as an event of the product itself, which the rule of a manual tag reads', () => {
    const steps: readonly Step[] = [
      { type: 'set_tag', id: 'on', tag: 'vip' },
      { type: 'remove_tag', id: 'off', tag: 'old' },
    ];
    const customer = walk(cart({ steps }));
    customer.event('Added');
    expect(customer.commands).toMatchObject([
      { type: 'emit', call: 'track', event: 'Tag Changed', properties: { tag: 'vip', set: true, journey: 'cart', step: 'on' } },
      { type: 'emit', call: 'track', event: 'Tag Changed', properties: { tag: 'old', set: false, journey: 'cart', step: 'off' } },
    ]);
    expect(customer.facts.find(({ step }) => step === 'on')?.detail).toEqual({ tag: 'vip', set: true });
  });

  test.each(['orders', 'unheard_of'])('of %s, which no source declares, is refused', (id) => {
    expect(() => walk(cart({ steps: [update({ [id]: 1 })] }), { definitions: traits })).toThrow(new RegExp(`no trait "${id}"`));
  });
});

describe('a webhook', () => {
  const steps: readonly Step[] = [{ type: 'webhook', id: 'h', channel: 'hook', template: 'note' }, send('hi')];
  const called = (change: Partial<JourneyDefinition> = {}, more: object = {}) =>
    walk(cart({ steps, ...change }), {
      definitions: [hook],
      answer: ({ channel }) => {
        if (channel === 'hook') throw new Error('nobody is to be asked');
        return { verdict: 'send', read: {} };
      },
      ...more,
    }).event('Added', { total: 3 });

  test('is called without asking guard, with what its template reads', () => {
    const customer = called({}, { templates: { note: { version: 2, properties: ['total'] } } });
    expect(customer.sends()[0]).toMatchObject({
      step: 'h',
      channel: 'hook',
      template: 'note',
      templateVersion: 2,
      purpose: '',
      messageClass: 'transactional',
      variables: { event: { total: 3 } },
      expiresAt: START + 7 * DAY,
    });
    expect(customer.sends()[0]).not.toHaveProperty('to');
    expect(customer.told('verdict')[0]).toBe('verdict send cart/h allowed');
    expect(customer.journeys.sends.map(({ step }) => step)).toEqual(['h', 'hi']);
  });

  test('is not called for held-out customers, and the verdict says why', () => {
    const customer = called({ holdout: 0.999_999 });
    expect(customer.told('verdict')[0]).toBe('verdict suppress cart/h holdout.journey');
    expect(customer.sends().map(({ step }) => step)).toEqual(['hi']);
  });

  test('is called for the control group, which is left out of messages of marketing only', () => {
    expect(called({}, { globalControl: 0.999_999 }).sends()[0]?.step).toBe('h');
  });
});

describe('a ticket', () => {
  const call: Step = { type: 'ticket', id: 'call', template: 'note', owner: 'service', priority: 'high', due: '1d' };
  const awaited: Step = { ...call, await: { outcome: 'resolved', timeout: '2d' }, onFailure: [send('late')] };
  const opened = (step: Step, change: Partial<JourneyDefinition> = {}) =>
    walk(cart({ steps: [step, send('hi')], ...change })).event('Added');

  test('is handed over as a message is, and told as a ticket', () => {
    const customer = opened(call);
    const ticket = { owner: 'service', priority: 'high', dueAt: START + DAY };
    expect(customer.sends()[0]).toMatchObject({ step: 'call', channel: 'capture', template: 'note', purpose: '', ticket });
    const told = customer.facts.find(({ kind }) => kind === 'ticket');
    expect(told).toMatchObject({
      action: 'opened',
      name: 'note',
      subject: customer.sends()[0]!.message,
      detail: { ...ticket, channel: 'capture' },
    });
    expect(stepsOf(customer)).toEqual([
      ['call', 0],
      ['hi', 0],
    ]);
  });

  test('rests until it is resolved by its name, and no other one', () => {
    const customer = opened(awaited).pass(HOUR);
    customer.event('Ticket Resolved', { ticket_id: 'other' }).event('Ticket Resolved');
    expect(stepsOf(customer)).toEqual([['call', 0]]);
    customer.event('Ticket Resolved', { ticket_id: customer.sends()[0]!.message });
    expect(stepsOf(customer).at(-1)).toEqual(['hi', HOUR]);
    expect(customer.facts.findLast(({ step }) => step === 'call')?.detail).toEqual({ branch: 'resolved', read: {} });
  });

  test('that is overdue goes the way of failure, once', () => {
    const customer = opened(awaited).pass(2 * DAY);
    expect(stepsOf(customer)).toEqual([
      ['call', 0],
      ['late', 2 * DAY],
      ['hi', 2 * DAY],
    ]);
    customer.event('Ticket Resolved', { ticket_id: customer.sends()[0]!.message });
    expect(customer.sends()).toHaveLength(3);
  });

  test('is opened for nobody who is held out', () => {
    expect(stepsOf(opened(awaited, { holdout: 0.999_999 }))).toEqual([['hi', 0]]);
  });
});

test('new steps nest in each other, and keep the properties that branches inside them read', () => {
  const inside: Step = { type: 'branch', id: 'b', branches: [{ when: about('color', 'red'), steps: [send('red')] }] };
  const nested: Step = { type: 'split', id: 's', arms: [{ id: 'a', share: 1, steps: [inside] }] };
  const steps: readonly Step[] = [{ type: 'wait_for', id: 'w', event: 'Clicked', timeout: '1d', steps: [], otherwise: [nested] }];
  const customer = walk(cart({ steps })).event('Added', { color: 'red', size: 1 });
  expect(customer.journeys.instances[0]?.properties).toEqual({ color: 'red' });
  expect(stepsOf(customer.pass(DAY))).toEqual([['red', DAY]]);
});

describe('refused at the release', () => {
  const nine = (depth: number): Step =>
    depth === 0 ? wait('deep', '1h') : { type: 'wait_for', id: `w${depth}`, event: 'E', timeout: '1d', steps: [nine(depth - 1)] };

  test.each<[string, Step, RegExp]>([
    ['a wait of neither kind', { type: 'wait', id: 'w' }, /either a duration or a time/],
    ['a wait of both kinds', { type: 'wait', id: 'w', duration: '1d', until: { at: '10:00' } }, /either a duration or a time/],
    ['a weekday that is none', { type: 'wait', id: 'w', until: { at: '10:00', weekdays: [1, 8] } }, /weekdays are numbers from 1/],
    ['no weekday at all', { type: 'wait', id: 'w', until: { at: '10:00', weekdays: [] } }, /weekdays are numbers from 1/],
    ['a time that is none', { type: 'wait', id: 'w', until: { at: '10 am' } }, /not HH:MM/],
    ['a time-out of nothing', { type: 'wait_for', id: 'w', event: 'E', timeout: '0s', steps: [] }, /longer than 0/],
    ['shares beyond everybody', { type: 'split', id: 's', arms: [{ id: 'a', share: 1.1, steps: [] }] }, /sum to 1 at most/],
    ['a share of nobody', { type: 'split', id: 's', arms: [{ id: 'a', share: 0, steps: [] }] }, /must be more than 0/],
    ['nine waits in each other', nine(9), /nested more than 8 deep/],
    ['an unknown template', { type: 'webhook', id: 'h', channel: 'capture', template: 'lost' }, /no template "lost"/],
    ['an unknown channel', { type: 'webhook', id: 'h', channel: 'pigeon', template: 'note' }, /no channel "pigeon"/],
  ])('%s', (_, step, problem) => {
    expect(() => walk(cart({ steps: [step] }))).toThrow(problem);
  });
});
