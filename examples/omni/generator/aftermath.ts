/** What follows an order: refunds, reviews, the advisor's contact in WeCom and its chats, and consent that is withdrawn. */
import { type Order, productProperties } from './basket.ts';
import { type Channel, yuan } from './call.ts';
import { advisorIdentifiers, wecomId, worldOf } from './identity.ts';
import type { Plan } from './life.ts';
import { ADVISORS } from './names.ts';
import { momentOn } from './season.ts';
import type { Sender } from './sender.ts';

export interface Aftermath {
  readonly sender: Sender;
  readonly plan: Plan;
  readonly channel: Exclude<Channel, 'wecom'>;
  readonly day: number;
  readonly time: number;
  readonly order: Order;
}

export function followOrder(after: Aftermath): void {
  const { sender, plan, day, channel } = after;
  const { random } = sender.identity.person;
  if (random.chance(0.07)) plan(day + random.whole(1, 20), (then) => refund(after, then));
  if (channel !== 'store' && random.chance(0.12)) plan(day + random.whole(5, 25), (then) => review(after, then));
  if (random.chance(0.015)) plan(day + random.whole(1, 60), (then) => withdrawConsent(after, then));
  if (sender.identity.inWecom && random.chance(0.4)) plan(day + random.whole(0, 5), (then) => chat(after, then));
  if (!sender.identity.inWecom && worldOf(channel) !== 'online' && random.chance(0.35)) {
    sender.identity.inWecom = true;
    plan(day + random.whole(1, 4), (then) => addContact(after, then));
  }
}

export function refund({ sender, channel, order }: Aftermath, day: number): void {
  const { random, language } = sender.identity.person;
  const whole = order.items.length === 1 || random.chance(0.6);
  const item = random.pick(order.items);
  // A part of an order gives back its share of the discount too; rounded down to the cent.
  const paidShare = order.revenueCents / (order.revenueCents + order.discountCents);
  const cents = whole ? order.revenueCents : Math.floor(item.product.priceCents * item.quantity * paidShare);
  sender.send({
    channel,
    time: momentOn(day, channel === 'store' ? 'store' : 'online', random),
    event: 'Order Refunded',
    signedIn: true,
    properties: {
      order_id: order.id,
      total: yuan(cents),
      whole,
      currency: 'CNY',
      products: (whole ? order.items : [item]).map((returned) => productProperties(returned, language)),
    },
  });
}

function review({ sender, channel, order }: Aftermath, day: number): void {
  const { random } = sender.identity.person;
  const { product } = random.pick(order.items);
  sender.send({
    channel,
    time: momentOn(day, 'online', random),
    event: 'Product Reviewed',
    signedIn: true,
    properties: { product_id: product.id, category: product.category, rating: [5, 4, 3, 2, 1][random.weighted([50, 28, 12, 6, 4])]! },
  });
}

function withdrawConsent({ sender, channel }: Aftermath, day: number): void {
  sender.send({
    channel,
    time: momentOn(day, channel === 'store' ? 'store' : 'online', sender.identity.person.random),
    event: 'Consent Preference Updated',
    signedIn: true,
    consent: { promotions: false, care: true },
  });
}

function addContact({ sender, channel }: Aftermath, day: number): void {
  const { random } = sender.identity.person;
  const time = momentOn(day, 'store', random);
  const advisor_id = random.pick(ADVISORS);
  sender.send({
    channel: 'wecom',
    time,
    event: 'WeCom Contact Added',
    properties: { advisor_id, scene: channel === 'store' ? 'store_qr' : 'mini_program' },
  });
  sender.send({
    channel: 'wecom',
    time: time + 60_000,
    event: 'identify',
    type: 'identify',
    ...(channel === 'store' && { identifiers: advisorIdentifiers(sender.identity) }),
    traits: { advisor: advisor_id, external_userid: wecomId(sender.identity).id },
  });
}

function chat({ sender }: Aftermath, day: number): void {
  const { random } = sender.identity.person;
  let time = momentOn(day, 'store', random);
  for (let rest = random.whole(1, 3); rest > 0; rest--) {
    sender.send({
      channel: 'wecom',
      time,
      event: 'Live Chat Message Received',
      properties: { topic: random.pick(['delivery', 'advice', 'refund', 'gift']), sentiment: random.whole(20, 100) },
    });
    time += random.whole(20_000, 400_000);
  }
}
