/** A visit to the web shop, the app or the Mini Program: opening, looking around, perhaps a cart, a checkout, an order. */
import {
  type Coupon,
  drawItems,
  drawProduct,
  type Item,
  type Order,
  orderProperties,
  placeOrder,
  productProperties,
  totalCents,
} from './basket.ts';
import { type Channel, yuan } from './call.ts';
import { SEARCHES } from './names.ts';
import type { Sender } from './sender.ts';

export type Outcome = 'look' | 'cart' | 'checkout' | 'order';

export interface Visit {
  readonly channel: Exclude<Channel, 'store' | 'wecom'>;
  readonly start: number;
  readonly outcome: Outcome;
  readonly signedIn: boolean;
  /** Number of the person's order, when it comes to one; and the coupon it is paid with. */
  readonly serial: number;
  readonly coupon?: Coupon | undefined;
}

/** Sends the visit's calls. The order, when it comes to one, with its time. */
export function makeVisit(sender: Sender, visit: Visit): { order: Order; time: number } | undefined {
  const { person } = sender.identity;
  const { channel, signedIn, outcome } = visit;
  let time = visit.start;
  const send = (event: string, properties = {}, type: 'track' | 'page' | 'screen' = 'track'): void => {
    sender.send({ channel, time, event, properties, type, signedIn });
    time += 3_000 + Math.floor(person.random.exponential(35_000));
  };
  if (channel === 'web') send('Home', { title: 'Omni' }, 'page');
  else send('Application Opened', { from_background: person.random.chance(0.4) });
  if (person.random.chance(0.15)) send('Products Searched', { query: person.random.pick(SEARCHES[person.language]) });
  const items = outcome === 'look' ? [] : drawItems(person);
  const looks = person.random.whole(0, 2) + (outcome === 'look' ? 1 : 0);
  for (let i = 0; i < looks; i++) send('Product Viewed', productProperties({ product: drawProduct(person), quantity: 1 }, person.language));
  let cartCents = 0;
  for (const item of items) {
    cartCents += totalCents([item]);
    if (person.random.chance(0.6)) send('Product Viewed', productProperties(item, person.language));
    send('Product Added', { cart_id: cartOf(sender), cart_value: yuan(cartCents), ...productProperties(item, person.language) });
  }
  if (outcome === 'look' || outcome === 'cart') return undefined;
  send('Checkout Started', checkoutProperties(sender, items));
  if (outcome === 'checkout') return undefined;
  const order = placeOrder(person, { serial: visit.serial, items, coupon: visit.coupon });
  const ordered = time;
  send('Order Completed', { ...orderProperties(order, ordered + sender.shiftMs, person.language), affiliation: channel });
  return { order, time: ordered };
}

function checkoutProperties(sender: Sender, items: readonly Item[]): Record<string, string | number> {
  return { cart_id: cartOf(sender), value: yuan(totalCents(items)), currency: 'CNY', items: items.length };
}

function cartOf(sender: Sender): string {
  return `cart-${sender.identity.person.index}`;
}
