/** Cart over a threshold, and no order in 7 days. */
import { type Definition, defineJourney, defineSegment, defineTrait, event, not, occurs, onSegment, property, wait } from 'volano';
import { HELLO, type House, type Playbook } from 'volano/library';
import { customerName, ORDER } from '../shared/traits.ts';

/** In the workspace's currency. */
const THRESHOLD = 800;

export const largeCart: Playbook = {
  id: 'large-cart',
  name: { en: 'Large cart, no order in 7 days', zh: '大额加购 7 天未下单' },
  summary: {
    en: `A cart of ${THRESHOLD} or more in which nothing was ordered for 7 days: one message with an offer of advice.`,
    zh: `购物车金额满 ${THRESHOLD} 且 7 天未下单：发送一次搭配建议。`,
  },
  adapt: {
    en: 'The threshold, and what the message promises: somebody should be there to give the advice.',
    zh: '金额门槛，以及消息承诺的内容：需有顾问能提供建议。',
  },
  definitions: (house) => [
    customerName,
    defineTrait({
      id: 'cart_total',
      name: { en: 'Value of the last cart', zh: '最近购物车金额' },
      event: 'Product Added',
      aggregate: 'last',
      property: 'cart_value',
    }),
    defineSegment({
      id: 'large_cart_open',
      name: { en: 'Large cart, no order in 7 days', zh: '大额加购 7 天未下单' },
      condition: event('Product Added').performedWithout(ORDER, {
        after: '7d',
        within: '14d',
        where: property('cart_value').atLeast(THRESHOLD),
      }),
    }),
    defineJourney({
      id: 'large_cart',
      name: { en: 'Large cart, no order in 7 days', zh: '大额加购 7 天未下单' },
      stage: 'activate',
      trigger: onSegment('large_cart_open'),
      ...(house.spared && { when: not(house.spared) }),
      reentry: { after: '60d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.02, within: '14d' },
      steps: [house.reach('large_cart', 'offer', ['wecom_task', 'email', 'in_app']), wait('13d', { id: 'time-to-order' })],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'large_cart',
    name: { en: 'Large cart', zh: '大额购物车' },
    path: '/cart',
    zh: {
      subject: '需要再想想？',
      preview: '顾问为您算一算',
      text: `${HELLO.zh}您购物车里约 ¥{{ trait.cart_total | default: 500 }} 的商品还在，顾问为您看看怎样搭配更划算。`,
      button: '打开购物车',
    },
    en: {
      subject: 'Still thinking?',
      preview: 'An advisor does the sums',
      text: `${HELLO.en}your cart of about ¥{{ trait.cart_total | default: 500 }} is still here. An advisor will gladly see what goes together.`,
      button: 'Open the cart',
    },
  });
}
