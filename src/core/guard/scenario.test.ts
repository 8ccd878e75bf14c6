/** Journeys and guard together, over real knowledge, in virtual time: what a customer gets, and why not more. */
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type {
  JourneyDefinition,
  PolicyDefinition,
  PurposeDefinition,
  Step,
  TraitDefinition,
  WorkspaceDefinition,
} from '../../define/index.ts';
import { type Cause, Commons, compileJourneys, decide, EXPIRY_MS, emptyJourneys, wakeAt } from '../decide/index.ts';
import type { ControlEntry, EventEntry, JsonObject } from '../entry.ts';
import type { Command, Fact, SendCommand } from '../fact.ts';
import { applyEvent, applyTime, emptyKnown, type KnowContext, knownWakeAt, startKnowPlan, viewOf } from '../know/index.ts';
import { receiptOf } from './asking.suite.ts';
import { applyConsent, compileGuard, emptyGuard, settle, vet } from './index.ts';

const text = { en: 'x', zh: 'x' };
const workspace: WorkspaceDefinition = { kind: 'workspace', id: 'w', name: text, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' };
const purposes: readonly PurposeDefinition[] = [{ kind: 'purpose', id: 'offers', name: text, basis: 'opt_in' }];
const policy: PolicyDefinition = {
  kind: 'policy',
  id: 'default',
  quietHours: { from: '22:00', to: '09:00', classes: ['marketing'] },
  caps: [{ id: 'daily', max: 1, per: '24h', classes: ['marketing'] }],
};
const sms = { kind: 'channel', id: 'sms', type: 'in_app', name: text } as const;
const timezone: TraitDefinition = { kind: 'trait', id: 'timezone', name: text, type: 'string' };
const send = (id: string, messageClass: 'marketing' | 'transactional' = 'marketing'): Step => ({
  type: 'send',
  id,
  channel: 'sms',
  template: 'note',
  purpose: 'offers',
  messageClass,
});
const wait = (id: string, duration: string): Step => ({ type: 'wait', id, duration });

function journey(id: string, event: string, steps: readonly Step[], change: Partial<JourneyDefinition> = {}): JourneyDefinition {
  return { kind: 'journey', id, name: text, stage: 'activate', trigger: { type: 'event', event }, reentry: 'always', steps, ...change };
}

class Shopper {
  readonly facts: Fact[] = [];
  readonly commands: Command[] = [];
  readonly #know;
  readonly #plan;
  readonly #guardPlan = compileGuard({ policy, purposes, workspace });
  readonly #guard = emptyGuard();
  readonly #journeys = emptyJourneys();
  readonly #known = emptyKnown(0);
  #now = 0;
  #effects = 0;

  constructor(...journeys: readonly JourneyDefinition[]) {
    const builder = startKnowPlan([{ version: 1, definition: timezone }], workspace.timeZone);
    const templates = new Map([['note', { version: 1, traits: [], properties: [] }]]);
    const live = journeys.map((definition) => ({ version: 1, definition }));
    this.#plan = compileJourneys(
      { live, pinned: [], templates, channels: [sms], traits: [timezone], zone: 'Asia/Shanghai', globalControl: 0 },
      builder.compile,
    );
    this.#know = builder.build(new Map());
  }

  /** Local time of Shanghai. */
  at(local: string): this {
    const until = Date.parse(`${local}+08:00`);
    const next = () => Math.min(knownWakeAt(this.#known), wakeAt(this.#journeys));
    for (let wake = next(); wake <= until; wake = next()) {
      this.#now = wake;
      this.#step({ type: 'wake' }, applyTime);
    }
    this.#now = until;
    return this;
  }

  event(event: string, more: { traits?: JsonObject; consent?: JsonObject } = {}): this {
    const { traits, consent } = more;
    const entry: EventEntry = {
      type: 'event',
      call: 'track',
      event,
      messageId: `e${this.#effects}`,
      source: 'web',
      time: this.#now,
      receivedAt: this.#now,
      identifiers: [],
      properties: {},
      ...(traits ? { traits } : {}),
      ...(consent ? { context: { consent: { categoryPreferences: consent } } } : {}),
    };
    applyConsent(this.#consentContext(), entry);
    this.#step({ type: 'event', entry }, (context) => applyEvent(context, entry));
    return this;
  }

  control(what: Pick<ControlEntry, 'action'> & JsonObject): this {
    const entry = { type: 'control', identifiers: [], by: 'ada', ...what } as unknown as ControlEntry;
    applyConsent(this.#consentContext(), entry);
    this.#step({ type: 'knowledge' }, applyTime);
    return this;
  }

  sends(): SendCommand[] {
    return this.commands.filter((command) => command.type === 'send');
  }

  /** Messages as journey/step and local time. */
  got(): string[] {
    return this.sends().map(({ journey: id, step, at }) => `${id}/${step} ${new Date(at + 8 * HOUR).toISOString().slice(5, 16)}`);
  }

  verdicts(): string[] {
    return this.facts.flatMap(({ kind, step, detail }) => (kind === 'verdict' ? [`${step} ${detail?.rule}`] : []));
  }

  #consentContext() {
    return { customer: 'c1', now: this.#now, plan: this.#guardPlan, state: this.#guard, facts: this.facts };
  }

  #step(cause: Cause, know: (context: KnowContext) => void): void {
    const now = this.#now;
    know({ customer: 'c1', known: this.#known, plan: this.#know, now, facts: this.facts, transitions: [] });
    const view = viewOf(this.#known, this.#know, now);
    decide({
      customer: 'c1',
      now,
      view,
      cause,
      segmentsEntered: [],
      segmentsLeft: [],
      segmentsRetracted: [],
      journeys: this.#journeys,
      plan: this.#plan,
      assign: () => 0.001,
      went: () => [],
      vet: (request) => {
        const verdict = vet({ plan: this.#guardPlan, state: this.#guard, view, now }, request);
        if (verdict.verdict === 'send') settle(this.#guard, receiptOf(request.message, 'sent'), now);
        return verdict;
      },
      expiryMs: EXPIRY_MS,
      commons: new Commons(),
      slice: { partition: 0, partitions: 1 },
      nextEffectId: (prefix) => `${prefix}${this.#effects++}`,
      facts: this.facts,
      commands: this.commands,
      passages: [],
    });
  }
}

const cart = journey('cart', 'Added', [wait('pause', '2h'), send('remind'), wait('day', '1d'), send('again')], {
  goal: { event: 'Order Completed' },
});
const agrees = { consent: { offers: true } };

test('a cart left at night: the reminder waits for the morning, the next one counts from then', () => {
  const shopper = new Shopper(cart).at('2024-06-01T21:30').event('Added', agrees).at('2024-06-05T00:00');
  expect(shopper.got()).toEqual(['cart/remind 06-02T09:00', 'cart/again 06-03T09:00']);
  expect(shopper.verdicts()).toEqual(['remind quiet_hours.deferred', 'remind allowed', 'again allowed']);
});

test('an order at night, while the reminder is deferred, ends it', () => {
  const shopper = new Shopper(cart)
    .at('2024-06-01T21:30')
    .event('Added', agrees)
    .at('2024-06-02T03:00')
    .event('Order Completed')
    .at('2024-06-05T00:00');
  expect(shopper.got()).toEqual([]);
  expect(shopper.facts.at(-1)).toMatchObject({ kind: 'journey', action: 'converted' });
});

test('consent withdrawn while the reminder is deferred: asked again, refused', () => {
  const shopper = new Shopper(cart).at('2024-06-01T21:30').event('Added', agrees).at('2024-06-02T03:00');
  shopper.control({ action: 'consent', purpose: 'offers', granted: false }).at('2024-06-02T12:00');
  expect(shopper.verdicts()).toEqual(['remind quiet_hours.deferred', 'remind consent.withdrawn']);
  expect(shopper.got()).toEqual([]);
});

test('a customer who moves to London gets the message in the London morning', () => {
  const shopper = new Shopper(cart).at('2024-06-01T10:00').event('$identify', { traits: { timezone: 'Europe/London' }, ...agrees });
  shopper.event('Added').at('2024-06-02T00:00');
  expect(shopper.got()).toEqual(['cart/remind 06-01T16:00']);
  expect(shopper.verdicts()).toEqual(['remind quiet_hours.deferred', 'remind allowed']);
});

test('a time zone that changes during the deferral is asked about at its end', () => {
  const shopper = new Shopper(cart).at('2024-06-01T21:30').event('Added', agrees).at('2024-06-02T08:00');
  shopper.event('$identify', { traits: { timezone: 'Europe/London' } }).at('2024-06-02T20:00');
  expect(shopper.verdicts().slice(0, 3)).toEqual(['remind quiet_hours.deferred', 'remind quiet_hours.deferred', 'remind allowed']);
  expect(shopper.got()).toEqual(['cart/remind 06-02T16:00']);
});

test('two journeys at one moment share the cap: the first in order sends, the other is told why not; the receipt always goes', () => {
  const a = journey('a', 'Order Completed', [send('thanks')]);
  const b = journey('b', 'Order Completed', [send('offer'), send('receipt', 'transactional')]);
  const shopper = new Shopper(a, b).at('2024-06-01T12:00').event('Order Completed', agrees);
  expect(shopper.got()).toEqual(['a/thanks 06-01T12:00', 'b/receipt 06-01T12:00']);
  expect(shopper.verdicts()).toEqual(['thanks allowed', 'offer cap.user', 'receipt allowed']);
});

test('the consent of the triggering event counts for the message it triggers', () => {
  const hello = journey('hello', 'Signed Up', [send('welcome')]);
  expect(new Shopper(hello).at('2024-06-01T12:00').event('Signed Up', agrees).got()).toHaveLength(1);
  const shopper = new Shopper(hello).at('2024-06-01T12:00').event('Signed Up', { consent: { offers: false } });
  expect(shopper.verdicts()).toEqual(['welcome consent.withdrawn']);
});

test('held-out customers walk the same way at the same moments and get nothing', () => {
  const walk = (holdout: number) => new Shopper({ ...cart, holdout }).at('2024-06-01T21:30').event('Added', agrees).at('2024-06-05T00:00');
  const [treated, held] = [walk(0), walk(0.5)];
  const moves = ({ facts }: Shopper) => facts.filter(({ kind }) => kind === 'journey').map(({ action, step, at }) => [action, step, at]);
  expect(moves(held!)).toEqual(moves(treated!));
  expect(held!.got()).toEqual([]);
  expect(held!.verdicts()).toEqual(['remind quiet_hours.deferred', 'remind holdout.journey', 'again holdout.journey']);
});

test('suppression stops everything until it is lifted', () => {
  const daily = journey('daily', 'Seen', [send('hi'), send('receipt', 'transactional')]);
  const shopper = new Shopper(daily).at('2024-06-01T12:00').event('Seen', agrees).control({ action: 'suppress', reason: 'asked' });
  shopper.at('2024-06-03T12:00').event('Seen').control({ action: 'unsuppress', reason: 'asked' }).at('2024-06-05T12:00').event('Seen');
  expect(shopper.verdicts()).toEqual([
    'hi allowed',
    'receipt allowed',
    'hi suppressed.global',
    'receipt suppressed.global',
    'hi allowed',
    'receipt allowed',
  ]);
});

test('a message every day for 120 days: never two within 24 hours, none at night', () => {
  const chatty = journey('chatty', 'Seen', [send('one'), wait('w', '7h'), send('two')]);
  const shopper = new Shopper(chatty).at('2024-01-01T00:00').event('Begin', agrees);
  for (let hour = 0; hour < 24 * 120; hour += 5) {
    shopper.at(new Date(Date.UTC(2024, 0, 1) + hour * HOUR).toISOString().slice(0, 16)).event('Seen');
  }
  const times = shopper.commands.map(({ at }) => at);
  expect(times.length).toBeGreaterThan(90);
  for (const [index, at] of times.entries()) {
    if (index > 0) expect(at - times[index - 1]!).toBeGreaterThanOrEqual(DAY);
    const localHour = new Date(at + 8 * HOUR).getUTCHours();
    expect(localHour).toBeGreaterThanOrEqual(9);
    expect(localHour).toBeLessThan(22);
  }
});
