/** The months of a report: a month without a purchase is a zero, not a leap. */
import type { MonthRow } from './report.ts';

/** From the first month to the last one, each once; those that are not given have nothing in them. */
export function everyMonth(months: readonly MonthRow[]): readonly MonthRow[] {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  const known = new Map(months.map((row) => [row.month, row]));
  const from = numberOf(first.month);
  return Array.from({ length: numberOf(last.month) - from + 1 }, (_, i) => {
    const month = nameOf(from + i);
    return known.get(month) ?? { month, orders: 0, buyers: 0, revenue: 0 };
  });
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function nameOf(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
