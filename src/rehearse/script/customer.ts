/** The customers of a test, and what they do. Every method writes down one act and returns the customer, so that a life reads as one chain. */
import { type Json, type JsonObject, type MessageReceipt, returnEvent } from '../../core/index.ts';
import { TICKET_RESOLVED } from '../../define/index.ts';
import { Refusal } from '../../sense/index.ts';
import { momentMs, type Span, spanMs } from '../span.ts';
import type { AnswerOptions, Fault } from '../virtual/stage.ts';
import type { Acting, Who } from './acting.ts';
import type { Expectation } from './expectations.ts';
import { ExpectationFailed, quoted, StepImpossible } from './failure.ts';
import { act, recording } from './recorder.ts';
import { ticketsOf } from './ticket.ts';

/** How an event is sent in. */
export interface DoesOptions {
  /** It happened so long before it comes in: a late event. */
  readonly happenedAgo?: Span;
  /** Of the call, as Segment has it. */
  readonly context?: JsonObject;
  /** Two calls with one id count once. */
  readonly messageId?: string;
}

/** What can come back about a message, by the customer. */
type Reaction = Extract<MessageReceipt['kind'], 'opened' | 'clicked' | 'replied' | 'unsubscribed' | 'complained'>;

/** A customer of the test that is known by its `userId`. */
export function customer(userId: string): Customer {
  return new Customer({ name: userId, identifier: ['user_id', userId] });
}

/** Somebody who has not said who they are: known by an `anonymousId`. */
export function visitor(anonymousId: string): Customer {
  return new Customer({ name: anonymousId, identifier: ['anonymous_id', anonymousId] });
}

/** So many customers: `shopper-1`, `shopper-2`, ... */
export function crowd(name: string, count: number): readonly Customer[] {
  return Array.from({ length: count }, (_, index) => customer(`${name}-${index + 1}`));
}

/** Lets time pass for everybody. */
export function later(span: Span): void {
  const ms = spanMs(span);
  act([], (acting) => acting.world.passTo(acting.world.now + ms));
}

/** Goes on to this moment on a clock in the zone; default the workspace's. */
export function at(local: string, timeZone?: string): void {
  act([], (acting) => passToMoment(acting, local, timeZone));
}

/** How many of the test's customers are to be like this. */
export function expectCount(expectation: Expectation, count: number | { readonly atLeast?: number; readonly atMost?: number }): void {
  act(expectation.names, async (acting) => {
    let found = 0;
    for (const [name, identifier] of acting.recorder.customers) if (expectation.holds(await acting.look({ name, identifier }))) found++;
    const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = typeof count === 'number' ? { atLeast: count, atMost: count } : count;
    if (found >= atLeast && found <= atMost) return;
    const wanted = typeof count === 'number' ? `${count}` : `${count.atLeast ?? 0} to ${count.atMost ?? 'all'}`;
    throw new ExpectationFailed(`expected ${wanted} of ${acting.recorder.customers.size} customers ${expectation.text}`, {
      found: `${found} of them`,
    });
  });
}

export class Customer {
  readonly #who: Who;

  constructor(who: Who) {
    this.#who = who;
    recording().customers.set(who.name, who.identifier);
  }

  /** As the test calls it. */
  get name(): string {
    return this.#who.name;
  }

