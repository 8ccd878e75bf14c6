/**
 * Numbers of the product are decimals with four places, held as scaled integers (`Scaled`): sums are exact and
 * do not depend on the order of the events. The warehouse SQL uses the same scale and the same rounding.
 */

/** A decimal times 10,000, as a safe integer. */
export type Scaled = number;

/** Scaled units in 1. */
export const SCALE = 10_000;
/** The largest magnitude a decimal may have: 2^53 - 1 scaled units, about 900.7 billion. */
export const SCALED_MAX: Scaled = Number.MAX_SAFE_INTEGER;

/** Below it a product is exact in a double and truncating its quotient is, too; above it big integers do the work. */
const EXACT_MAX = 2 ** 50;

/** Rounds half away from zero to four places. Undefined when the number is not finite or out of range. */
export function toScaled(value: number): Scaled | undefined {
  const magnitude = Math.floor(Math.abs(value) * SCALE + 0.5);
  if (!(magnitude <= SCALED_MAX)) return undefined;
  return value < 0 && magnitude !== 0 ? -magnitude : magnitude;
}

/** The plain number of a decimal. */
export function fromScaled(value: Scaled): number {
  return value / SCALE;
}

/** Sum, saturating at the range's ends so that an overflow is visible and never wraps. */
export function addScaled(a: Scaled, b: Scaled): Scaled {
  const sum = a + b;
  if (sum > SCALED_MAX) return SCALED_MAX;
  return Math.max(sum, -SCALED_MAX);
}

/** Product of two decimals, truncated toward zero at the fourth place; undefined when out of range. */
export function multiplyScaled(a: Scaled, b: Scaled): Scaled | undefined {
  const product = a * b;
  if (Math.abs(product) < EXACT_MAX) return Math.trunc(product / SCALE) + 0; // -0 + 0 is 0: one number, one encoding
  return inRange((BigInt(a) * BigInt(b)) / BigInt(SCALE));
}

/** Quotient of two decimals, truncated toward zero at the fourth place; undefined for a zero divisor. */
export function divideScaled(a: Scaled, b: Scaled): Scaled | undefined {
  if (b === 0) return undefined;
  const dividend = a * SCALE;
  if (Math.abs(dividend) < EXACT_MAX) return Math.trunc(dividend / b) + 0;
  return inRange((BigInt(a) * BigInt(SCALE)) / BigInt(b));
}

function inRange(value: bigint): Scaled | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}
