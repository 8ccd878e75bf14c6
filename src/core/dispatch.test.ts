/** D1 to D3: what is asked again when a message is handed over, and what is not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Definition, FrequencyCap, MessageClass, PolicyDefinition } from '../define/index.ts';
import {
  type Command,
  type Customer,
  canonicalParts,
  compilePlan,
  type Dispatch,
  type JsonObject,
  mayDispatch,
  newCustomer,
  type Plan,
  type SendCommand,
  step,
} from './index.ts';

const NAME = { en: 'x', zh: 'x' };
const HOUR = 3_600_000;
const NOON = Date.UTC(2024, 5, 12, 12);
const night: NonNullable<PolicyDefinition['quietHours']> = { from: '22:00', to: '08:00', classes: ['marketing'] };

const begun = {
  kind: 'journey',
  name: NAME,
  stage: 'retain',
  trigger: { type: 'event', event: 'Begin' },
  reentry: 'always',
  goal: { event: 'Bought' },
  exits: [{ combinator: 'and', rules: [{ field: 'trait.timezone', operator: '=', value: 'Asia/Shanghai' }] }],
} as const;
/** They send at once and are over, by class of message. */
const journeys: readonly Definition[] = (['marketing', 'service', 'transactional'] as const).map((messageClass) => ({
  ...begun,
  id: messageClass,
  steps: [{ type: 'send', id: 's', channel: 'capture', template: 'note', purpose: 'care', messageClass }],
}));

