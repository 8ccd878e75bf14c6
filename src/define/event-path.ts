/**
 * Paths that read the event itself instead of its properties. They begin with `$` and stand wherever a path of a property does that is read of an event as it
 * comes: in filters, aggregates, and what is matched of two events.
 */

/** What the clock showed at the event's time. Weekdays from 1 (Monday) to 7; `clock` is a text `HH:MM`. */
export const CLOCK_PARTS = ['year', 'quarter', 'month', 'day', 'weekday', 'hour', 'minute', 'clock'] as const;
/** Of a date and time on a clock. */
export type ClockPart = (typeof CLOCK_PARTS)[number];

/** Objects that stand beside the properties. */
export type Beside = 'context' | 'traits';

/**
 * `time`: on the workspace's clock; `local_time`: on the clock of the zone that the event's `context.timezone` names, else the workspace's. `context`, `traits` (of
 * `$identify`): by its own path. `source`: whose write key sent the event.
 */
export type EventPath =
  | { readonly of: 'source' }
  | { readonly of: Beside; readonly path: string }
  | { readonly of: 'time' | 'local_time'; readonly part: ClockPart };

/** What a path reads of the event itself; undefined when it is the path of a property. */
export function eventPathOf(path: string): EventPath | undefined {
  if (path === '$source') return { of: 'source' };
  const [, of, rest = ''] = /^\$(context|traits|time|local_time)\.(.+)$/s.exec(path) ?? [];
  if (of === 'context' || of === 'traits') return { of, path: rest };
  if ((of === 'time' || of === 'local_time') && (CLOCK_PARTS as readonly string[]).includes(rest)) return { of, part: rest as ClockPart };
  return undefined;
}

/** What of the event the path looks into, beside its properties. The zone of a local clock stands in the context. */
export function besideOf(path: string): Beside | undefined {
  const found = eventPathOf(path);
  if (found?.of === 'local_time') return 'context';
  return found?.of === 'context' || found?.of === 'traits' ? found.of : undefined;
}
