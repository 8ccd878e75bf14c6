/** base: ids, durations, calendar, decimals, hashing, errors. Imports nothing of the product. */
export { type CalendarUnit, type TimeZone, assertTimeZone, clockMs, dayOf, dayStart, dayText, instantOf, localMsOfDay, offsetAt, periodOf, periodOfDay, periodStart } from './calendar.ts';
export { addScaled, divideScaled, fromScaled, multiplyScaled, SCALE, SCALED_MAX, type Scaled, toScaled } from './decimal.ts';
export { DAY, type Duration, DURATION_PATTERN, durationMs, HOUR, MINUTE, SECOND, WEEK } from './duration.ts';
export { type ErrorCode, type ErrorDetails, type ErrorKind, ERRORS, messageOf, VolanoError } from './errors.ts';
export { hash32, hash53, hashUnit } from './hash.ts';
export { type Address, type CustomerId, customerIdOf, effectIdOf } from './ids.ts';
