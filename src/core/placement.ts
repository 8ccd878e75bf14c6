/**
 * Which candidate of a placement a customer sees, and why not the others. Pure.
 *
 * O1. A function of the customer, the placement, the context, the plan and now; nothing is changed and nothing is counted. What was shown counts when its exposure
 *     has come back.
 * O2. A candidate is left out by the first of: who it is for, its limit, suppression and consent, caps of the placement's channel, the global control group, and
 *     what the caller says that it lacks. Those left are compared by the score of arbitration; equal scores in the order of the definition.
 * O3. Somebody whom nobody knows gets the fallback.
 */
import { hashUnit } from '../base/index.ts';
import type { PlacementContent } from '../define/index.ts';
import type { Customer } from './customer.ts';
import { type CompiledCandidate, type CompiledPlacement, type ScorePart, scoreOf, shownOf, worthFor } from './decide/index.ts';
import type { JsonObject } from './entry.ts';
import { capped, channelClosed, type GuardContext, type Refusal, refusal, suppress, zoneOf } from './guard/index.ts';
import { type View, viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';

/** Why a candidate is left out: a rule as in verdicts, or `condition`, `limit`, `customer.unknown`, or what the caller says. */
export interface LeftOut {
  readonly rule: string;
  readonly read: JsonObject;
}

export interface WeighedCandidate {
  readonly candidate: string;
  /** Absent of one that can be shown. */
  readonly leftOut?: LeftOut;
  readonly score?: number;
  readonly parts?: Readonly<Record<ScorePart, number>>;
  /** The candidate that is shown instead. */
  readonly lostTo?: string;
}

export interface PlacementChoice {
  readonly placement: string;
  readonly version: number;
  /** Undefined: the fallback. */
  readonly chosen: string | undefined;
  readonly content: PlacementContent;
  /** In the order of the definition. */
  readonly candidates: readonly WeighedCandidate[];
}

export interface PlacementQuestion {
  readonly placement: CompiledPlacement;
  /** What conditions read under `property.`. */
  readonly context: JsonObject;
  readonly plan: Plan;
  /** Ms, on the clock of `at`. */
  readonly now: number;
  /** Why a candidate cannot be shown although all else speaks for it. */
  readonly lacks?: (candidate: CompiledCandidate) => LeftOut | undefined;
}

const NOBODY: LeftOut = { rule: 'customer.unknown', read: {} };

/** Undefined customer: nobody knows who it is. */
export function decidePlacement(customer: Customer | undefined, question: PlacementQuestion): PlacementChoice {
  const { placement, plan, now } = question;
  const view = customer && viewOf(customer.known, plan.know, now);
  const asked = placement.candidates.map((candidate) => ({
    candidate,
    leftOut: customer && view ? leftOutOf(candidate, { ...question, customer, view }) : NOBODY,
  }));
  const open = asked.filter(({ leftOut }) => !leftOut).map(({ candidate }) => candidate);
  const values = new Map(open.map((candidate) => [candidate, worthFor(candidate.worth, view!)]));
  const highest = Math.max(...values.values(), 0);
  const scores = new Map(
    open.map((candidate) => {
      const since = candidate.since === undefined ? undefined : view!.trait(candidate.since);
      const weighed = {
        priority: candidate.worth.priority ?? 0,
        value: values.get(candidate)!,
        highest,
        lately: shownOf(candidate.lately, view!),
        since: typeof since === 'number' ? since : undefined,
        now,
      };
      return [candidate, scoreOf(plan.placements.weights, weighed)] as const;
    }),
  );
  const [best] = [...open].sort((a, b) => scores.get(b)!.score - scores.get(a)!.score);
  return {
    placement: placement.id,
    version: placement.version,
    chosen: best?.id,
    content: best?.content ?? placement.fallback,
    candidates: asked.map(({ candidate, leftOut }) => ({
      candidate: candidate.id,
      ...(leftOut ? { leftOut } : scores.get(candidate)),
      ...(!leftOut && candidate !== best && { lostTo: best!.id }),
    })),
  };
}

type Asked = PlacementQuestion & { readonly customer: Customer; readonly view: View };

function leftOutOf(candidate: CompiledCandidate, asked: Asked): LeftOut | undefined {
  const { view, context } = asked;
  const { when, limit } = candidate;
  const own = when && view.withEvent({ properties: context });
  if (own && !when.test(own)) return { rule: 'condition', read: when.read(own) };
  if (limit?.reached.test(view)) return { rule: 'limit', read: { shown: shownOf(limit.reached, view), max: limit.max } };
  const refused = guarded(candidate, asked);
  if (refused) return { rule: refused.rule, read: refused.read };
  const { recommend } = candidate.content;
  if (recommend !== undefined && view.withEvent({ properties: context }).recommended(recommend).length === 0)
    return { rule: 'recommendation', read: { recommendation: recommend } };
  return asked.lacks?.(candidate);
}

/** What guard would say of a message for the same purpose; quiet hours are for messages only. */
function guarded({ purpose }: CompiledCandidate, { customer, view, plan, placement, now }: Asked): Refusal | undefined {
  const { messageClass, channel = '' } = placement;
  const context: GuardContext = { plan: plan.guard, state: customer.guard, view, now };
  const asked = { channel, purpose: purpose ?? '', messageClass };
  const refused = purpose === undefined ? channel !== '' && channelClosed(context, channel) : refusal(context, asked);
  if (refused) return refused;
  if (channel !== '' && messageClass !== 'transactional') {
    const full = capped(context, asked);
    if (full) return full;
  }
  if (purpose === undefined || messageClass !== 'marketing' || !inControl(customer, plan)) return undefined;
  return suppress('holdout.global', { timezone: zoneOf(context) });
}

/** As it stands since the first journey; of somebody who entered none, as it would be drawn. */
function inControl(customer: Customer, plan: Plan): boolean {
  const { globalControl } = plan.journeys;
  if (globalControl === 0) return false;
  return customer.journeys.globalControl ?? hashUnit(plan.seed, `${customer.id}\u0000global_control`) < globalControl;
}