  /** An event comes in. */
  does(event: string, properties: JsonObject = {}, options: DoesOptions = {}): this {
    const agoMs = options.happenedAgo === undefined ? 0 : spanMs(options.happenedAgo);
    return this.#act([['event', event]], async (acting) => {
      const { context, messageId } = options;
      const told = { type: 'track', event, properties, timestamp: new Date(acting.world.now - agoMs).toISOString() };
      acting.did(this.#who, `does "${event}"${agoMs === 0 ? '' : ` (${options.happenedAgo} ago)`}`, properties);
      await this.#call(acting, { ...told, ...(context && { context }), ...(messageId !== undefined && { messageId }) });
    });
  }

  /** Tells something about itself: an identify call with these traits. */
  identify(traits: JsonObject): this {
    return this.#act([], async (acting) => {
      acting.did(this.#who, 'identifies itself', traits);
      await this.#call(acting, { type: 'identify', traits });
    });
  }

  /** Is also known by this identifier (`anonymous_id`, `phone`, ...): links it, or makes two profiles one. */
  knownAs(namespace: string, value: string): this {
    return this.#act([], async (acting) => {
      acting.did(this.#who, `is known as ${namespace} ${quoted(value)}`);
      const own = namespace === 'user_id' ? { userId: value } : namespace === 'anonymous_id' ? { anonymousId: value } : undefined;
      const more = own ?? { context: { externalIds: [{ id: value, type: namespace, collection: 'users', encoding: 'none' }] } };
      await this.#call(acting, { type: 'identify', traits: {}, ...more });
    });
  }

  consents(purpose: string): this {
    return this.#consent(purpose, true);
  }

  withdraws(purpose: string): this {
    return this.#consent(purpose, false);
  }

  /** Staff puts the customer on the suppression list, for everything or for one channel; `unsuppressed` takes it off. */
  suppressed(options: { readonly channel?: string; readonly reason?: string } = {}): this {
    return this.#control('suppress', options);
  }

  unsuppressed(options: { readonly channel?: string; readonly reason?: string } = {}): this {
    return this.#control('unsuppress', options);
  }

  /** Opens the latest message of this template that was sent. */
  opens(template: string): this {
    return this.#reacts('opened', template);
  }

  clicks(template: string, link?: string): this {
    return this.#reacts('clicked', template, link === undefined ? {} : { link });
  }

  replies(template: string, text?: string): this {
    return this.#reacts('replied', template, text === undefined ? {} : { text });
  }

  /** Unsubscribes by the link of this message: withdraws its purpose. */
  unsubscribes(template: string): this {
    return this.#reacts('unsubscribed', template);
  }

  complains(template: string): this {
    return this.#reacts('complained', template);
  }

  /** Somebody has done what the latest ticket of this template asks for. */
  ticketResolved(template: string): this {
    return this.#act([['template', template]], async (acting) => {
      const open = ticketsOf(await acting.look(this.#who), template).at(-1);
      if (!open) throw new StepImpossible(`there is no ticket ${quoted(template)} about ${this.#who.name} that could be resolved`);
      acting.did(this.#who, `has the ticket ${quoted(template)} resolved`);
      await this.#call(acting, { type: 'track', event: TICKET_RESOLVED, properties: { ticket_id: open.command.message } });
    });
  }

  /** Lets time pass, for everybody. */
  after(span: Span): this {
    const ms = spanMs(span);
    return this.#act([], (acting) => acting.world.passTo(acting.world.now + ms));
  }

  /** Goes on to this moment on a clock in the zone; default the workspace's. */
  at(local: string, timeZone?: string): this {
    return this.#act([], (acting) => passToMoment(acting, local, timeZone));
  }

  expect(...expectations: readonly Expectation[]): this {
    for (const expectation of expectations) this.#expect(expectation, true);
    return this;
  }

  expectNot(...expectations: readonly Expectation[]): this {
    for (const expectation of expectations) this.#expect(expectation, false);
    return this;
  }

  #expect(expectation: Expectation, wanted: boolean): void {
    this.#act(expectation.names, async (acting) => {
      const look = await acting.look(this.#who);
      if (expectation.holds(look) === wanted) return;
      const found = expectation.found?.(look);
      throw new ExpectationFailed(`expected ${this.#who.name} ${wanted ? '' : 'not '}${expectation.text}`, {
        who: this.#who,
        look,
        names: expectation.names,
        ...(found !== undefined && { found }),
      });
    });
  }

  #consent(purpose: string, granted: boolean): this {
    return this.#act([['purpose', purpose]], async (acting) => {
      acting.did(this.#who, `${granted ? 'consents to' : 'withdraws consent to'} ${quoted(purpose)}`);
      await acting.world.append({ type: 'control', identifiers: [this.#who.identifier], by: 'test', action: 'consent', purpose, granted });
    });
  }

  #control(action: 'suppress' | 'unsuppress', { channel, reason = 'test' }: { readonly channel?: string; readonly reason?: string }): this {
    return this.#act(channel === undefined ? [] : [['channel', channel]], async (acting) => {
      acting.did(this.#who, `${action}ed by staff${channel === undefined ? '' : ` on ${channel}`}`);
      const about = { reason, ...(channel !== undefined && { channel }) };
      await acting.world.append({ type: 'control', identifiers: [this.#who.identifier], by: 'test', action, ...about });
    });
  }

  #reacts(kind: Reaction, template: string, more: { readonly link?: string; readonly text?: string } = {}): this {
    return this.#act([['template', template]], async (acting) => {
      const { world } = acting;
      const { messages } = await acting.look(this.#who);
      const message = messages.findLast(({ status, command }) => status === 'sent' && command.template === template);
      if (!message) throw new StepImpossible(`${this.#who.name} has no message ${quoted(template)} that could be ${kind}: none was sent`);
      acting.did(this.#who, `${kind} ${quoted(template)}`);
      const { command, content } = message;
      const type = world.channel(command.channel)?.type;
      const about = { message: command, type, subject: content?.subject, campaign: world.journey(command.journey)?.name.en };
      await world.append(returnEvent(kind, { ...about, ...more, time: world.now, receivedAt: world.now }));
    });
  }

  async #call(acting: Acting, call: JsonObject): Promise<void> {
    const [namespace, value] = this.#who.identifier;
    const own = namespace === 'user_id' ? { userId: value } : { anonymousId: value };
    const answer = await acting.world.call({ ...own, ...call });
    if (answer instanceof Refusal) throw new StepImpossible(`the door refuses it: ${answer.code} ${answer.field} ${answer.reason}`);
  }

  #act(...[names, run]: Parameters<typeof act>): this {
    act(names, run);
    return this;
  }
}

