/** An order was cancelled: what was in the way? */
import { type Definition, defineJourney, defineTag, defineTrait, occurs, onEvent, trait, wait } from 'volano';
import { HELLO, type House, type Playbook } from 'volano/library';
import { customerName, ORDER } from '../shared/traits.ts';

export const orderCancelled: Playbook = {
  id: 'order-cancelled',
  name: { en: 'Order cancelled', zh: '取消订单关怀' },
  summary: {
    en: 'Half an hour after an order was cancelled, once per order, asks what was in the way. Who cancels twice is tagged.',
    zh: '订单取消半小时后询问原因，每单一次。取消两次及以上的客户自动打标。',
  },
  adapt: {
    en: 'Somebody should read the replies. It is service, not a second attempt to sell.',
    zh: '需有人阅读回复。这是服务消息，而非再次推销。',
  },
  definitions: (house) => [
    customerName,
    defineTrait({
      id: 'cancelled_orders',
      name: { en: 'Orders cancelled', zh: '取消订单数' },
      event: 'Order Cancelled',
      aggregate: 'count',
    }),
    defineTag({
      id: 'changes_mind',
      name: { en: 'Cancels orders', zh: '常取消订单' },
      owner: 'service',
      rule: trait('cancelled_orders').atLeast(2),
    }),
    defineJourney({
      id: 'order_cancelled',
      name: { en: 'Order cancelled', zh: '取消订单关怀' },
      description: { en: 'Asks what was in the way, once per order.', zh: '每单一次，询问取消原因。' },
      stage: 'activate',
      trigger: onEvent('Order Cancelled'),
      key: 'order_id',
      reentry: 'once',
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'conversion_rate', target: 0.15, within: '14d' },
      steps: [wait('30m'), house.reach('cancel_help', 'care', ['mp_subscription', 'sms', 'in_app']), wait('10d', { id: 'time-to-think' })],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'cancel_help',
    name: { en: 'After a cancelled order', zh: '取消订单关怀' },
    path: '/help',
    zh: {
      subject: '订单已取消',
      preview: '哪里可以做得更好？',
      text: `${HELLO.zh}订单 {{ event.order_id | default: "" }} 已取消。如需改地址、换规格，直接回复即可。`,
      button: '联系我们',
    },
    en: {
      subject: 'Your order is cancelled',
      preview: 'What was in the way?',
      text: `${HELLO.en}order {{ event.order_id | default: "" }} is cancelled. Another address, another size? Just reply.`,
      button: 'Write to us',
    },
  });
}
