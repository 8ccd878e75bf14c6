/** Journeys through the whole of `step`: what comes back about messages runs them, and time that dates and schedules have planned. */
import { expect, test } from 'vitest';
import type { Definition, Step, Trigger } from '../define/index.ts';
import {
  type Command,
  type CustomerEntry,
  compilePlan,
  decodeCustomer,
  type Fact,
  mayDispatch,
  newCustomer,
  type Plan,
  returnEvent,
  type SendCommand,
  step,
  wakeAtOf,
  wholeRows,
} from './index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2024, 0, 15, 12);
const name = { en: 'x', zh: 'x' };
const send = (id: string): Step => ({ type: 'send', id, channel: 'mail', template: 'note', purpose: 'care' });

function planOf(
  journeys: Readonly<Record<string, { trigger: Trigger; steps: readonly Step[]; goal?: object; priority?: string }>>,
  policy?: object,
): Plan {
  const definitions = [
    { kind: 'workspace', id: 'w', name, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 'seed' },
    { kind: 'purpose', id: 'care', name, basis: 'opt_out' },
    ...(policy ? [{ kind: 'policy', id: 'default', ...policy }] : []),
    { kind: 'template', id: 'note', name, body: 'x' },
    { kind: 'channel', id: 'mail', type: 'email', name },
    ...['email', 'tier', 'birthday', 'timezone'].map((id) => ({ kind: 'trait', id, name, type: 'string' })),
    ...Object.entries(journeys).map(([id, more]) => ({ kind: 'journey', id, name, stage: 'retain', reentry: 'always', ...more })),
  ] as unknown as Definition[];
  return compilePlan([{ number: 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }], new Map());
}

class One {
  readonly facts: Fact[] = [];
  readonly commands: Command[] = [];
  readonly plan: Plan;
  now = START;
  customer = newCustomer('c1', START);
  #position = 0;

  constructor(plan: Plan) {
    this.plan = plan;
    this.do({ type: 'refresh' }).event('$identify', { call: 'identify', traits: { email: 'a@b.example' } });
  }

