/** The model of a recommendation, slowly and obviously: what the SQL is held to. */
import { DAY, durationMs } from '../../base/index.ts';
import type { RecommendationDefinition } from '../../define/index.ts';
import { BASKET_ITEMS_MAX, BASKETS_MIN, CYCLES_MIN } from './sql.ts';

export interface Taking {
  readonly customer: string;
  readonly message: string;
  /** Ms. */
  readonly time: number;
  readonly item: string;
}

export interface ReferenceItem {
  readonly popularity: number;
  readonly cycleDays: number | undefined;
  /** Unrounded, of all others. */
  readonly sims: ReadonlyMap<string, number>;
}

/** By item; days are those of UTC. Every item is kept. */
export function referenceModel(
  all: readonly Taking[],
  { basket = 'event', halfLife = '90d', within = '365d' }: RecommendationDefinition,
  now: number,
): ReadonlyMap<string, ReferenceItem> {
  const takings = all.filter(({ time }) => time > now - durationMs(within) && time <= now);
  const keyOf = ({ customer, message, time }: Taking) =>
    basket === 'event' ? message : basket === 'day' ? `${customer} ${Math.floor(time / DAY)}` : customer;
  const baskets = [...Map.groupBy(takings, keyOf).values()].map((inside) => {
    const latest = [...Map.groupBy(inside, ({ item }) => item)].map(([item, times]) => ({
      item,
      time: Math.max(...times.map(({ time }) => time)),
    }));
    const kept = latest.sort((a, b) => b.time - a.time || (a.item < b.item ? -1 : 1)).slice(0, BASKET_ITEMS_MAX);
    return new Map(kept.map(({ item, time }) => [item, 2 ** ((time - now) / durationMs(halfLife))]));
  });
  const items = [...new Set(baskets.flatMap((weights) => [...weights.keys()]))];
  const popularityOf = (item: string) => sum(baskets.map((weights) => weights.get(item) ?? 0));
  return new Map(
    items.map((item) => {
      const sims = items.flatMap((other): [string, number][] => {
        const both = baskets.filter((weights) => other !== item && weights.has(item) && weights.has(other));
        if (both.length < BASKETS_MIN) return [];
        const shared = sum(both.map((weights) => Math.sqrt(weights.get(item)! * weights.get(other)!)));
        return [[other, shared / Math.sqrt(popularityOf(item) * popularityOf(other))]];
      });
      return [item, { popularity: popularityOf(item), cycleDays: cycleOf(takings, item), sims: new Map(sims) }];
    }),
  );
}

function cycleOf(takings: readonly Taking[], item: string): number | undefined {
  const own = takings.filter((one) => one.item === item);
  const gaps = [...Map.groupBy(own, ({ customer }) => customer).values()]
    .flatMap((some) => {
      const days = [...new Set(some.map(({ time }) => Math.floor(time / DAY)))].sort((a, b) => a - b);
      return days.slice(1).map((day, i) => day - days[i]!);
    })
    .sort((a, b) => a - b);
  if (gaps.length < CYCLES_MIN) return undefined;
  const middle = (gaps.length - 1) / 2;
  return (gaps[Math.floor(middle)]! + gaps[Math.ceil(middle)]!) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
