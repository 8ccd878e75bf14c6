/** Quiet hours by the clock on the customer's wall. */
import { DAY, dayOf, instantOf, localMsOfDay, type TimeZone } from '../../base/index.ts';
import type { QuietHours } from './plan.ts';

/** Whether the clock shows a quiet time, so both passes of an hour that daylight saving repeats count alike. */
export function isQuiet({ from, to }: QuietHours, instant: number, zone: TimeZone): boolean {
  const clock = localMsOfDay(instant, zone);
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

/**
 * The end of the quiet hours that hold the instant: when the clock next shows `to`; the end of the gap when daylight saving skips it;
 * in the second pass of a repeated hour, its second showing.
 */
export function quietUntil(hours: QuietHours, instant: number, zone: TimeZone): number {
  const clock = localMsOfDay(instant, zone);
  const day = dayOf(instant, zone) + (clock < hours.to ? 0 : 1);
  const edge = instantOf(day, hours.to, zone);
  const until = edge > instant ? edge : instant + ((hours.to - clock + DAY) % DAY);
  return isQuiet(hours, until, zone) ? quietUntil(hours, until, zone) : until;
}
