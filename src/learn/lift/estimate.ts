/**
 * Differences between treated and held-out customers, with intervals, from sufficient statistics. Pure.
 *
 * E1. Everything is by assignment: what a customer was assigned to counts, not what they got.
 * E2. An arm with fewer than two customers gives no interval: `low` and `high` are null, never a guess.
 */
import { chiSquareTail, normalQuantile, studentQuantile } from './distributions.ts';

/** Sums over the customers of one arm. y: what is measured after the exposure; x: revenue in as long a time before it. */
export interface ArmSums {
  readonly customers: number;
  readonly converted: number;
  readonly y: number;
  readonly yy: number;
  readonly x: number;
  readonly xx: number;
  readonly xy: number;
}

/** treatment - holdout. */
export interface Estimate {
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface AdjustedEstimate extends Estimate {
  /** Share of the variance that the covariate has taken away, 0 to 1. */
  readonly varianceReduced: number;
}

/**
 * Difference of two proportions: Newcombe's hybrid score interval, method 10 of R. G. Newcombe (1998), "Interval estimation for the difference
 * between independent proportions", Statistics in Medicine 17: Wilson's intervals of both, joined. Holds near 0 and 1 and in small arms.
 */
export function proportionDifference(treatment: ArmSums, holdout: ArmSums, level: number): Estimate {
  const difference = share(treatment) - share(holdout);
  if (treatment.customers < 2 || holdout.customers < 2) return { difference, low: null, high: null };
  const [a, b] = [wilson(treatment, level), wilson(holdout, level)];
  const [p, q] = [share(treatment), share(holdout)];
  return {
    difference,
    low: difference - Math.hypot(p - a.low, b.high - q),
    high: difference + Math.hypot(a.high - p, q - b.low),
  };
}

/** Wilson's score interval (E. B. Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22). */
export function wilson({ converted, customers }: Pick<ArmSums, 'converted' | 'customers'>, level: number): { low: number; high: number } {
  const z = normalQuantile((1 + level) / 2);
  const p = converted / customers;
  const centre = p + z ** 2 / (2 * customers);
  const half = z * Math.sqrt((p * (1 - p)) / customers + z ** 2 / (4 * customers ** 2));
  const scale = 1 + z ** 2 / customers;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

/**
 * Difference of two means with Welch's interval (B. L. Welch 1947, "The generalization of Student's problem when several different
 * population variances are involved", Biometrika 34; degrees of freedom by its equation 28 as Satterthwaite gives them).
 */
export function meanDifference(treatment: ArmSums, holdout: ArmSums, level: number): Estimate {
  return welch(plain(treatment), plain(holdout), level);
}

/**
 * The same with the covariate's part taken out: CUPED, A. Deng, Y. Xu, R. Kohavi, T. Walker (2013), "Improving the sensitivity of online
 * controlled experiments by utilizing pre-experiment data", WSDM, equations 4 and 5, with theta = cov(x, y) / var(x) within the arms, pooled.
 */
export function adjustedDifference(treatment: ArmSums, holdout: ArmSums, level: number): AdjustedEstimate {
  const within = (product: (arm: ArmSums) => number): number => product(treatment) + product(holdout);
  const varianceX = within(({ customers, x, xx }) => centred(xx, x, { other: x, customers }));
  const covariance = within(({ customers, x, y, xy }) => centred(xy, x, { other: y, customers }));
  const theta = varianceX > 0 ? covariance / varianceX : 0;
  const adjusted = welch(reduced(treatment, theta), reduced(holdout, theta), level);
  const before = varianceOf(plain(treatment)) + varianceOf(plain(holdout));
  const after = varianceOf(reduced(treatment, theta)) + varianceOf(reduced(holdout, theta));
  return { ...adjusted, varianceReduced: before > 0 ? Math.max(0, 1 - after / before) : 0 };
}

/**
 * How likely arms as unequal as these are when customers fall into the holdout as the journey says: chi-square with one degree of freedom.
 * Below 0.001 something is wrong with the assignment, and the differences mean nothing. Null when nobody was to be held out.
 * A. Fabijan et al. (2019), "Diagnosing sample ratio mismatch in online controlled experiments", KDD.
 */
export function sampleRatio(customers: {
  readonly treatment: number;
  readonly holdout: number;
  readonly expectedHoldout: number;
}): number | null {
  const total = customers.treatment + customers.holdout;
  const expected = customers.expectedHoldout;
  if (!(expected > 0 && expected < total)) return null;
  const off = (customers.holdout - expected) ** 2;
  return chiSquareTail(off / expected + off / (total - expected));
}

interface Moments {
  readonly customers: number;
  readonly mean: number;
  /** Sum of squared deviations. */
  readonly squares: number;
}

function plain({ customers, y, yy }: ArmSums): Moments {
  return { customers, mean: customers > 0 ? y / customers : 0, squares: centred(yy, y, { other: y, customers }) };
}

/** y - theta x. */
function reduced({ customers, y, yy, x, xx, xy }: ArmSums, theta: number): Moments {
  const squares =
    centred(yy, y, { other: y, customers }) -
    2 * theta * centred(xy, x, { other: y, customers }) +
    theta ** 2 * centred(xx, x, { other: x, customers });
  return { customers, mean: customers > 0 ? (y - theta * x) / customers : 0, squares: Math.max(squares, 0) };
}

function centred(product: number, one: number, { other, customers }: { other: number; customers: number }): number {
  return customers > 0 ? product - (one * other) / customers : 0;
}

/** Of the mean. */
function varianceOf({ customers, squares }: Moments): number {
  return customers < 2 ? 0 : squares / (customers - 1) / customers;
}

function welch(treatment: Moments, holdout: Moments, level: number): Estimate {
  const difference = treatment.mean - holdout.mean;
  if (treatment.customers < 2 || holdout.customers < 2) return { difference, low: null, high: null };
  const [a, b] = [varianceOf(treatment), varianceOf(holdout)];
  if (a + b === 0) return { difference, low: difference, high: difference };
  const freedom = (a + b) ** 2 / (a ** 2 / (treatment.customers - 1) + b ** 2 / (holdout.customers - 1));
  const half = studentQuantile((1 + level) / 2, Math.max(freedom, 1)) * Math.sqrt(a + b);
  return { difference, low: difference - half, high: difference + half };
}

function share({ converted, customers }: ArmSums): number {
  return customers > 0 ? converted / customers : 0;
}
