/** Sends and calls that rest for an outcome, their edges of failure, and their ways. In virtual time. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { Definition, JourneyDefinition, SendStep, Step } from '../../define/index.ts';
import { cart, send, text, wait, walk } from './cart.suite.ts';
import { type Answer, START, type Walkthrough } from './walkthrough.suite.ts';

const declared = (id: string): Definition => ({ kind: 'trait', id, name: text, type: 'string' });
const definitions: readonly Definition[] = [
  ...['email', 'phone', 'favourite'].map(declared),
  { kind: 'channel', id: 'mail', type: 'email', name: text },
  { kind: 'channel', id: 'text', type: 'sms', name: text },
  { kind: 'channel', id: 'box', type: 'in_app', name: text },
  { kind: 'channel', id: 'hook', type: 'webhook', name: text },
];
const asking = (change: Partial<SendStep> = {}): Step => ({
  type: 'send',
  id: 'ask',
  channel: 'capture',
  template: 'note',
  purpose: 'p',
  await: { outcome: 'delivered', timeout: '1d' },
  onFailure: [send('sorry')],
  ...change,
});
const walking = (step: Step, answer?: Answer, journey: Partial<JourneyDefinition> = {}): Walkthrough =>
  walk(cart({ steps: [step, send('after')], ...journey }), { definitions, ...(answer && { answer }) });
const steps = (customer: Walkthrough) => customer.sends().map(({ step }) => step);
const ways = (customer: Walkthrough) => customer.sends().map(({ step, channel }) => `${step} ${channel}`);
const told = (customer: Walkthrough) =>
  customer.facts.filter(({ kind, action, step }) => kind === 'journey' && action === 'moved' && step === 'ask').map(({ detail }) => detail);
const first = (customer: Walkthrough): string => customer.sends()[0]!.message;

describe('a send that rests for its outcome', () => {
  test('goes on when it is heard, and says by what', () => {
    const customer = walking(asking()).event('Added').pass(HOUR);
    expect(steps(customer)).toEqual(['ask']);
    expect(customer.handedOver(first(customer))).toBe(true);
    expect(steps(customer)).toEqual(['ask']);
    customer.returned(first(customer), 'delivered');
    expect(steps(customer)).toEqual(['ask', 'after']);
    const message = first(customer);
    expect(told(customer)).toEqual([undefined, { until: START + DAY, awaits: 'delivered', message }, { branch: 'delivered', read: {} }]);
  });

  test.each(['failed', 'withdrawn'] as const)('takes the edge of failure when it is %s', (kind) => {
    const customer = walking(asking()).event('Added');
    customer.handedOver(first(customer), kind);
    expect(steps(customer)).toEqual(['ask', 'sorry', 'after']);
    expect(told(customer).at(-1)).toEqual({ branch: kind, read: {} });
  });

  test('takes it when the message bounces', () => {
    const customer = walking(asking()).event('Added');
    customer.handedOver(first(customer));
    expect(steps(customer.returned(first(customer), 'bounced'))).toEqual(['ask', 'sorry', 'after']);
  });

  test('takes it when nothing is heard in time, and what still waits to go goes no more', () => {
    const customer = walking(asking()).event('Added').pass(DAY);
    expect(steps(customer)).toEqual(['ask', 'sorry', 'after']);
    expect(told(customer).at(-1)).toEqual({ branch: 'timeout', read: {} });
    expect(customer.stale(first(customer))).toEqual({ rule: 'await.timeout', read: { step: 'ask' } });
    customer.handedOver(first(customer)).valueOf();
    expect(steps(customer)).toEqual(['ask', 'sorry', 'after']);
  });

  test('goes straight on behind a failure where there is no edge', () => {
    const { onFailure: _, ...plain } = asking() as SendStep;
    const customer = walking(plain).event('Added');
    customer.handedOver(first(customer), 'failed');
    expect(steps(customer)).toEqual(['ask', 'after']);
  });

  test.each([
    ['sent', [], true],
    ['delivered', [], false],
    ['delivered', ['opened'], true],
    ['opened', ['delivered'], false],
    ['opened', ['clicked'], true],
    ['clicked', ['opened'], false],
    ['clicked', ['replied'], false],
    ['replied', ['replied'], true],
  ] as const)('for %s, %j behind its hand-over: %s', (outcome, kinds, goesOn) => {
    const customer = walking(asking({ await: { outcome, timeout: '1d' } })).event('Added');
    customer.handedOver(first(customer));
    for (const kind of kinds) customer.returned(first(customer), kind);
    expect(steps(customer).includes('after')).toBe(goesOn);
  });

  test('takes a machine that opens for a delivery and no more', () => {
    const opened = walking(asking({ await: { outcome: 'opened', timeout: '1d' } })).event('Added');
    expect(steps(opened.returned(first(opened), 'opened', true))).toEqual(['ask']);
    const delivered = walking(asking()).event('Added');
    expect(steps(delivered.returned(first(delivered), 'opened', true))).toEqual(['ask', 'after']);
  });

  test('hears of its own message only', () => {
    const customer = walking(asking()).event('Added').returned('another', 'delivered');
    expect(steps(customer)).toEqual(['ask']);
  });

  test('ends at its goal meanwhile', () => {
    const customer = walking(asking(), undefined, { goal: { event: 'Bought' } })
      .event('Added')
      .event('Bought');
    customer.handedOver(first(customer), 'failed');
    expect(steps(customer)).toEqual(['ask']);
    expect(customer.told('journey').at(-1)).toBe('journey converted cart goal.event');
  });
});

describe('what guard refuses', () => {
  const refusing: Answer = () => ({ verdict: 'suppress', rule: 'consent.missing', read: {} });

  test('takes the edge of failure at once, with or without an outcome to rest for', () => {
    const { await: _, ...plain } = asking() as SendStep;
    for (const step of [asking(), plain as Step]) {
      const customer = walking(step, refusing).event('Added');
      expect(customer.told('verdict').map((fact) => fact.split(' ')[2])).toEqual(['cart/ask', 'cart/sorry', 'cart/after']);
    }
  });

  test('but held-out customers go on as everybody does', () => {
    const held: Answer = () => ({ verdict: 'suppress', rule: 'holdout.journey', read: {} });
    const customer = walking(asking(), held).event('Added');
    expect(customer.told('verdict').map((fact) => fact.split(' ')[2])).toEqual(['cart/ask', 'cart/after']);
  });

  test('a deferral is asked again, and then rests for its outcome', () => {
    const night: Answer = (_, now) =>
      now < START + HOUR
        ? { verdict: 'defer', until: START + HOUR, rule: 'quiet_hours.deferred', read: {} }
        : { verdict: 'send', read: {} };
    const customer = walking(asking(), night).event('Added');
    expect(customer.wakeAt()).toBe(START + HOUR);
    customer.pass(HOUR);
    expect(customer.wakeAt()).toBe(START + HOUR + DAY);
    expect(steps(customer.returned(first(customer), 'delivered'))).toEqual(['ask', 'after']);
  });
});

describe('the ways of a send', () => {
  const choosing = (change: Partial<SendStep> = {}): Step => {
    const { await: _, onFailure: __, ...plain } = asking() as SendStep;
    const fallbacks = [
      { channel: 'text', template: 'note' },
      { channel: 'box', template: 'note' },
    ];
    return { ...plain, channel: 'mail', fallbacks, ...change };
  };
  const reached = (traits: object, step = choosing(), answer?: Answer) =>
    walking(step, answer)
      .identify({ ...traits })
      .event('Added');

  test.each([
    [{ email: 'a@b.example', phone: '+86139' }, 'mail'],
    [{ phone: '+86139' }, 'text'],
    [{}, 'box'],
  ])('the first on which a customer with %j can be reached: %s', (traits, channel) => {
    expect(ways(reached(traits))[0]).toBe(`ask ${channel}`);
  });

  test.each([
    ['text', 'text'],
    ['sms', 'text'],
    ['in_app', 'box'],
    ['pigeon', 'mail'],
  ])('a preference for %s goes first: %s', (favourite, channel) => {
    const traits = { email: 'a@b.example', phone: '+86139', favourite };
    expect(ways(reached(traits, choosing({ preference: 'favourite' })))[0]).toBe(`ask ${channel}`);
  });

  test('a preferred one on which nobody can be reached is passed over', () => {
    const customer = reached({ email: 'a@b.example', favourite: 'text' }, choosing({ preference: 'favourite' }));
    expect(ways(customer)[0]).toBe('ask mail');
    expect(customer.facts.find(({ kind }) => kind === 'verdict')?.detail).toMatchObject({
      rule: 'allowed',
      channel: 'mail',
      passedOver: [{ channel: 'text', rule: 'address.missing', read: { 'trait.phone': null } }],
    });
  });

  test('a cap on one channel leads to the next, one on the customer does not', () => {
    const full =
      (rule: 'cap.channel' | 'cap.user'): Answer =>
      (request) =>
        request.channel === 'mail' ? { verdict: 'suppress', rule, read: {} } : { verdict: 'send', read: {} };
    const traits = { email: 'a@b.example', phone: '+86139' };
    expect(ways(reached(traits, choosing(), full('cap.channel')))[0]).toBe('ask text');
    expect(ways(reached(traits, choosing(), full('cap.user')))).toEqual(['after capture']);
  });

  test('where all are closed the step fails, with what speaks against each', () => {
    const closed: Answer = ({ channel }) =>
      channel === 'capture' ? { verdict: 'send', read: {} } : { verdict: 'suppress', rule: 'suppressed.channel', read: {} };
    const customer = reached({ phone: '+86139' }, choosing({ onFailure: [send('sorry')] }), closed);
    expect(steps(customer)).toEqual(['sorry', 'after']);
    expect(customer.facts.find(({ kind }) => kind === 'verdict')?.detail).toMatchObject({
      rule: 'address.missing',
      channel: 'mail',
      passedOver: [
        { channel: 'text', rule: 'suppressed.channel' },
        { channel: 'box', rule: 'suppressed.channel' },
      ],
    });
  });

  test('a failure leads to the next where asked, each way once, and then to the edge', () => {
    const step = choosing({ nextOnFailure: true, await: { outcome: 'delivered', timeout: '1h' }, onFailure: [send('sorry')] });
    const customer = reached({ email: 'a@b.example', phone: '+86139' }, step);
    customer.handedOver(first(customer), 'failed');
    expect(ways(customer)).toEqual(['ask mail', 'ask text']);
    customer.pass(HOUR);
    expect(ways(customer)).toEqual(['ask mail', 'ask text', 'ask box']);
    customer.returned(customer.sends()[2]!.message, 'bounced');
    expect(ways(customer).slice(3)).toEqual(['sorry capture', 'after capture']);
  });

  test('a receipt of an earlier way says nothing of the later', () => {
    const step = choosing({ nextOnFailure: true, await: { outcome: 'delivered', timeout: '1h' } });
    const customer = reached({ email: 'a@b.example', phone: '+86139' }, step).pass(HOUR);
    expect(ways(customer)).toEqual(['ask mail', 'ask text']);
    customer.returned(first(customer), 'bounced');
    expect(ways(customer)).toEqual(['ask mail', 'ask text']);
  });
});

describe('a webhook', () => {
  const calling: Step = {
    type: 'webhook',
    id: 'ask',
    channel: 'hook',
    template: 'note',
    await: { outcome: 'sent', timeout: '1h' },
    onFailure: [{ type: 'exit', id: 'give-up', failed: true }],
  };

  test('goes on when the call is done', () => {
    const customer = walking(calling).event('Added');
    customer.handedOver(first(customer));
    expect(steps(customer)).toEqual(['ask', 'after']);
  });

  test('that fails may fail the journey', () => {
    const customer = walking(calling).event('Added');
    customer.handedOver(first(customer), 'failed');
    expect(customer.told('journey').at(-1)).toBe('journey failed cart/give-up exit.step');
    expect(customer.wakeAt()).toBe(Infinity);
  });

  test('that nobody answers is over in time', () => {
    const customer = walking({ ...calling, onFailure: [wait('w', '1d')] })
      .event('Added')
      .pass(HOUR);
    expect(customer.wakeAt()).toBe(START + HOUR + DAY);
  });
});
