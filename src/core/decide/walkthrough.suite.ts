/**
 * Drives journeys of one customer through virtual time, over real knowledge: events come in, own wake-ups run at their moments. What
 * guard says is up to the test.
 */
import { hashUnit } from '../../base/index.ts';
import type { ArbitrationDefinition, Definition, JourneyDefinition, JourneyEdit, MessageClass, Released } from '../../define/index.ts';
import type { EventEntry, JsonObject, ReceiptKind, ReturnKind } from '../entry.ts';
import type { Command, Fact, SendCommand } from '../fact.ts';
import {
  applyEvent,
  applyTime,
  emptyKnown,
  type KnowContext,
  type Known,
  type KnowPlan,
  knownWakeAt,
  mergeKnown,
  startKnowPlan,
  viewOf,
} from '../know/index.ts';
import { type Answer as Answered, answerEvent, returnEventName } from '../returns.ts';
import {
  awaitsMessage,
  type Cause,
  Commons,
  closeSend,
  compileJourneys,
  concernsJourneys,
  decide,
  decodeJourneys,
  EXPIRY_MS,
  emptyJourneys,
  encodeJourneys,
  type JourneyPlan,
  type JourneyState,
  mergeJourneys,
  openSendOf,
  type Passage,
  type SendRequest,
  type Slice,
  type Stale,
  staleAt,
  type TemplateUse,
  type Verdict,
  wakeAt,
} from './index.ts';

export type Answer = (request: SendRequest, now: number) => Verdict;

export interface World {
  readonly definitions?: readonly Definition[];
  /** Journeys of the first release and of those after it; `release(n)` switches. */
  readonly releases: readonly (readonly Released<JourneyDefinition>[])[];
  /** What each release says about customers inside. */
  readonly edits?: readonly (readonly JourneyEdit[])[];
  readonly templates?: Readonly<Record<string, Partial<TemplateUse>>>;
  readonly globalControl?: number;
  readonly arbitration?: ArbitrationDefinition;
  readonly answer?: Answer;
  readonly seed?: string;
  /** Default: the only partition. */
  readonly slice?: Slice;
  /** The workspace's. Default UTC. */
  readonly zone?: string;
}

export const START: number = Date.UTC(2024, 0, 15, 12);
export const ALLOW: Answer = () => ({ verdict: 'send', read: {} });

export interface CompiledWorld {
  readonly know: KnowPlan;
  readonly plans: readonly JourneyPlan[];
}

export function compileWorld({
  definitions = [],
  releases,
  edits = [],
  templates = {},
  globalControl = 0,
  zone = 'UTC',
  arbitration,
}: World): CompiledWorld {
  const released = definitions.map((definition) => ({ version: 1, definition }));
  const channels = definitions.filter((one) => one.kind === 'channel');
  const traits = definitions.filter((one) => one.kind === 'trait');
  const benefits = definitions.filter((one) => one.kind === 'benefit');
  const builder = startKnowPlan(released, zone);
  const uses = new Map(Object.entries(templates).map(([id, use]) => [id, { version: 1, traits: [], properties: [], ...use }]));
  const plans = releases.map((live, index) =>
    compileJourneys(
      {
        live,
        pinned: releases.slice(0, index).flat(),
        edits: edits.slice(0, index + 1).flatMap((list, at) => list.map((edit) => ({ ...edit, release: at + 1 }))),
        templates: uses,
        channels,
        traits,
        benefits,
        zone,
        globalControl,
        arbitration,
      },
      builder.compile,
    ),
  );
  return { know: builder.build(new Map()), plans };
}

export class Walkthrough {
  readonly customer: string;
  readonly facts: Fact[] = [];
  /** The facts of each call of decide. */
  readonly turns: Fact[][] = [];
  readonly commands: Command[] = [];
  readonly passages: Passage[] = [];
  readonly known: Known = emptyKnown(START);
  now: number = START;
  journeys: JourneyState = emptyJourneys();
  commons: Commons = new Commons();
  /** Whether the last call of decide said that it changed the state. */
  changed = false;
  readonly world: World;
  readonly #compiled: CompiledWorld;
  #release = 0;
  #effects = 0;
  #events = 0;

