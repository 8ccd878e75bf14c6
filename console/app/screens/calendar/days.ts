/** Days as they stand in a calendar. Pure; a day is `2026-01-05`, whatever the zone. */

const DAY_MS = 86_400_000;

export type View = 'month' | 'week';

/** The first and the last day that are shown around one: weeks begin on Monday. */
export function spanOf(day: string, view: View): { readonly from: string; readonly to: string } {
  if (view === 'week') {
    const from = mondayOf(day);
    return { from, to: shifted(from, 6) };
  }
  const first = `${day.slice(0, 8)}01`;
  const last = shifted(nextMonth(first), -1);
  return { from: mondayOf(first), to: shifted(mondayOf(last), 6) };
}

/** Every day from the one to the other. */
export function daysIn({ from, to }: { readonly from: string; readonly to: string }): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = shifted(day, 1)) days.push(day);
  return days;
}

/** The same day one view on, or back. */
export function moved(day: string, view: View, by: 1 | -1): string {
  if (view === 'week') return shifted(day, 7 * by);
  const first = `${day.slice(0, 8)}01`;
  return by === 1 ? nextMonth(first) : `${shifted(first, -1).slice(0, 8)}01`;
}

/** The day that it is in a zone. */
export function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** Noon of it, ms: the same day in every zone that is shown. */
export function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

function shifted(day: string, days: number): string {
  return new Date(noonOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function mondayOf(day: string): string {
  return shifted(day, -((new Date(noonOf(day)).getUTCDay() + 6) % 7));
}

function nextMonth(first: string): string {
  return `${shifted(first, 31).slice(0, 8)}01`;
}
