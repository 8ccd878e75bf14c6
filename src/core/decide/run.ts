/** One call of `decide`: what it was given, what it leaves behind, and how it writes facts. */
import type { CustomerId } from '../../base/index.ts';
import type { EventEntry, JsonObject, ReceiptEntry } from '../entry.ts';
import type { Command, EmitCommand, Fact, FactKind } from '../fact.ts';
import type { View } from '../know/index.ts';
import type { WentMessage } from './arbitration.ts';
import type { Commons, Slice } from './commons.ts';
import type { Bid } from './contest.ts';
import type { Instruction } from './instruction.ts';
import { markStale } from './open.ts';
import { leaves, type Passage } from './passage.ts';
import { type CompiledJourney, type JourneyPlan, journeyOf } from './plan.ts';
import type { ExpiryMs, Vet } from './request.ts';
import { isInShare, type Share, subjectOf } from './rollout.ts';
import { type Instance, type JourneyState, touchRecord } from './state.ts';

/** Why the customer is looked at: an event, the end of a hand-over, an own wake-up that is due, or any other change of what is known. */
export type Cause =
  | { readonly type: 'event'; readonly entry: EventEntry }
  | { readonly type: 'receipt'; readonly receipt: Pick<ReceiptEntry, 'message' | 'kind' | 'reason'> }
  | { readonly type: 'wake' }
  | { readonly type: 'knowledge' };

/** Everything `decide` needs about one customer and one entry. */
export interface DecideContext {
  readonly customer: CustomerId;
  /** `at` of the entry, or the due time of the wake-up, ms. */
  readonly now: number;
  /** The customer as known after the entry, at `now`. */
  readonly view: View;
  readonly cause: Cause;
  /** Segments entered by this entry, in order. */
  readonly segmentsEntered: readonly string[];
  /** Segments left by this entry, in order. */
  readonly segmentsLeft: readonly string[];
  /** Segments whose entering a late event has undone: it never was. */
  readonly segmentsRetracted: readonly string[];
  /** The customer's own part; changed in place. */
  readonly journeys: JourneyState;
  readonly plan: JourneyPlan;
  /** A number in [0, 1) for this customer and key, the same for ever. */
  readonly assign: (key: string) => number;
  readonly vet: Vet;
  /** Messages that went or are on their way, as guard counts them. */
  readonly went: () => readonly WentMessage[];
  readonly expiryMs: ExpiryMs;
  /** What customers of the partition have in common; changed in place. */
  readonly commons: Commons;
  /** Of limits that hold for all partitions. */
  readonly slice: Slice;
  /** An id that no other effect of the entry has. */
  readonly nextEffectId: (prefix: string) => string;
  readonly facts: Fact[];
  readonly commands: Command[];
  readonly passages: Passage[];
}

export interface Run extends DecideContext {
  changed: boolean;
  /** Sends that ask arbitration at this moment. */
  readonly bids: Bid[];
  /** Instances whose send has asked, while it is handed over. */
  readonly asked: Set<string>;
  /** Steps that instances have come to in this call and not left. */
  readonly here: Map<Instance, string>;
  /** Why the step at which an instance is has failed. */
  readonly failures: Map<Instance, string>;
  /** How many journeys have been started by steps in this call. */
  starts: number;
  /** Starts a journey by name, on behalf of an instance. */
  readonly startOther: (by: Active, journey: string, properties: JsonObject) => void;
}

/** What a fact says. */
export interface About {
  readonly kind: FactKind;
  readonly action: string;
  /** The definition it is about. */
  readonly id: string;
  readonly version: number;
  readonly journey?: string;
  readonly step?: string;
  readonly subject?: string;
  readonly detail?: JsonObject;
}

/** Whether the customer is in at the present stage of a rollout. */
export function isIn({ customer, view }: Pick<Run, 'customer' | 'view'>, share: Share): boolean {
  return isInShare(share, subjectOf(share, { customer, view }));
}

/** Whether the journey is for the customer, as far as rollouts go. */
export function isFor(run: Pick<Run, 'customer' | 'view'>, { side }: CompiledJourney): boolean {
  return !side || isIn(run, side.share) === (side.side === 'after');
}

/** Writes a fact about a journey. */
export function record(run: Run, { id, kind, action, ...about }: About): void {
  run.facts.push({ kind, action, customer: run.customer, at: run.now, name: id, ...about });
}

/** The view with the event at hand; as it is when there is none. */
export function eventView(run: Run): View {
  return run.cause.type === 'event' ? run.view.withEvent(run.cause.entry) : run.view;
}

export interface Active {
  readonly journey: CompiledJourney;
  readonly instance: Instance;
}

/** Rule of an instance, or a message, whose version of the journey the plan does not have. */
export const STALE_VERSION = 'journey.stale_version';
/** Rule of an instance that came to an exit step. */
export const EXIT_STEP = 'exit.step';

/** `failed`: it could not go on, or came to an exit that says so. */
export type Outcome = 'completed' | 'converted' | 'exited' | 'failed';

/** Takes an instance off the active ones. Every way out of a journey comes through here, so J1 has one place. */
export function end(
  run: Run,
  instance: Instance,
  { outcome, detail, step }: { outcome: Outcome; detail: JsonObject; step?: string },
): void {
  const { instances } = run.journeys;
  instances.splice(instances.indexOf(instance), 1);
  if ((journeyOf(run.plan, instance)?.cooldownMs ?? 0) > 0) touchRecord(run.journeys, instance.journey).ended = run.now;
  run.changed = true;
  if (outcome !== 'completed') leaves(run, instance, { how: outcome === 'failed' ? 'failed' : 'exited', rule: String(detail.rule) });
  // An exit step is a way to its end like the last step: what was sent on it stays as it is.
  if (outcome !== 'completed' && detail.rule !== EXIT_STEP) markStale(run.journeys, instance.id, detail);
  const about: About = { kind: 'journey', action: outcome, id: instance.journey, version: instance.version, subject: instance.id, detail };
  record(run, step === undefined ? about : { ...about, step });
}

interface Rest extends Pick<Instance, 'awaits' | 'tried'> {
  readonly step: string;
  readonly until: number;
  readonly waitsSince?: number;
}

/** Lets the instance rest at a step until a moment later than now, so that every wake-up gets on. */
export function rest(run: Run, { instance }: Active, { step, until, waitsSince = 0, awaits, tried = [] }: Rest): void {
  instance.step = step;
  instance.due = Math.max(until, run.now + 1);
  instance.waitsSince = waitsSince;
  delete instance.awaits;
  delete instance.tried;
  if (awaits !== undefined) instance.awaits = awaits;
  if (tried.length > 0) instance.tried = tried;
  run.changed = true;
}

/** Where it rests; undefined when its version has no such step. */
export function restingAt({ journey, instance }: Active): Instruction | undefined {
  const { list, positions } = journey.instructions;
  const position = positions.get(instance.step);
  return position === undefined ? undefined : list[position];
}

/** When the instance's present way began, on the clock of events: the time of the event that is at hand, else now. */
export function eventTimeNow({ cause, now }: Run): number {
  return cause.type === 'event' ? Math.min(cause.entry.time, now) : now;
}

/** An event that the engine itself concludes, about this customer. */
export function emit(run: Run, event: Pick<EmitCommand, 'call' | 'event' | 'properties' | 'traits'>): void {
  run.commands.push({ type: 'emit', message: run.nextEffectId('e'), customer: run.customer, ...event, at: run.now });
}
