/** When people shop: the Chinese retail year, the week and the hours of the day. All in Asia/Shanghai, which has no daylight saving. */
import type { Random } from './random.ts';

export const DAY_MS = 86_400_000;
export const ZONE_OFFSET_MS: number = 8 * 3_600_000;
/** The generated year: 2025 in Asia/Shanghai. */
export const YEAR_FROM: number = Date.UTC(2025, 0, 1) - ZONE_OFFSET_MS;
export const DAYS = 365;
/** Lives go on a little longer, for those who watch on. */
export const HORIZON_DAYS = 400;
export const YEAR_TO: number = YEAR_FROM + DAYS * DAY_MS;

/** No day is busier than this many ordinary ones. */
export const SEASON_MAX = 5;

const ONLINE_HOURS = [3, 1, 1, 0.5, 0.5, 1, 2, 4, 5, 6, 7, 7, 9, 8, 6, 6, 6, 7, 8, 9, 12, 13, 11, 6];
const STORE_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 6, 7, 7, 8, 9, 9, 9, 8, 9, 8, 5, 0, 0];
const CAMPAIGNS: readonly { readonly from: number; readonly to: number; readonly factor: number }[] = [
  { from: dayOfYear(1, 10), to: dayOfYear(1, 26), factor: 1.5 }, // before Spring Festival
  { from: dayOfYear(1, 28), to: dayOfYear(2, 4), factor: 0.4 }, // Spring Festival
  { from: dayOfYear(3, 5), to: dayOfYear(3, 8), factor: 1.8 },
  { from: dayOfYear(5, 18), to: dayOfYear(5, 20), factor: 1.6 },
  { from: dayOfYear(6, 1), to: dayOfYear(6, 15), factor: 1.4 },
  { from: dayOfYear(6, 16), to: dayOfYear(6, 18), factor: 3.2 },
  { from: dayOfYear(10, 25), to: dayOfYear(11, 9), factor: 1.5 },
  { from: dayOfYear(11, 10), to: dayOfYear(11, 11), factor: 4 },
  { from: dayOfYear(11, 12), to: dayOfYear(11, 20), factor: 0.7 },
  { from: dayOfYear(12, 10), to: dayOfYear(12, 12), factor: 2 },
];

/** Demand on a day of the year (0 = 1 January) relative to an ordinary weekday; at most SEASON_MAX. */
export function seasonFactor(day: number): number {
  const campaign = CAMPAIGNS.find((period) => day >= period.from && day <= period.to)?.factor ?? 1;
  // 1 January 2025 was a Wednesday: day 3 is a Saturday.
  const weekday = (day + 2) % 7;
  return Math.min(SEASON_MAX, campaign * (weekday >= 5 ? 1.25 : 1));
}

/** An instant on that day, drawn from the hours in which people are online or the stores are open. */
export function momentOn(day: number, place: 'online' | 'store', random: Random): number {
  const hour = random.weighted(place === 'store' ? STORE_HOURS : ONLINE_HOURS);
  return YEAR_FROM + day * DAY_MS + hour * 3_600_000 + Math.floor(random.next() * 3_600_000);
}

/** There is a menu contest each month; of a local date `YYYY-MM-DD`. */
export function contestOf(date: string): string {
  return `menu-${date.slice(0, 7)}`;
}

function dayOfYear(month: number, day: number): number {
  return Math.round((Date.UTC(2025, month - 1, day) - Date.UTC(2025, 0, 1)) / DAY_MS);
}
