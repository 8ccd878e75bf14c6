/**
 * Arbitration: when several journeys want the same customer, one scored choice.
 *
 * B1. Within a window at most one message of the arbitrated classes is decided, of all journeys together; journeys that are exempt neither ask nor are asked.
 * B2. Who asks at the same moment is compared by score, whatever the order in which the journeys came to it; equal scores by journey, then instance.
 * B3. Only what guard lets go wins: a message that is refused or held out displaces nobody.
 * B4. Who loses is told to whom, with the scores, and asks again when the window is over, or is dropped; nobody waits for ever.
 *
 * A message asks when its instance comes to its send. With `collect` it first waits for the next full stretch of that length, so that all who came within it ask at one
 * moment. Pure, and without any state of its own: what went is what guard counts for its caps.
 */
import { DAY, durationMs, type Said, VolanoError } from '../../base/index.ts';
import type { ArbitrationDefinition, JourneyDefinition, MessageClass } from '../../define/index.ts';
import type { View } from '../know/index.ts';
import { said } from '../said.ts';
import type { CompiledJourney } from './plan.ts';

export interface Arbitration {
  readonly windowMs: number;
  /** 0: asks at once. */
  readonly collectMs: number;
  readonly classes: ReadonlySet<MessageClass>;
  readonly drops: boolean;
  /** A loser that has waited for so long is dropped, ms. */
  readonly expireMs: number;
  readonly weights: Readonly<Record<Part, number>>;
}

/** What a score is made of, each from 0 to 1. */
export type Part = 'priority' | 'value' | 'fatigue' | 'recency';

/** With these, the class of priority decides before all the rest together. */
export const WEIGHTS: Readonly<Record<Part, number>> = { priority: 10, value: 2, fatigue: 1, recency: 1 };
const PRIORITIES: Readonly<Record<string, number>> = { high: 1, normal: 0.5, low: 0 };
/** Messages of so long count as fatigue. */
export const FATIGUE_MS: number = 7 * DAY;
/** After so long a trigger is worth half. */
const HALF_LIFE_MS: number = DAY;

/** A message that went or is on its way, as guard knows it. */
export interface WentMessage {
  readonly message: string;
  readonly at: number;
  readonly channel: string;
  readonly messageClass: MessageClass;
}

/** What a journey says about its worth. */
export interface Worth {
  /** Undefined: exempt. */
  readonly priority: number | undefined;
  readonly value: number | { readonly trait: string };
}

export function worthOf({ priority = 'normal', value = 0 }: Pick<JourneyDefinition, 'priority' | 'value'>): Worth {
  return { priority: priority === 'exempt' ? undefined : PRIORITIES[priority]!, value };
}

/** Throws VOLANO_DEFINITION_INVALID, VOLANO_DURATION_INVALID. */
export function compileArbitration(definition: ArbitrationDefinition | undefined): Arbitration | undefined {
  if (!definition) return undefined;
  const { window, collect, classes = ['marketing'], losers = 'defer', expireAfter, weights } = definition;
  const windowMs = durationMs(window);
  const collectMs = collect === undefined ? 0 : durationMs(collect);
  const invalid = (problem: Said): never => {
    throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: 'policy.arbitration', problem });
  };
  if (windowMs === 0) invalid(said`the window must be longer than 0`);
  if (collectMs > windowMs) invalid(said`collect may be as long as the window at most`);
  if (classes.includes('transactional')) invalid(said`transactional messages are always exempt. Remove "transactional" from classes`);
  return {
    windowMs,
    collectMs,
    classes: new Set(classes),
    drops: losers === 'drop',
    expireMs: expireAfter === undefined ? 3 * windowMs : durationMs(expireAfter),
    weights: { ...WEIGHTS, ...weights },
  };
}

/** When a message that comes to its send at `now` asks. */
export function asksAt({ collectMs }: Arbitration, now: number): number {
  return collectMs === 0 ? now : Math.ceil(now / collectMs) * collectMs;
}

/** The latest message that stands in the way at `now`; undefined: the window is free. */
export function standing({ windowMs, classes }: Arbitration, went: readonly WentMessage[], now: number): WentMessage | undefined {
  let latest: WentMessage | undefined;
  for (const one of went) {
    if (one.at <= now - windowMs || !classes.has(one.messageClass)) continue;
    if (!latest || one.at > latest.at || (one.at === latest.at && one.message > latest.message)) latest = one;
  }
  return latest;
}

/** One who asks. */
export interface Contender {
  readonly journey: Pick<CompiledJourney, 'id' | 'worth'>;
  readonly instance: { readonly id: string; readonly enteredAt: number };
  readonly channel: string;
}

export interface Scored<C extends Contender> {
  readonly contender: C;
  readonly score: number;
  readonly parts: Readonly<Record<Part, number>>;
}

export interface Asking {
  readonly view: Pick<View, 'trait'>;
  readonly went: readonly WentMessage[];
  readonly now: number;
}

/**
 * Best first. score = Σ weight × part, fatigue subtracted, over: priority 0, 0.5 or 1; value as a share of the highest that asks; fatigue 1 - 1/(1+n) with n messages over its channel
 * within 7 days; recency 2^(-age in days) of its entry.
 */
export function ranked<C extends Contender>(
  { weights }: Arbitration,
  contenders: readonly C[],
  { view, went, now }: Asking,
): readonly Scored<C>[] {
  const values = contenders.map(({ journey }) => worthFor(journey.worth, view));
  const highest = Math.max(...values, 0);
  const scored = contenders.map((contender, index): Scored<C> => {
    const { journey, instance, channel } = contender;
    const lately = went.filter((one) => one.channel === channel && one.at > now - FATIGUE_MS).length;
    const { priority = 0 } = journey.worth;
    return { contender, ...scoreOf(weights, { priority, value: values[index]!, highest, lately, since: instance.enteredAt, now }) };
  });
  return scored.sort((a, b) => b.score - a.score || before(a.contender, b.contender));
}

/** What a score is reckoned from. */
export interface Weighed {
  /** 0 to 1. */
  readonly priority: number;
  /** Not negative; `highest`: of all that are compared. */
  readonly value: number;
  readonly highest: number;
  /** How often the customer has had it within `FATIGUE_MS`. */
  readonly lately: number;
  /** Since when it matters, ms; undefined: nothing is known of that. */
  readonly since: number | undefined;
  readonly now: number;
}

/** The formula of `ranked`, for one. */
export function scoreOf(
  weights: Arbitration['weights'],
  { priority, value, highest, lately, since, now }: Weighed,
): Pick<Scored<Contender>, 'score' | 'parts'> {
  const parts = {
    priority,
    value: rounded(highest > 0 ? value / highest : 0),
    fatigue: rounded(1 - 1 / (1 + lately)),
    recency: rounded(since === undefined ? 0 : 2 ** (-Math.max(0, now - since) / HALF_LIFE_MS)),
  };
  const score =
    weights.priority * parts.priority + weights.value * parts.value - weights.fatigue * parts.fatigue + weights.recency * parts.recency;
  return { score: rounded(score), parts };
}

function before(a: Contender, b: Contender): number {
  const [x, y] = [`${a.journey.id}\u0000${a.instance.id}`, `${b.journey.id}\u0000${b.instance.id}`];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Never negative: what is no number is worth nothing. */
export function worthFor({ value }: Pick<Worth, 'value'>, view: Pick<View, 'trait'>): number {
  const found = typeof value === 'number' ? value : view.trait(value.trait);
  return typeof found === 'number' && found > 0 ? found : 0;
}

/** So that a score reads well, and machines agree on it. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
