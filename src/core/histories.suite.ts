/**
 * One customer's life with journeys, guard and delivery: moves go through the real `step`, and each message that was decided is handed over
 * after asking the real `mayDispatch`, late, again, or never. What comes of it is a trace: inputs, facts, and what delivery did, in order.
 */
import { DAY, hash32, MINUTE } from '../base/index.ts';
import type { Definition, JourneyDefinition, PolicyDefinition, Step } from '../define/index.ts';
import {
  type Command,
  type ControlEntry,
  type Customer,
  type CustomerEntry,
  compilePlan,
  type EventEntry,
  type Fact,
  type Json,
  type JsonObject,
  mayDispatch,
  newCustomer,
  type Plan,
  type ReceiptKind,
  type ReturnKind,
  returnEvent,
  type SendCommand,
  step,
  wakeAtOf,
} from './index.ts';

const NAME = { en: 'x', zh: 'x' };
export const WORKSPACE_ZONE = 'Europe/London';

export type Rules = Pick<PolicyDefinition, 'quietHours' | 'caps' | 'acceptedFrequency' | 'expiry'>;

export type Move =
  | { readonly type: 'event'; readonly name: string; readonly ageMs: number }
  | { readonly type: 'identify'; readonly traits: JsonObject }
  | { readonly type: 'prefer'; readonly categories: JsonObject; readonly ageMs: number }
  | { readonly type: 'control'; readonly control: Controlled }
  | { readonly type: 'back'; readonly which: number; readonly kind: ReturnKind; readonly permanent: boolean }
  | { readonly type: 'redeliver'; readonly which: number }
  | { readonly type: 'pass'; readonly ms: number };
export type Controlled =
  | { readonly action: 'consent'; readonly purpose: string; readonly granted: boolean }
  | { readonly action: 'suppress' | 'unsuppress'; readonly channel?: string };

/** What a hand-over comes to. `lost`: it may have arrived, but nobody knows, so it is tried once more. `again`, `refused`: it has not, for certain. */
export type Luck = 'ok' | 'again' | 'lost' | 'refused';

/** How delivery fares, attempt by attempt; after the last it begins anew. */
export interface Attempts {
  readonly lucks: readonly Luck[];
  /** Before each attempt, ms. */
  readonly delays: readonly number[];
  /** From the end of each hand-over until the log has its receipt, ms. */
  readonly receipts: readonly number[];
}

export type Traced =
  | { readonly type: 'fact'; readonly fact: Fact }
  | { readonly type: 'event'; readonly at: number; readonly name: string; readonly time: number }
  | { readonly type: 'control'; readonly at: number; readonly control: Controlled }
  | {
      readonly type: 'handed' | 'tried' | 'later' | 'withdrawn' | 'given up';
      readonly at: number;
      readonly message: string;
      readonly until: number;
      readonly rule: string;
    };

const send = (channel: string, purpose: string, messageClass: 'marketing' | 'service' | 'transactional'): Step => ({
  type: 'send',
  id: `${channel}-${purpose}-${messageClass}`,
  channel,
  template: 'note',
  purpose,
  messageClass,
});
const wait = (duration: string): Step => ({ type: 'wait', id: `wait-${duration}`, duration });
const always = { kind: 'journey', name: NAME, stage: 'retain', reentry: 'always' } as const;
const recent = (event: string, last: string) =>
  ({ combinator: 'and', rules: [{ field: `event.${event}`, operator: 'performed', value: { within: { last } } }] }) as const;

export const JOURNEYS: readonly JourneyDefinition[] = [
  {
    ...always,
    id: 'begin',
    trigger: { type: 'event', event: 'Begin' },
    goal: { event: 'Bought' },
    exits: [{ combinator: 'and', rules: [{ field: 'segment.vip', operator: '=', value: true }] }],
    steps: [
      send('email', 'care', 'marketing'),
      wait('5h'),
      send('push', 'offers', 'marketing'),
      wait('1d'),
      send('email', 'care', 'service'),
    ],
  },
  {
    ...always,
    id: 'follow',
    trigger: { type: 'event', event: 'Begin' },
    exits: [{ event: 'Left' }],
    holdout: 0.2,
    steps: [wait('30m'), send('push', 'care', 'service'), wait('2d'), send('email', 'offers', 'marketing')],
  },
  {
    ...always,
    id: 'active',
    trigger: { type: 'segment', segment: 'active' },
    goal: recent('Bought', '1d'),
    steps: [send('push', 'care', 'marketing'), wait('3h'), send('email', 'care', 'marketing')],
  },
  {
    ...always,
    id: 'order',
    trigger: { type: 'event', event: 'Order' },
    exits: [{ event: 'Left' }],
    steps: [send('email', 'care', 'transactional'), wait('1h'), send('email', 'offers', 'transactional')],
  },
];

