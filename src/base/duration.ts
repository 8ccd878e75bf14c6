import { VolanoError } from './volano-error.ts';

/** A fixed span of time: a whole number and a unit, e.g. `"45s"`, `"30m"`, `"4h"`, `"7d"`, `"2w"`. A day is 24 hours. */
export type Duration = string;

/** Milliseconds of a second. */
export const SECOND = 1_000;
/** Milliseconds of a minute. */
export const MINUTE: number = 60 * SECOND;
/** Milliseconds of an hour. */
export const HOUR: number = 60 * MINUTE;
/** Milliseconds of 24 hours. */
export const DAY: number = 24 * HOUR;
/** Milliseconds of seven times 24 hours. */
export const WEEK: number = 7 * DAY;

const UNITS: Record<string, number> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: WEEK };
/** A whole number and a unit. */
export const DURATION_PATTERN: RegExp = /^(\d{1,13})(ms|s|m|h|d|w)$/;

/** Milliseconds of a duration. Throws VOLANO_DURATION_INVALID. */
export function durationMs(duration: Duration): number {
  const match = DURATION_PATTERN.exec(duration);
  const unit = UNITS[match?.[2] ?? ''];
  if (!match || unit === undefined) throw new VolanoError('VOLANO_DURATION_INVALID', { value: duration });
  return Number(match[1]) * unit;
}
