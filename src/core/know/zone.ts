/** Where a customer's clock stands. */
import { assertTimeZone, type TimeZone } from '../../base/index.ts';
import type { View } from './condition.ts';

/** Id of the trait that holds it. */
export const ZONE_TRAIT = 'timezone';

/** The customer's time zone (trait `timezone`); the workspace's when it is missing or unknown to the tz database. */
export function zoneOfCustomer(view: Pick<View, 'trait'>, workspace: TimeZone): TimeZone {
  const zone = view.trait(ZONE_TRAIT);
  if (typeof zone !== 'string' || zone === workspace) return workspace;
  try {
    assertTimeZone(zone);
    return zone;
  } catch {
    return workspace;
  }
}
