/**
 * Paths that read the event itself instead of its properties. They begin with `$` and stand wherever a path of a property does that is read of an event as it
 * comes: in filters, aggregates, and what is matched of two events.
 */

/** What the clock showed at the event's time. Weekdays from 1 (Monday) to 7; `clock` is a text `HH:MM`. */
export const CLOCK_PARTS = ['year', 'quarter', 'month', 'day', 'weekday', 'hour', 'minute', 'clock'] as const;
/** Of a date and time on a clock. */
export type ClockPart = (typeof CLOCK_PARTS)[number];

/**
 * `time`: on the workspace's clock; `local_time`: on the clock of the zone that the event's `context.timezone` names, else the workspace's. `context`: by its own
 * path. `source`: whose write key sent the event.
 */
export type EventPath =
  | { readonly of: 'source' }
  | { readonly of: 'context'; readonly path: string }
  | { readonly of: 'time' | 'local_time'; readonly part: ClockPart };

/** What a path reads of the event itself; undefined when it is the path of a property. */
export function eventPathOf(path: string): EventPath | undefined {
  if (path === '$source') return { of: 'source' };
  const [, of, rest = ''] = /^\$(context|time|local_time)\.(.+)$/s.exec(path) ?? [];
  if (of === 'context') return { of, path: rest };
  if ((of === 'time' || of === 'local_time') && (CLOCK_PARTS as readonly string[]).includes(rest)) return { of, part: rest as ClockPart };
  return undefined;
}

/** Whether what the path reads is in the event's context. */
export function readsContext(path: string): boolean {
  const found = eventPathOf(path);
  return found?.of === 'context' || found?.of === 'local_time';
}
