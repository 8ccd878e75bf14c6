/** What lies in a cart, and the same cart as an order. All amounts are whole cents until they leave. */
import { type Properties, yuan } from './call.ts';
import { CATEGORIES, type Language, type Product, productsOf } from './catalog.ts';
import type { Person } from './person.ts';
import { ZONE_OFFSET_MS } from './season.ts';

export interface Item {
  readonly product: Product;
  readonly quantity: number;
}

/** Takes so much off an order of at least so much, beside any other discount. */
export interface Coupon {
  readonly code: string;
  readonly cents: number;
  readonly fromCents: number;
}

export interface Order {
  readonly id: string;
  readonly items: readonly Item[];
  readonly coupon?: Coupon | undefined;
  readonly discountCents: number;
  /** After discounts, without shipping and tax. */
  readonly revenueCents: number;
}

const BASKET_SPREAD = 5;
const MAX_ITEMS = 6;

export function drawProduct(person: Person): Product {
  const category = CATEGORIES[person.random.weighted(person.favorites)]!;
  return person.random.pick(productsOf(category));
}

/** Products until the person's usual amount is about reached. */
export function drawItems(person: Person): readonly Item[] {
  const target = person.random.gamma(BASKET_SPREAD, BASKET_SPREAD / person.basketCents);
  const items: Item[] = [];
  let total = 0;
  do {
    const product = drawProduct(person);
    if (items.some((item) => item.product.id === product.id)) break;
    const quantity = product.priceCents * 3 < target && person.random.chance(0.3) ? 2 : 1;
    items.push({ product, quantity });
    total += product.priceCents * quantity;
  } while (total < target * 0.8 && items.length < MAX_ITEMS);
  return items;
}

interface Placing {
  readonly serial: number;
  readonly items: readonly Item[];
  readonly coupon?: Coupon | undefined;
}

export function placeOrder(person: Person, { serial, items, coupon }: Placing): Order {
  const subtotal = totalCents(items);
  const reduced = person.random.chance(0.25) ? Math.floor((subtotal * person.random.pick([5, 10, 15])) / 100) : 0;
  const used = coupon && subtotal - reduced >= coupon.fromCents ? coupon : undefined;
  const discountCents = reduced + (used?.cents ?? 0);
  return {
    id: `O${String(person.index).padStart(6, '0')}${String(serial).padStart(3, '0')}`,
    items,
    discountCents,
    revenueCents: subtotal - discountCents,
    coupon: used,
  };
}

export function totalCents(items: readonly Item[]): number {
  return items.reduce((sum, { product, quantity }) => sum + product.priceCents * quantity, 0);
}

export function productProperties({ product, quantity }: Item, language: Language): Properties {
  return {
    product_id: product.id,
    sku: product.sku,
    name: product.name[language],
    category: product.category,
    brand: 'Omni',
    price: yuan(product.priceCents),
    quantity,
    currency: 'CNY',
  };
}

/** `time`: the order's, for the accounting month (`YYYY-MM`, local) that shops and stores book it in. */
export function orderProperties(order: Order, time: number, language: Language): Properties {
  return {
    order_id: order.id,
    revenue: yuan(order.revenueCents),
    discount: yuan(order.discountCents),
    currency: 'CNY',
    ...(order.coupon && { coupon: order.coupon.code }),
    period: new Date(time + ZONE_OFFSET_MS).toISOString().slice(0, 7),
    products: order.items.map((item) => productProperties(item, language)),
  };
}