  constructor(world: World, customer = 'c1', compiled: CompiledWorld = compileWorld(world)) {
    this.world = world;
    this.customer = customer;
    this.#compiled = compiled;
  }

  release(index: number): this {
    this.#release = index;
    return this;
  }

  /** An event that happened `ageMs` ago. */
  event(name: string, properties: JsonObject = {}, ageMs = 0): this {
    return this.#event({ call: 'track', event: name, properties }, ageMs);
  }

  /** Somebody asks for a journey to start. */
  start(journey: string, properties: JsonObject = {}): this {
    return this.#event({ call: 'track', event: 'Journey Start Requested', properties, start: { journey } }, 0);
  }

  /** What a source says of the customer. */
  identify(traits: JsonObject): this {
    return this.#event({ call: 'identify', event: '$identify', properties: {}, traits }, 0);
  }

  #event(what: Pick<EventEntry, 'call' | 'event' | 'properties' | 'traits' | 'receipt' | 'start'>, ageMs: number): this {
    const entry: EventEntry = {
      type: 'event',
      ...what,
      messageId: `${this.customer}-${this.#events++}`,
      source: 'test',
      time: this.now - ageMs,
      receivedAt: this.now + 7,
      identifiers: [],
    };
    this.#step({ type: 'event', entry }, (context) => applyEvent(context, entry));
    return this;
  }

  /** Lets time pass; each own wake-up runs at its own moment. */
  pass(ms: number): this {
    const until = this.now + ms;
    for (let wake = this.wakeAt(); wake <= until; wake = this.wakeAt()) {
      this.now = wake;
      this.#step({ type: 'wake' }, applyTime);
    }
    this.now = until;
    return this;
  }

  /** All that is known is looked at anew, as for a new customer and after a release. */
  refresh(): this {
    this.#step({ type: 'knowledge' }, () => undefined);
    return this;
  }

  /** The hand-over of a message has ended. Whether it was open. */
  handedOver(message: string, kind: ReceiptKind = 'sent'): boolean {
    const wasOpen = closeSend(this.journeys, message, kind);
    if (awaitsMessage(this.journeys, message)) this.#step({ type: 'receipt', receipt: { message, kind } }, () => undefined);
    return wasOpen;
  }

  /** What came back about a message. */
  returned(message: string, kind: ReturnKind, machine = false): this {
    const receipt = { kind, message, channel: 'capture', purpose: 'p', journey: 'j', step: 's', ...(machine && { machine }) };
    return this.#event({ call: 'track', event: returnEventName(kind, undefined), properties: {}, receipt }, 0);
  }

  /** What a webhook's call was answered with. */
  answered(message: string, answer: Answered): this {
    const about = { message, channel: 'hook', purpose: '', journey: 'j', step: 's', template: 't', customer: this.customer };
    const { call, event, properties, traits, receipt } = answerEvent(answer, { message: about, time: this.now, receivedAt: this.now });
    return this.#event({ call, event, properties, ...(traits && { traits }), receipt: receipt! }, 0);
  }

  /** Why a message must not be handed over by now: nothing when it is not open, or nothing speaks against it. */
  stale(message: string): Stale | undefined {
    const open = openSendOf(this.journeys, message);
    const view = viewOf(this.known, this.#compiled.know, this.now);
    return open && staleAt(open, this.#compiled.plans[this.#release]!, view);
  }

  /** The messages among the commands. */
  sends(): SendCommand[] {
    return this.commands.filter((command) => command.type === 'send');
  }

  wakeAt(): number {
    return Math.min(knownWakeAt(this.known), wakeAt(this.journeys));
  }

  /** Absorbs another customer at this one's moment. */
  absorb(other: Walkthrough): this {
    const { now, facts, customer } = this;
    const { passages } = this;
    passages.push(...other.passages);
    mergeJourneys(this.journeys, other.journeys, { survivor: customer, absorbed: other.customer, now, facts, passages });
    this.#step({ type: 'knowledge' }, (context) => mergeKnown(context, other.known));
    return this;
  }

  /** Facts of a kind as short texts: action, definition, step, rule. */
  told(...kinds: readonly string[]): string[] {
    const told = this.facts.filter(({ kind }) =>
      kinds.length === 0 ? !['segment', 'profile', 'stage'].includes(kind) : kinds.includes(kind),
    );
    return told.map(({ kind, action, name, step, detail }) =>
      [kind, action, step === undefined ? name : `${name}/${step}`, detail?.rule].filter((part) => part !== undefined).join(' '),
    );
  }

  #step(cause: Cause, know: (context: KnowContext) => void): void {
    const { customer, now, facts, known } = this;
    const plan = this.#compiled.plans[this.#release]!;
    const context: KnowContext = { customer, known, plan: this.#compiled.know, now, facts, transitions: [] };
    const told = facts.length;
    know(context);
    const segments = (action: string) =>
      facts.slice(told).flatMap((fact) => (fact.kind === 'segment' && fact.action === action ? [fact.name] : []));
    const before = encodeJourneys(this.journeys);
    const concern = {
      now,
      cause,
      plan,
      journeys: this.journeys,
      segmentsEntered: segments('entered'),
      segmentsLeft: segments('left'),
      segmentsRetracted: segments('retracted'),
    };
    const [isConcerned, untold] = [concernsJourneys(concern), facts.length];
    this.changed = decide({
      ...concern,
      customer,
      view: viewOf(known, this.#compiled.know, now),
      assign: (key) => hashUnit(this.world.seed ?? 'seed', `${customer}/${key}`),
      vet: (request) => (this.world.answer ?? ALLOW)(request, now),
      went: () => this.sends() as readonly (SendCommand & { readonly messageClass: MessageClass })[],
      expiryMs: EXPIRY_MS,
      commons: this.commons,
      slice: this.world.slice ?? { partition: 0, partitions: 1 },
      nextEffectId: (prefix) => `${prefix}-${customer}-${this.#effects++}`,
      facts,
      commands: this.commands,
      passages: this.passages,
    });
    if (!isConcerned && (this.changed || facts.length > untold))
      throw new Error('decide did something though the entry concerns no journey');
    assertSteps(this);
    this.turns.push(facts.slice(told));
    this.#reload(before);
  }

  /** Every step goes through the codec, as it does when a customer is not in the cache. */
  #reload(before: Uint8Array): void {
    const bytes = encodeJourneys(this.journeys);
    if (!this.changed && Buffer.compare(bytes, before) !== 0) throw new Error('decide changed the state and did not say so');
    this.journeys = decodeJourneys(bytes);
    if (Buffer.compare(encodeJourneys(this.journeys), bytes) !== 0) throw new Error('the encoding is not canonical');
    if (wakeAt(this.journeys) <= this.now) throw new Error('a wake-up is due that has just run');
  }
}

/** J9. */
function assertSteps({ passages, journeys }: Walkthrough): void {
  const inside = new Map<string, number>();
  const add = (journey: string, version: number, step: string, by: number): void => {
    const key = `${journey}@${version}/${step}`;
    inside.set(key, (inside.get(key) ?? 0) + by);
  };
  for (const { journey, version, step, how } of passages) add(journey, version, step, how === 'entered' ? 1 : -1);
  for (const { journey, version, step } of journeys.instances) add(journey, version, step, -1);
  const wrong = [...inside].filter(([, more]) => more !== 0);
  if (wrong.length > 0) throw new Error(`more have come to a step than are there or have left it: ${JSON.stringify(wrong)}`);
}