function planOf({ quietHours = night, caps = [] }: { quietHours?: typeof night; caps?: readonly FrequencyCap[] } = {}): Plan {
  const definitions: readonly Definition[] = [
    { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' },
    { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_in' },
    { kind: 'purpose', id: 'care', name: NAME, basis: 'opt_out' },
    { kind: 'trait', id: 'timezone', name: NAME, type: 'string' },
    { kind: 'template', id: 'note', name: NAME, body: 'x' },
    { kind: 'policy', id: 'default', quietHours, caps, expiry: { service: '6h' } },
    ...journeys,
  ];
  return compilePlan([{ number: 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }], new Map());
}

class Waiting {
  readonly customer: Customer = newCustomer('c1', NOON);
  readonly plan: Plan;
  readonly commands: Command[] = [];
  #position = 0;
  #ordinal = 0;

  constructor(plan: Plan = planOf()) {
    this.plan = plan;
  }

  do(entry: Parameters<typeof step>[1], at: number = NOON): this {
    const address = { partition: 0, position: this.#position++, ordinal: 0 };
    step(this.customer, entry, { plan: this.plan, at, address, nextOrdinal: () => ++this.#ordinal, facts: [], commands: this.commands });
    return this;
  }

  control(what: JsonObject, at: number = NOON): this {
    return this.do({ type: 'control', identifiers: [], by: 'ada', ...what } as unknown as Parameters<typeof step>[1], at);
  }

  livesIn(timezone: string): this {
    return this.event('$identify', { timezone });
  }

  event(event: string, traits: JsonObject = {}): this {
    const call = event === '$identify' ? 'identify' : 'track';
    const about = { source: 'web', time: NOON, receivedAt: NOON, identifiers: [], properties: {}, traits };
    return this.do({ type: 'event', call, event, messageId: `e${this.#position}`, ...about });
  }

  /** The message that the journey of this class has decided. */
  decided(messageClass: MessageClass): SendCommand {
    return this.commands.find((one): one is SendCommand => one.type === 'send' && one.messageClass === messageClass)!;
  }

  ask(change: Partial<SendCommand> = {}, now: number = NOON): Dispatch {
    return mayDispatch(this.customer, { ...command, ...change }, { plan: this.plan, now });
  }

  /** The rule that objects, or `go`. */
  answer(change: Partial<SendCommand> = {}, now: number = NOON): string {
    const dispatch = this.ask(change, now);
    return dispatch.go ? 'go' : dispatch.rule;
  }
}

const command: SendCommand = {
  type: 'send',
  message: 'm1',
  customer: 'c1',
  channel: 'sms',
  template: 'note',
  templateVersion: 1,
  journey: 'j',
  journeyVersion: 1,
  step: 's',
  instance: 'i1',
  purpose: 'care',
  messageClass: 'marketing',
  variables: {},
  at: NOON,
  receivedAt: 0,
};
const CLASSES = ['marketing', 'service', 'transactional'] as const;
const EVENING = Date.parse('2024-06-12T23:00Z');
const MORNING = Date.parse('2024-06-13T08:00Z');

test('what nothing speaks against may go', () => {
  for (const messageClass of CLASSES) expect(new Waiting().ask({ messageClass })).toEqual({ go: true });
});

test.each(CLASSES)('a %s message goes until the moment it expires at, and not after', (messageClass) => {
  const waiting = new Waiting();
  expect(waiting.ask({ messageClass, expiresAt: NOON }, NOON)).toEqual({ go: true });
  expect(waiting.ask({ messageClass, expiresAt: NOON }, NOON + 1)).toEqual({
    go: false,
    verdict: 'withdraw',
    rule: 'expired',
    read: { expiresAt: NOON, decidedAt: NOON },
  });
});

test.each(CLASSES)('consent withdrawn since the decision withdraws a %s message', (messageClass) => {
  const waiting = new Waiting().control({ action: 'consent', purpose: 'care', granted: false });
  expect(waiting.ask({ messageClass })).toEqual({
    go: false,
    verdict: 'withdraw',
    rule: 'consent.withdrawn',
    read: { purpose: 'care', basis: 'opt_out', choice: 'withdrawn', chosenAt: NOON },
  });
  expect(waiting.answer({ messageClass, purpose: 'offers' })).toBe(messageClass === 'transactional' ? 'go' : 'consent.missing');
});

test.each(CLASSES)('suppression since the decision withdraws a %s message', (messageClass) => {
  const waiting = new Waiting().control({ action: 'suppress', reason: 'asked' });
  expect(waiting.ask({ messageClass })).toEqual({
    go: false,
    verdict: 'withdraw',
    rule: 'suppressed.global',
    read: { reason: 'asked', since: NOON },
  });
  expect(waiting.control({ action: 'unsuppress', reason: 'mistake' }).answer({ messageClass })).toBe('go');
});

test.each(CLASSES)('a suppressed channel takes no %s message, the others do', (messageClass) => {
  const waiting = new Waiting();
  waiting.customer.guard.channels.push({ channel: 'sms', reason: 'bounced', at: 5 });
  expect(waiting.ask({ messageClass })).toEqual({
    go: false,
    verdict: 'withdraw',
    rule: 'suppressed.channel',
    read: { channel: 'sms', reason: 'bounced', since: 5 },
  });
  expect(waiting.answer({ messageClass, channel: 'email' })).toBe('go');
});

test('a purpose that the release does not have any more cannot be consented to', () => {
  expect(new Waiting().answer({ purpose: 'gone' })).toBe('consent.purpose');
});

test('a call without a purpose is no message: it goes, unless it has expired', () => {
  const waiting = new Waiting().control({ action: 'suppress', reason: 'asked' });
  expect(waiting.answer({ purpose: '', channel: 'crm' }, EVENING)).toBe('go');
  expect(waiting.answer({ purpose: '', channel: 'crm', expiresAt: NOON }, EVENING)).toBe('expired');
});

test('what ends the journey withdraws its messages, though it had completed, but no transactional ones', () => {
  const waiting = new Waiting().event('Begin');
  for (const messageClass of CLASSES) expect(waiting.ask(waiting.decided(messageClass))).toEqual({ go: true });
  waiting.event('Bought');
  for (const messageClass of ['marketing', 'service'] as const)
    expect(waiting.ask(waiting.decided(messageClass))).toEqual({
      go: false,
      verdict: 'withdraw',
      rule: 'goal.event',
      read: { event: 'Bought' },
    });
  expect(waiting.ask(waiting.decided('transactional'))).toEqual({ go: true });
  expect(waiting.answer({ ...waiting.decided('marketing'), purpose: '' })).toBe('goal.event');
});

test('a condition that ends the journey does so too; consent is asked before, quiet hours after', () => {
  const waiting = new Waiting().event('Begin').livesIn('Asia/Shanghai');
  const marketing = waiting.decided('marketing');
  expect(waiting.answer(marketing, EVENING)).toBe('exit.condition');
  waiting.control({ action: 'consent', purpose: 'care', granted: false });
  expect(waiting.answer(marketing, EVENING)).toBe('consent.withdrawn');
});

test('a message whose hand-over has ended has no journey any more that could speak against another one', () => {
  const waiting = new Waiting().event('Begin').event('Bought');
  const marketing = waiting.decided('marketing');
  const about = { customer: 'c1', message: marketing.message, channel: 'capture', decidedAt: NOON, dispatchedAt: NOON };
  expect(waiting.do({ type: 'receipt', kind: 'withdrawn', reason: 'goal.event', ...about }).answer(marketing)).toBe('go');
});

test('the policy says how long a message may be handed over', () => {
  const waiting = new Waiting().event('Begin');
  const hours = (messageClass: MessageClass) => (waiting.decided(messageClass).expiresAt! - NOON) / HOUR;
  expect(CLASSES.map(hours)).toEqual([24, 6, 7 * 24]);
  expect(waiting.answer(waiting.decided('service'), NOON + 6 * HOUR)).toBe('go');
  expect(waiting.answer(waiting.decided('service'), NOON + 6 * HOUR + 1)).toBe('expired');
});

test('in quiet hours of its class a message goes later, at their edge in the customer\u2019s zone', () => {
  const waiting = new Waiting();
  expect(waiting.ask({}, EVENING)).toEqual({
    go: false,
    verdict: 'later',
    until: MORNING,
    rule: 'quiet_hours.deferred',
    read: { timezone: 'UTC' },
  });
  expect(waiting.ask({}, MORNING)).toEqual({ go: true });
  expect(waiting.ask({ messageClass: 'service' }, EVENING)).toEqual({ go: true });
  expect(waiting.ask({ messageClass: 'transactional' }, EVENING)).toEqual({ go: true });
  expect(waiting.livesIn('Asia/Shanghai').ask({}, EVENING)).toMatchObject({
    verdict: 'later',
    until: Date.parse('2024-06-13T00:00Z'),
    read: { timezone: 'Asia/Shanghai' },
  });
});

test('a message that expires before the quiet hours end is withdrawn at once', () => {
  const waiting = new Waiting();
  expect(waiting.ask({ expiresAt: MORNING - 1 }, EVENING)).toEqual({
    go: false,
    verdict: 'withdraw',
    rule: 'quiet_hours.expired',
    read: { timezone: 'UTC', until: MORNING, latest: MORNING - 1 },
  });
  expect(waiting.ask({ expiresAt: MORNING }, EVENING)).toMatchObject({ verdict: 'later', until: MORNING });
});

test('consent goes before quiet hours: what must not go does not wait for the morning', () => {
  const waiting = new Waiting().control({ action: 'consent', purpose: 'care', granted: false });
  expect(waiting.answer({}, EVENING)).toBe('consent.withdrawn');
});

test('a cap that is full is not asked again: the message has counted in it since its decision', () => {
  const waiting = new Waiting(planOf({ caps: [{ id: 'one', max: 1, per: '24h', classes: ['marketing'] }] }));
  for (const message of ['m1', 'm2'])
    waiting.customer.guard.sends.push({ message, at: NOON, channel: 'sms', purpose: 'care', messageClass: 'marketing' });
  expect(waiting.answer()).toBe('go');
});

test('D1 and D3: asking changes nothing, and later is a moment at which it may go', () => {
  const plans = [planOf(), planOf({ quietHours: { from: '01:30', to: '02:30', classes: ['marketing', 'service'] } })];
  const zone = fc.constantFrom('UTC', 'Asia/Shanghai', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe');
  const hours = fc.integer({ min: 0, max: 24 * 366 });
  fc.assert(
    fc.property(fc.constantFrom(...plans), zone, hours, fc.constantFrom(...CLASSES), fc.integer({ min: 0, max: 30 }), (...given) => {
      const [plan, timezone, passed, messageClass, life] = given;
      const waiting = new Waiting(plan).livesIn(timezone);
      const before = canonicalParts(waiting.customer);
      const now = NOON + passed * HOUR;
      const dispatch = waiting.ask({ messageClass, expiresAt: now + life * HOUR }, now);
      expect(waiting.ask({ messageClass, expiresAt: now + life * HOUR }, now)).toEqual(dispatch);
      expect(canonicalParts(waiting.customer)).toEqual(before);
      if (dispatch.go || dispatch.verdict === 'withdraw') return;
      expect(dispatch.until).toBeGreaterThan(now);
      expect(waiting.ask({ messageClass, expiresAt: now + life * HOUR }, dispatch.until)).toEqual({ go: true });
    }),
    { numRuns: 1_000 },
  );
});
