/** A share with what can be said of it: of a sample an interval, of all it is what it is. */
import { wilson } from '../lift/index.ts';

export interface Share {
  readonly count: number;
  readonly of: number;
  /** 0 to 1. */
  readonly share: number;
  /** 95 % interval by Wilson's score (1927); of all there are, the share itself. */
  readonly low: number;
  readonly high: number;
}

const LEVEL = 0.95;

/** Undefined of nothing. `isSample`: whether they were drawn from more. */
export function shareOf(count: number, of: number, isSample: boolean): Share | undefined {
  if (of === 0) return undefined;
  const share = count / of;
  if (!isSample) return { count, of, share, low: share, high: share };
  const { low, high } = wilson({ converted: count, customers: of }, LEVEL);
  // At the ends Wilson's interval ends there too, but for the last digit of a floating point number.
  return { count, of, share, low: count === 0 ? 0 : low, high: count === of ? 1 : high };
}
