/** What goes with the last order, within 7 days of it. */
import { branch, type Definition, defineJourney, exit, occurs, onEvent, property, trait, wait } from 'volano';
import type { House, Playbook } from 'volano/library';
import { ORDER, orders } from '../shared/traits.ts';

/** From this order on; in the workspace's currency. */
const LARGE = 500;

export const sameCategory: Playbook = {
  id: 'same-category',
  name: { en: 'What goes with the last order', zh: '同品类推荐' },
  summary: {
    en: `5 days after an order of ${LARGE} or more, from the second one on: an offer of what goes with it. A refund ends it.`,
    zh: `自第二单起，满 ${LARGE} 元订单后第 5 天推荐同系列商品。退款即退出。`,
  },
  adapt: {
    en: 'The order from which on it is worth it, and the discount that the message names.',
    zh: '起始订单金额，以及消息中的折扣。',
  },
  definitions: (house) => [
    orders,
    defineJourney({
      id: 'same_category',
      name: { en: 'What goes with the last order', zh: '同品类推荐' },
      description: {
        en: 'Within 7 days of an order of 500 or more, from the second one on.',
        zh: '自第二单起，满 500 元订单 7 天内推荐同品类。',
      },
      stage: 'repurchase',
      trigger: onEvent(ORDER, { where: property('revenue').atLeast(LARGE) }),
      when: trait('orders').atLeast(2),
      reentry: { after: '120d' },
      goal: occurs(ORDER),
      exits: [occurs('Order Refunded', property('whole').is(true))],
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.02, within: '14d' },
      steps: [
        wait('5d'),
        ...(house.spared ? [branch({ id: 'good-time', when: house.spared, then: [exit({ id: 'service-first' })] })] : []),
        house.reach('same_category', 'offer', ['mp_subscription', 'email', 'in_app']),
        wait('9d', { id: 'time-to-order' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'same_category',
    name: { en: 'Goes with the last order', zh: '同品类推荐' },
    path: '/goes-with',
    zh: {
      subject: '与它更配',
      preview: '同系列本周九折',
      text: '与{{ event.products[0].name | default: "您的商品" }}同系列的搭配，本周九折。',
      button: '看搭配',
    },
    en: {
      subject: 'It goes with this',
      preview: '10% off the same line this week',
      text: 'What goes with {{ event.products[0].name | default: "your last order" }}: 10% off this week.',
      button: 'See what goes with it',
    },
  });
}
