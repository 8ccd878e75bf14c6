/** base: ids, durations, calendar, decimals, hashing, errors. Imports nothing of the product. */
export { BUCKET_PARTS, bucketOf } from './bucket.ts';
export { ByteReader, ByteWriter } from './bytes.ts';
export {
  assertTimeZone,
  type CalendarUnit,
  clockMs,
  dayOf,
  dayStart,
  dayText,
  instantOf,
  localMsOfDay,
  offsetAt,
  periodOf,
  periodStart,
  type TimeZone,
} from './calendar.ts';
export { mapConcurrently } from './concurrent.ts';
export { addScaled, divideScaled, fromScaled, multiplyScaled, SCALE, SCALED_MAX, type Scaled, toScaled } from './decimal.ts';
export {
  addDistributions,
  createRecorder,
  type Distribution,
  LATENCY_BOUNDS_MS,
  quantileOf,
  type Recorder,
  shareWithin,
} from './distribution.ts';
export { DAY, DURATION_PATTERN, type Duration, durationMs, HOUR, MINUTE, SECOND, WEEK } from './duration.ts';
export type { ErrorCode } from './error-code.ts';
export { ERRORS, type ErrorKind } from './errors.ts';
export { type Circle, circleOf, HALF_DEGREE, isWithin, SINE } from './great-circle.ts';
export { hash32, hash53, hashUnit } from './hash.ts';
export { type Address, type CustomerId, customerBornAt, customerIdOf, effectIdOf } from './ids.ts';
export { type Language, languageOf } from './language.ts';
export { partitionOf, partitionOfKey, ROW_PLACE } from './partition.ts';
export { compilePattern, PATTERN_LENGTH_MAX, type Pattern } from './pattern.ts';
export { type Hinting, hintingWith, type Said, type Sayable, type Saying, saidIn, sayingWith, verbatim } from './said.ts';
export { TIME_ZONES } from './time-zones.ts';
export { type Understanding, understandingWith, unfilled } from './understood.ts';
export { VERSION_PATTERN, versionKey } from './version.ts';

export { type ErrorDetails, messageOf, VolanoError, wordsOf } from './volano-error.ts';
export { kindOf } from './words.ts';