/** The plan of a policy. */
export function planWith(rules: Rules): Plan {
  const definitions: readonly Definition[] = [
    { kind: 'workspace', id: 'w', name: NAME, timeZone: WORKSPACE_ZONE, currency: 'EUR', seed: 's' },
    { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_in' },
    { kind: 'purpose', id: 'care', name: NAME, basis: 'opt_out' },
    { kind: 'channel', id: 'email', type: 'in_app', name: NAME },
    { kind: 'channel', id: 'push', type: 'in_app', name: NAME },
    { kind: 'template', id: 'note', name: NAME, body: 'x' },
    { kind: 'trait', id: 'timezone', name: NAME, type: 'string' },
    { kind: 'trait', id: 'accepted', name: NAME, type: 'number' },
    { kind: 'segment', id: 'active', name: NAME, condition: quietly('Begin', 'Order') },
    { kind: 'segment', id: 'vip', name: NAME, condition: recent('Vip', '6h') },
    { kind: 'policy', id: 'default', ...rules },
    ...JOURNEYS,
  ];
  return compilePlan([{ number: 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }], new Map());
}

/** Has begun within two days and ordered nothing meanwhile: a late order shows that it never was so. */
function quietly(event: string, without: string) {
  const [begun, none] = [recent(event, '2d').rules[0], { ...recent(without, '2d').rules[0], operator: 'notPerformed' }] as const;
  return { combinator: 'and', rules: [begun, none] } as const;
}

interface Outgoing {
  readonly command: SendCommand;
  notBefore: number;
  /** When it was last tried and nobody answered. */
  unknownAt?: number;
  /** Its hand-over has ended; the receipt comes at `notBefore`. */
  ended?: { readonly kind: ReceiptKind; readonly at: number; readonly isKept: boolean };
}

export class Life {
  readonly trace: Traced[] = [];
  now: number;
  readonly #customer: Customer;
  readonly #plan: Plan;
  readonly #attempts: Attempts;
  readonly #outbox: Outgoing[] = [];
  readonly #handed: SendCommand[] = [];
  readonly #letters: SendCommand[] = [];
  readonly #commands: Command[] = [];
  #tried = 0;
  #position = 0;
  #ordinal = 0;

  constructor(plan: Plan, now: number, attempts: Attempts) {
    this.#plan = plan;
    this.now = now;
    this.#attempts = attempts;
    this.#customer = newCustomer(`c${hash32(JSON.stringify(attempts), now >>> 0)}`, now);
  }

  /** Messages of which nobody knows yet what came of them. */
  open(): number {
    return this.#outbox.length;
  }

  play(moves: readonly Move[]): this {
    for (const move of moves) this.#move(move);
    return this;
  }

  #move(move: Move): void {
    this.#passTo(this.now + (move.type === 'pass' ? move.ms : 0));
    if (move.type === 'event') this.#event({ event: move.name, time: this.now - move.ageMs });
    else if (move.type === 'identify') this.#event({ event: '$identify', call: 'identify', traits: move.traits });
    else if (move.type === 'prefer') {
      this.#event({ event: 'Preferred', time: this.now - move.ageMs, context: { consent: { categoryPreferences: move.categories } } });
    } else if (move.type === 'control') {
      this.trace.push({ type: 'control', at: this.now, control: move.control });
      this.#step({ type: 'control', identifiers: [], by: 'ada', reason: 'asked', ...move.control } as ControlEntry);
    } else if (move.type === 'redeliver' && this.#letters.length > 0) this.#redeliver(move.which % this.#letters.length);
    else if (move.type === 'back' && this.#handed.length > 0) this.#back(this.#handed[move.which % this.#handed.length]!, move);
    this.#passTo(this.now);
  }

  /** Wake-ups and hand-overs until then, each at its moment. */
  #passTo(until: number): void {
    for (;;) {
      const wake = wakeAtOf(this.#customer);
      const next = this.#outbox.reduce<Outgoing | undefined>((a, b) => (a && a.notBefore <= b.notBefore ? a : b), undefined);
      const due = Math.min(wake, next?.notBefore ?? Infinity);
      if (due > until) break;
      this.now = Math.max(this.now, due);
      if (wake <= this.now) this.#step({ type: 'wake' });
      else if (next) this.#attempt(next);
    }
    this.now = until;
  }

  /** As delivery asks for it: with as long to go as at first. */
  #redeliver(which: number): void {
    const [command] = this.#letters.splice(which, 1);
    const { now } = this;
    const { at, askedAt = at, expiresAt = Infinity } = command!;
    this.#step({ type: 'redeliver', by: 'ada', command: { ...command!, askedAt: now, expiresAt: now + expiresAt - askedAt } });
  }

  #attempt(outgoing: Outgoing): void {
    const { command, ended } = outgoing;
    if (ended) {
      this.#receipt(outgoing, ended);
      return;
    }
    const { now } = this;
    const answer = mayDispatch(this.#customer, command, { plan: this.#plan, now });
    const told = { at: now, message: command.message, until: 0, rule: '' };
    if (answer.go === false && answer.verdict === 'later') {
      this.trace.push({ ...told, type: 'later', until: answer.until, rule: answer.rule });
      outgoing.notBefore = answer.until;
      return;
    }
    if (answer.go === false) {
      const { unknownAt } = outgoing;
      this.trace.push({ ...told, type: unknownAt === undefined ? 'withdrawn' : 'given up', rule: answer.rule });
      if (unknownAt === undefined) this.#finish(outgoing, { kind: 'withdrawn', at: now, isKept: false });
      else this.#finish(outgoing, { kind: 'failed', at: unknownAt, isKept: false });
      return;
    }
    const luck = this.#attempts.lucks[this.#tried % this.#attempts.lucks.length]!;
    this.trace.push({ ...told, type: luck === 'ok' || luck === 'lost' ? 'handed' : 'tried' });
    if (luck === 'lost') outgoing.unknownAt = now;
    if (luck === 'ok' || luck === 'refused') this.#finish(outgoing, { kind: luck === 'ok' ? 'sent' : 'failed', at: now, isKept: true });
    else outgoing.notBefore = now + 1 + this.#delay();
  }

  #finish(outgoing: Outgoing, ended: NonNullable<Outgoing['ended']>): void {
    const { receipts } = this.#attempts;
    outgoing.ended = ended;
    outgoing.notBefore = this.now + receipts[this.#tried % receipts.length]!;
  }

  #receipt(outgoing: Outgoing, { kind, at, isKept }: NonNullable<Outgoing['ended']>): void {
    const { command } = outgoing;
    this.#outbox.splice(this.#outbox.indexOf(outgoing), 1);
    const { message, customer, channel } = command;
    const handed = kind === 'withdrawn' ? {} : { handedAt: at };
    this.#step({ type: 'receipt', kind, customer, message, channel, decidedAt: command.at, dispatchedAt: at, ...handed });
    if (kind === 'failed' && isKept) this.#letters.push(command);
    if (kind !== 'sent') return;
    this.#handed.push(command);
    this.#back(command, { kind: 'delivered', permanent: false });
  }

  #back(message: SendCommand, { kind, permanent }: { readonly kind: ReturnKind; readonly permanent: boolean }): void {
    const { now } = this;
    this.#step(returnEvent(kind, { message, type: 'in_app', time: now, receivedAt: now, permanent, which: this.#position }));
  }

  #event(event: Partial<EventEntry> & { readonly event: string; readonly traits?: { readonly [trait: string]: Json } }): void {
    const entry: EventEntry = {
      type: 'event',
      call: 'track',
      messageId: `e${this.#position}`,
      source: 'web',
      time: this.now,
      receivedAt: this.now,
      identifiers: [],
      properties: {},
      ...event,
    };
    this.trace.push({ type: 'event', at: this.now, name: entry.event, time: entry.time });
    this.#step(entry);
  }

  #step(entry: CustomerEntry): void {
    const facts: Fact[] = [];
    const address = { partition: 0, position: this.#position++, ordinal: 0 };
    const world = { plan: this.#plan, at: this.now, address, nextOrdinal: () => ++this.#ordinal, facts, commands: this.#commands };
    step(this.#customer, entry, world);
    for (const fact of facts) this.trace.push({ type: 'fact', fact });
    for (const command of this.#commands.splice(0)) {
      if (command.type === 'send') this.#outbox.push({ command, notBefore: this.now + this.#delay() });
    }
  }

  #delay(): number {
    const { delays } = this.#attempts;
    return delays[this.#tried++ % delays.length]!;
  }
}

/** Long enough for every wait, night and expiry of the policies here to be over. */
export const REST: Move = { type: 'pass', ms: 12 * DAY + MINUTE };
