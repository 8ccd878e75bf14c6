/**
 * What may be said of the lift of several journeys at once. Pure.
 *
 * V1. Of all intervals that stand beside each other, two for each journey, at least one misses the truth in but 5 % of the cases: each is of 1 - 5 % / (2 k)
 *     (Bonferroni). The more journeys are looked at, the wider they are.
 * V2. Nothing is said where the arms are as unequal as chance hardly makes them, or too small for an interval.
 */
import type { Estimate, JourneyLift } from '../lift/index.ts';
import { normalQuantile } from '../lift/index.ts';

/** `unequal`: the arms are not what the draw should have made (V2). `small`: there is no interval yet. `undecided`: it holds 0. */
export type EffectVerdict = 'better' | 'worse' | 'undecided' | 'small' | 'unequal';

export interface JourneyEffect {
  readonly lift: JourneyLift;
  /** By conversions; and by revenue for each customer, adjusted for the time before. */
  readonly verdict: EffectVerdict;
  readonly revenueVerdict: EffectVerdict;
  /** About how many more customers it takes until the difference in conversions would show, if it is as large as it looks now; null where that is not the question, or nobody can say. */
  readonly moreCustomers: number | null;
}

/** How often at least one of all intervals misses the truth. */
const MISSED = 0.05;
/** How often a difference that is there would show. */
const POWER = 0.8;
const UNEQUAL = 0.001;
/** Beyond so many times the customers there are, it is no forecast any more. */
const TIMES_MAX = 100;

/** Of each interval, where so many journeys stand beside each other. */
export function levelFor(journeys: number): number {
  return 1 - MISSED / (2 * Math.max(1, journeys));
}

/** What may be said of one journey, at the level of its intervals. */
export function effectOf(lift: JourneyLift): JourneyEffect {
  const isUnequal = lift.sampleRatio !== null && lift.sampleRatio < UNEQUAL;
  const say = (estimate: Estimate): EffectVerdict => (isUnequal ? 'unequal' : verdictOf(estimate));
  const verdict = say(lift.conversionLift);
  return { lift, verdict, revenueVerdict: say(lift.revenueLiftAdjusted), moreCustomers: verdict === 'undecided' ? moreFor(lift) : null };
}

function verdictOf({ low, high }: Estimate): EffectVerdict {
  if (low === null || high === null) return 'small';
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'undecided';
}

/** The standard error shrinks with the root of the customers: so many times as many make (z + z') of it fit into the difference. */
function moreFor({ conversionLift: { difference, low, high }, level, treatment, holdout }: JourneyLift): number | null {
  if (low === null || high === null || difference === 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const error = (high - low) / (2 * z);
  const times = (((z + normalQuantile(POWER)) * error) / difference) ** 2;
  const there = treatment.customers + holdout.customers;
  return times > TIMES_MAX ? null : Math.max(1, Math.ceil(there * (times - 1)));
}