async function passToMoment({ world }: Acting, local: string, timeZone: string = world.zone): Promise<void> {
  const moment = momentMs(local, timeZone);
  if (moment < world.now) throw new StepImpossible(`it is past ${local} already: time goes forward only`);
  await world.passTo(moment);
}

/** A channel of the project, to be staged. */
export interface StagedChannel {
  /** From now on it fails: it is down, or addresses bounce. */
  fails(fault?: Fault): StagedChannel;
  /** From now on it is well. */
  recovers(): StagedChannel;
  /** From now on a webhook's calls are answered so: a text as it is, anything else as JSON. Without it nothing is heard of them. */
  answers(answer: Json, options?: AnswerOptions): StagedChannel;
}

export function channel(id: string): StagedChannel {
  const staged: StagedChannel = {
    fails(fault = {}) {
      act([['channel', id]], async ({ world }) => world.stage.fails(id, fault));
      return staged;
    },
    answers(answer, options = {}) {
      const names = options.template === undefined ? [] : [['template', options.template] as const];
      act([['channel', id], ...names], async ({ world }) => world.stage.answers(id, answer, options));
      return staged;
    },
    recovers() {
      act([['channel', id]], async ({ world }) => world.stage.recovers(id));
      return staged;
    },
  };
  return staged;
}

/** Codes for the pool of a coupon, given in this order: in a test its pool is empty otherwise. */
export function codes(benefit: string, all: readonly string[]): void {
  act([['benefit', benefit]], async ({ world }) => {
    if (!world.definitions.some(({ definition: one }) => one.kind === 'benefit' && one.id === benefit && one.type === 'coupon'))
      throw new StepImpossible(`the benefit "${benefit}" is no coupon: it has no pool of codes`);
    await world.codes(benefit, all);
  });
}

/** Edges of a score trait's bins, ascending: in a test nothing computes them. */
export function scoreEdges(trait: string, edges: readonly number[]): void {
  act([['trait', trait]], ({ world }) => world.scoreEdges(trait, edges));
}

/** What a recommendation knows: items with those that go with each, best first. In a test nothing computes it. */
export function goesWith(recommendation: string, items: Readonly<Record<string, StagedItem>>): void {
  const model = Object.entries(items).map(([id, { with: others = [], popularity = 1, ...more }]) => ({
    ...{ id, popularity, ...more },
    with: others.map((other, place) => [other, 1 / (place + 1)] as const),
  }));
  act([['recommendation', recommendation]], ({ world }) => world.recommendations(recommendation, model));
}

/** An item of a recommendation, as a test stages it. */
export interface StagedItem {
  readonly with?: readonly string[];
  readonly popularity?: number;
  readonly category?: string;
  /** What templates print of it. */
  readonly fields?: JsonObject;
}
