/** Values inside the evaluator and how they compare. Documented for people in docs/conditions.md, cited by number. */
import { dayStart, type TimeZone } from '../../base/index.ts';
import type { Scalar } from '../../define/index.ts';
import type { Json } from '../entry.ts';

/**
 * A value of a trait or property; undefined is missing, and an empty list is missing (1.1). Numbers are plain, except where a node
 * says `scaled`. Times are ms since 1970 UTC.
 */
export type Value = Scalar | readonly Scalar[] | undefined;

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** The part of a JSON value that conditions can read: a scalar, or the scalars of a list (1.1). */
export function valueOfJson(json: Json | undefined): Value {
  if (isScalar(json)) return json;
  return Array.isArray(json) ? listValue(json) : undefined;
}

export function listValue(items: readonly unknown[]): Value {
  const scalars = items.filter(isScalar);
  return scalars.length > 0 ? scalars : undefined;
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d)))?$/;

/** An instant, ms (1.4): a number; a date (the start of that day in the zone); a date-time with zone. Undefined for anything else. */
export function timeOf(value: Value, zone: TimeZone): number | undefined {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? TIME.exec(value) : null;
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const possible = new Date(midnight).getUTCDate() === Number(day) && Number(month) >= 1 && Number(month) <= 12;
  if (!possible || Number(year) < 1900 || Number(year) > 2299) return undefined;
  if (hour === undefined) return dayStart(midnight / 86_400_000, zone);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || Number(offsetHours) > 23 || Number(offsetMinutes) > 59)
    return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -60_000 : 60_000);
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return midnight + Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1_000 + milliseconds - (sign ? offset : 0);
}

/** Sign of a - b for two numbers, or two texts by code points; undefined for everything else (2.2). */
export function order(a: Scalar | undefined, b: Scalar | undefined): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return undefined;
}

/** Order of texts by Unicode code points, as the warehouse sorts their UTF-8 bytes. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // A surrogate (code point from U+10000) sorts after every other code unit.
    if (isSurrogate(x) !== isSurrogate(y)) return isSurrogate(x) ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
