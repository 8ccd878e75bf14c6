/** What starts a journey. */
import type { Duration } from '../base/index.ts';
import type { Condition } from './condition.ts';

/** An event as it arrives: exact name, and what its properties must fulfil. */
export interface EventMatch {
  readonly event: string;
  readonly where?: Condition;
}

/** What starts a journey. */
export type Trigger = EventTrigger | SegmentTrigger | DateTrigger | ScheduleTrigger | StartTrigger;

/** `maxAge` (default "1h"): how old an event may be at its arrival and still trigger. */
export interface EventTrigger extends EventMatch {
  readonly type: 'event';
  readonly maxAge?: Duration;
}

/** The customer enters the segment (default), or leaves it. */
export interface SegmentTrigger {
  readonly type: 'segment';
  readonly segment: string;
  readonly on?: 'enter' | 'exit';
}

/** Time of day `HH:MM`, from 00:00 to 23:59. */
export type ClockTime = string;

/**
 * A date of the customer's: a birthday, the day a contract ends. The trait is of type time (its date in the workspace's time zone) or a text that
 * begins with a date (`1990-05-12`); one without a year (`--05-12`, `05-12`) does for `every: 'year'`. It starts at `at` in the customer's
 * time zone (trait `timezone`, else the workspace's), once per occurrence.
 *
 * - `on`: that day, or the first day of its month.
 * - `every`: `once`, on the date itself; or each `year` after the date's own. February 29 is February 28 in common years.
 * - `daysBefore`: so many days earlier, 365 at most.
 *
 * An occurrence that passed before the customer or the date was known does not start the journey later.
 */
export interface DateTrigger {
  readonly type: 'date';
  readonly trait: string;
  readonly on: 'day' | 'month';
  readonly every: 'once' | 'year';
  readonly daysBefore?: number;
  readonly at: ClockTime;
}

/**
 * At `at` in the customer's time zone, for everybody or with `segment` for its members at that moment:
 *
 * - `every`: each day, week (on `weekday`, Monday is 1) or month (on `day`; beyond its end, on its last);
 * - `rule`: on days that come again by a rule of RFC 5545 (`FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`), from the date `from` on;
 * - `date`: once, on that date: a broadcast.
 *
 * One of the three. Dates are written `2026-01-05`.
 */
export interface ScheduleTrigger {
  readonly type: 'schedule';
  readonly every?: 'day' | 'week' | 'month';
  readonly weekday?: number;
  readonly day?: number;
  readonly rule?: string;
  readonly from?: string;
  readonly date?: string;
  readonly at: ClockTime;
  readonly segment?: string;
}

/** By name: by a step of another journey. What is handed over is at hand as properties of an event would be. */
export interface StartTrigger {
  readonly type: 'start';
}
