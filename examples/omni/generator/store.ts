/** The stores: sales at the POS, uploaded at once or, when the line is down, hours later. */
import { type Coupon, drawItems, type Order, orderProperties, placeOrder } from './basket.ts';
import { ADVISORS, STORES } from './names.ts';
import type { Sender } from './sender.ts';

const LATE_SHARE = 0.15;
const HOUR_MS = 3_600_000;

/** How long this upload takes: seconds, or two to nine hours. */
export function uploadDelayMs(sender: Sender): number {
  const { random } = sender.identity.person;
  return random.chance(LATE_SHARE) ? random.whole(2 * HOUR_MS, 9 * HOUR_MS) : random.whole(1_000, 45_000);
}

interface Sale {
  readonly time: number;
  readonly serial: number;
  readonly delayMs: number;
  readonly coupon?: Coupon | undefined;
}

export function sellInStore(sender: Sender, sale: Sale): Order {
  const { person } = sender.identity;
  const order = placeOrder(person, { serial: sale.serial, items: drawItems(person), coupon: sale.coupon });
  const near = STORES.filter((store) => store.city === person.city);
  const store = person.random.pick(near);
  sender.send({
    channel: 'store',
    time: sale.time,
    delayMs: sale.delayMs,
    event: 'Order Completed',
    properties: {
      ...orderProperties(order, sale.time + sender.shiftMs, person.language),
      affiliation: 'store',
      store_id: store.id,
      advisor_id: person.random.pick(ADVISORS),
    },
  });
  return order;
}