  do(entry: CustomerEntry): this {
    let ordinal = 0;
    const address = { partition: 0, position: ++this.#position, ordinal: 0 };
    step(this.customer, entry, { ...this, at: this.now, address, nextOrdinal: () => ++ordinal });
    // A restart between any two entries changes nothing.
    const rows = new Map(wholeRows(this.customer).flatMap(([row, bytes]) => (bytes ? [[row, bytes] as const] : [])));
    this.customer = decodeCustomer('c1', rows, this.plan);
    return this;
  }

  event(event: string, more: object = {}): this {
    const { now } = this;
    const sent = { messageId: `m${this.#position}`, source: 's', time: now, receivedAt: now, identifiers: [], properties: {} };
    return this.do({ type: 'event', call: 'track', event, ...sent, ...more });
  }

  wake(ms: number): this {
    this.now += ms;
    return this.do({ type: 'wake' });
  }

  sends(): SendCommand[] {
    return this.commands.filter((command) => command.type === 'send');
  }
}

test('what comes back about a message starts journeys and ends waits like any event', () => {
  const one = new One(
    planOf({
      offer: {
        trigger: { type: 'event', event: 'Go' },
        steps: [
          send('first'),
          { type: 'wait_for', id: 'w', event: 'Email Link Clicked', timeout: '2d', steps: [send('clicked')], otherwise: [] },
        ],
      },
      opened: { trigger: { type: 'event', event: 'Email Opened' }, steps: [send('thanks')] },
    }),
  ).event('Go');
  const [message] = one.sends();
  one.now += HOUR;
  const back = (kind: 'opened' | 'clicked') => returnEvent(kind, { message: message!, type: 'email', time: one.now, receivedAt: one.now });
  one.do(back('opened'));
  expect(one.sends().map(({ step: id }) => id)).toEqual(['first', 'thanks']);
  one.do(back('clicked'));
  expect(one.sends().map(({ step: id, at }) => [id, at - START])).toEqual([
    ['first', 0],
    ['thanks', HOUR],
    ['clicked', HOUR],
  ]);
});

test('a schedule is planned when the customer is first seen, and each wake-up plans the next', () => {
  const one = new One(planOf({ daily: { trigger: { type: 'schedule', every: 'day', at: '09:00' }, steps: [send('hi')] } }));
  expect(wakeAtOf(one.customer)).toBe(Date.UTC(2024, 0, 16, 1));
  one.wake(3 * DAY);
  expect(one.sends().map(({ at }) => at)).toEqual([16, 17, 18].map((day) => Date.UTC(2024, 0, day, 1)));
  expect(wakeAtOf(one.customer)).toBe(Date.UTC(2024, 0, 19, 1));
});

test('a birthday is planned when it is told, moves with the time zone, and what the journey updates comes back as identify', () => {
  const steps: readonly Step[] = [{ type: 'update', id: 'u', traits: { tier: 'gold' } }, send('hi')];
  const one = new One(planOf({ birthday: { trigger: { type: 'date', trait: 'birthday', on: 'day', every: 'year', at: '09:00' }, steps } }));
  expect(wakeAtOf(one.customer)).toBe(Infinity);
  one.event('$identify', { call: 'identify', traits: { birthday: '--01-20' } });
  expect(wakeAtOf(one.customer)).toBe(Date.UTC(2024, 0, 20, 1));
  one.event('$identify', { call: 'identify', traits: { timezone: 'UTC' } });
  expect(wakeAtOf(one.customer)).toBe(Date.UTC(2024, 0, 20, 9));
  one.wake(10 * DAY);
  expect(one.sends().map(({ at, to }) => [at, to])).toEqual([[Date.UTC(2024, 0, 20, 9), 'a@b.example']]);
  const [emitted] = one.commands;
  expect(emitted).toMatchObject({ type: 'emit', call: 'identify', event: '$identify', traits: { tier: 'gold' } });
  one.event('$identify', { call: 'identify', traits: { tier: 'gold' }, customer: 'c1' });
  expect(one.facts.at(-1)).toMatchObject({ kind: 'profile', action: 'changed', name: 'tier', detail: { to: 'gold' } });
});

test('a message whose goal has come since is withdrawn at its hand-over, though its instance has completed', () => {
  const one = new One(planOf({ cart: { trigger: { type: 'event', event: 'Go' }, goal: { event: 'Order' }, steps: [send('hi')] } })).event(
    'Go',
  );
  const [message] = one.sends();
  const asked = () => mayDispatch(one.customer, message!, { plan: one.plan, now: one.now });
  expect(asked()).toEqual({ go: true });
  one.now += 1;
  one.event('Order');
  expect(asked()).toEqual({ go: false, verdict: 'withdraw', rule: 'goal.event', read: { event: 'Order' } });
});

test('arbitration knows from guard what went: one message a window, over restarts and receipts, and the loser is told', () => {
  const trigger: Trigger = { type: 'event', event: 'Order Completed' };
  const journeys = { a: { trigger, steps: [send('hi')] }, b: { trigger, steps: [send('hi')], priority: 'high' } };
  const one = new One(planOf(journeys, { arbitration: { window: '2d' } }));
  one.event('Order Completed');
  const sent = () => one.commands.filter((command) => command.type === 'send');
  expect(sent().map(({ journey }) => journey)).toEqual(['b']);
  const lost = one.facts.find(({ detail }) => detail?.rule === 'arbitration.lost');
  expect(lost).toMatchObject({ kind: 'verdict', action: 'defer', name: 'a', detail: { until: START + 2 * DAY, read: { to: 'b' } } });
  one.now = START + HOUR;
  one.event('Order Completed');
  expect(sent()).toHaveLength(1);
  one.now = START + 2 * DAY;
  one.do({ type: 'wake' });
  expect(sent()).toHaveLength(2);
});
