/** Helpers that build the trigger of a journey. */
import type { Duration } from '../../base/index.ts';
import type { DateTrigger, ScheduleTrigger, Trigger } from '../trigger.ts';
import { type ConditionInput, whereOf } from './conditions.ts';

/** A journey starts when this event arrives, at most `maxAge` old (default "1h"). */
export function onEvent(event: string, options: { readonly where?: ConditionInput; readonly maxAge?: Duration } = {}): Trigger {
  const { where, maxAge } = options;
  return { type: 'event', event, ...(maxAge !== undefined && { maxAge }), ...whereOf(where) };
}

/** A journey starts when the customer enters this segment. */
export function onSegment(segment: string): Trigger {
  return { type: 'segment', segment };
}

/** A journey starts when the customer leaves this segment. */
export function onSegmentExit(segment: string): Trigger {
  return { type: 'segment', segment, on: 'exit' };
}

/** A journey starts on the date in this trait, by default on that day each year after it. `at`: time of day where the customer is. */
export function onDate(
  trait: string,
  options: Pick<DateTrigger, 'at'> & Partial<Pick<DateTrigger, 'on' | 'every' | 'daysBefore'>>,
): Trigger {
  return { type: 'date', trait, on: 'day', every: 'year', ...options };
}

/** A journey starts each day, week (`weekday`, Monday is 1) or month (`day`), by a `rule` of RFC 5545 from a date on, or once on a `date`; for everybody or the members of `segment`. */
export function onSchedule(options: Omit<ScheduleTrigger, 'type'>): Trigger {
  return { type: 'schedule', ...options };
}

/** A journey starts by name: by a step of another journey. */
export function onStart(): Trigger {
  return { type: 'start' };
}
