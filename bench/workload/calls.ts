/** Calls of a web shop in Segment's e-commerce specification, about 600 bytes of JSON each. */
import type { JsonObject } from '../../src/core/index.ts';

export const CATEGORIES: readonly string[] = 'Shoes Shirts Jeans Coats Bags Hats Dresses Socks Sport Kids Beauty Home'.split(' ');
export const BRANDS: readonly string[] = 'Aurora Bellini Corvo Delta Estrella Fjord Gaia Helio'.split(' ');

/** Share of each event among all, in percent. */
const MIX: readonly (readonly [event: string, percent: number])[] = [
  ['Product Viewed', 38],
  ['Product List Viewed', 15],
  ['Product Added', 12],
  ['Products Searched', 10],
  ['Cart Viewed', 8],
  ['$page', 7],
  ['Checkout Started', 4],
  ['Order Completed', 4],
  ['$identify', 2],
];

/** Every event of the mix. */
export const EVENTS: readonly string[] = MIX.map(([event]) => event);

/** A call without the parts that differ each time it is sent: ids and times. */
export interface CallTemplate {
  /** As entries name it: `$page`, `$identify`, or the name of the tracked event. */
  readonly event: string;
  readonly properties: JsonObject;
  readonly traits: JsonObject | undefined;
  readonly context: JsonObject;
}

export function callTemplate(random: () => number): CallTemplate {
  const event = eventOf(random() * 100);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const path = `/products/${pick(CATEGORIES).toLowerCase()}/${Math.floor(random() * 5_000)}`;
  return {
    event,
    properties: event === '$identify' ? {} : propertiesOf(event, { random, pick, path }),
    traits: event === '$identify' ? { tier: pick(['basic', 'silver', 'gold']), country: pick(['GB', 'CN', 'DE', 'FR', 'IT']) } : undefined,
    context: {
      library: { name: 'analytics.js', version: '2.11.1' },
      ip: '203.0.113.17',
      locale: pick(['en-GB', 'zh-CN', 'de-DE']),
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 Version/18.2 Mobile/15E148 Safari/604.1',
      page: { path, title: 'Bench Shop' },
    },
  };
}

function eventOf(percentile: number): string {
  let sum = 0;
  for (const [event, percent] of MIX) {
    sum += percent;
    if (percentile < sum) return event;
  }
  return 'Product Viewed';
}

interface Drawing {
  readonly random: () => number;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly path: string;
}

function propertiesOf(event: string, { random, pick, path }: Drawing): JsonObject {
  const product = (): JsonObject => ({
    product_id: `p${Math.floor(random() * 50_000)}`,
    sku: `SKU-${Math.floor(random() * 90_000) + 10_000}`,
    category: pick(CATEGORIES),
    brand: pick(BRANDS),
    price: Math.floor(random() * 20_000) / 100,
    quantity: 1 + Math.floor(random() * 3),
  });
  const value = Math.floor(random() * 40_000) / 100;
  const number = Math.floor(random() * 1e6);
  switch (event) {
    case '$page':
      return { path, title: 'Bench Shop', category: pick(CATEGORIES), value };
    case 'Products Searched':
      return { query: `${pick(BRANDS)} ${pick(CATEGORIES)}`, category: pick(CATEGORIES), brand: pick(BRANDS), value, results: number };
    case 'Product List Viewed':
      return { list_id: `list-${number}`, category: pick(CATEGORIES), brand: pick(BRANDS), value };
    case 'Order Completed':
      return { order_id: `o-${number}`, ...product(), value, revenue: value, currency: 'GBP', products: [product()] };
    default:
      return { ...product(), value, currency: 'GBP', cart_id: `cart-${number}` };
  }
}
