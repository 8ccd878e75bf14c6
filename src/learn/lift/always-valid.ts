/** Intervals of a share that may be looked at after every customer. Pure. */
import { logGamma } from './distributions.ts';

/** So many of so many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * A confidence sequence: whoever looks as often as they like, and stops when they like, is wrong at all with a probability of at most 1 - level, where
 * Wilson's interval holds for one look. It is every share p at which the likelihood, against its mean over a uniform prior, is above 1 - level:
 * B(1 + s, 1 + f) / (p^s (1 - p)^f) < 1 / (1 - level). H. Robbins (1970), "Statistical methods related to the law of the iterated logarithm", Annals of
 * Mathematical Statistics 41, with Ville's inequality; S. R. Howard, A. Ramdas, J. McAuliffe, J. Sekhon (2021), "Time-uniform, nonparametric, nonasymptotic
 * confidence sequences", Annals of Statistics 49. Of nobody it is [0, 1].
 */
export function alwaysValid({ count, of }: Share, level: number): Interval {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, ${level} does not`);
  if (!(count >= 0 && count <= of)) throw new RangeError(`${count} of ${of} is no share`);
  if (of === 0) return { low: 0, high: 1 };
  const failed = of - count;
  const mean = logGamma(count + 1) + logGamma(failed + 1) - logGamma(of + 2);
  const isInside = (p: number): boolean => mean - product(count, p) - product(failed, 1 - p) < -Math.log(1 - level);
  const centre = count / of;
  return { low: edge(0, centre, isInside), high: edge(1, centre, isInside) };
}

/** The last point of the way from `inside` to `outside` that is inside. */
function edge(outside: number, inside: number, isInside: (p: number) => boolean): number {
  if (isInside(outside)) return outside;
  let [far, near] = [outside, inside];
  for (let step = 0; step < 60; step++) {
    const middle = (far + near) / 2;
    if (isInside(middle)) near = middle;
    else far = middle;
  }
  return near;
}

/** times * ln p, with 0 ln 0 = 0. */
function product(times: number, p: number): number {
  return times === 0 ? 0 : times * Math.log(p);
}
