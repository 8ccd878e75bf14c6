/**
 * When an event happened.
 *
 * Wall clock: the sender's clock may be wrong, but its difference to `sentAt` is right, so time = receivedAt - (sentAt - timestamp); without
 * `sentAt` the time is taken as it stands, without any time it is receivedAt. A time in the future is clamped to 5 minutes ahead.
 * Event time (replaying history): the time is the sender's as it stands, must be given and lie in the declared range.
 *
 * `timestamp` goes before `originalTimestamp`: a client that sends both means the first as the time of the event.
 */

import type { Sayable } from '../../base/index.ts';
import { MINUTE } from '../../base/index.ts';
import type { Json, JsonObject } from '../../core/index.ts';
import { said } from '../said.ts';
import { instantOfValue } from './instant.ts';
import { invalid, Refusal } from './refusal.ts';

/** Milliseconds since 1970 UTC, both inclusive. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const AHEAD_MAX: number = 5 * MINUTE;
const SINCE_1970: TimeRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** `eventTime`: the declared range when history is replayed. */
export interface TimeRules {
  readonly receivedAt: number;
  readonly eventTime?: TimeRange | undefined;
}

export function timeOf(item: JsonObject, batchSentAt: Json | undefined, rules: TimeRules): number | Refusal {
  const field = item.timestamp != null ? 'timestamp' : 'originalTimestamp';
  const own = item[field];
  const original = own == null ? undefined : instantOfValue(own);
  if (own != null && original === undefined) return notATime(field);
  // When history is replayed, nobody asks when it was sent.
  if (rules.eventTime) return timeFrom({ original, sentAt: undefined, field }, rules);
  const sentField = item.sentAt ?? batchSentAt;
  const sentAt = sentField == null ? undefined : instantOfValue(sentField);
  if (sentField != null && sentAt === undefined) return notATime('sentAt');
  return timeFrom({ original, sentAt, field }, rules);
}

/** What the sender's clock showed, ms. */
export interface SenderTimes {
  /** When it happened. */
  readonly original: number | undefined;
  readonly sentAt: number | undefined;
  /** The field that said when it happened. */
  readonly field: string;
}

export function timeFrom({ original, sentAt, field }: SenderTimes, rules: TimeRules): number | Refusal {
  if (rules.eventTime) {
    if (original === undefined) return invalid('timestamp', said`is missing; history is replayed by the time of each event`);
    return inRange(original, rules.eventTime, field);
  }
  if (original === undefined) return rules.receivedAt;
  const corrected = sentAt === undefined ? original : rules.receivedAt - (sentAt - original);
  return inRange(Math.min(corrected, rules.receivedAt + AHEAD_MAX), SINCE_1970, field);
}

function notATime(field: string): Refusal {
  return invalid(field, said`is no time; write ISO 8601, e.g. "2026-03-01T09:30:00Z", or milliseconds since 1970`);
}

function inRange(time: number, range: TimeRange, field: string): number | Refusal {
  if (time >= range.from && time <= range.to) return time;
  return new Refusal('VOLANO_CALL_TIME_OUT_OF_RANGE', field, { value: text(time), from: text(range.from), to: text(range.to) });
}

function text(instant: number): Sayable {
  return Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : said`the end of time`;
}
