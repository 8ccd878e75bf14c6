/** Something dear was looked at and not put into the cart for a day. */
import { type Definition, defineJourney, defineSegment, event, not, occurs, onSegment, property, segment, wait } from 'volano';
import type { House, Playbook } from 'volano/library';
import { cartOpen } from '../shared/segments.ts';
import { ORDER } from '../shared/traits.ts';

/** From this price on a look is worth a message; in the workspace's currency. */
const DEAR = 550;

export const browseAbandonment: Playbook = {
  id: 'browse-abandonment',
  name: { en: 'Looked and left', zh: '浏览挽回' },
  summary: {
    en: `A product of ${DEAR} or more was looked at and nothing put into the cart for a day: what others say about it. Not while a cart is open.`,
    zh: `浏览单价 ${DEAR} 以上商品，一天内未加购：发送用户评价。购物车有商品时不发送。`,
  },
  adapt: {
    en: 'The price from which on a look counts: most looks should not lead to a message.',
    zh: '计入的最低单价：大多数浏览不应触发消息。',
  },
  definitions: (house) => [
    cartOpen,
    defineSegment({
      id: 'browse_open',
      name: { en: 'Looked at something dear and left', zh: '浏览高价商品未加购' },
      condition: event('Product Viewed').performedWithout('Product Added', {
        after: '1d',
        within: '3d',
        where: property('price').atLeast(DEAR),
      }),
    }),
    defineJourney({
      id: 'browse_abandonment',
      name: { en: 'Looked and left', zh: '浏览挽回' },
      description: { en: 'A dear product was looked at and not put into the cart for a day.', zh: '浏览高价商品，一天内未加购。' },
      stage: 'activate',
      trigger: onSegment('browse_open'),
      when: not(segment('cart_open')),
      reentry: { after: '60d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.01, within: '14d' },
      steps: [house.reach('browse_reminder', 'offer', ['mp_subscription', 'in_app']), wait('10d', { id: 'time-to-order' })],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'browse_reminder',
    name: { en: 'Looked and left', zh: '浏览提醒' },
    path: '/for-you',
    zh: { subject: '您看过的好物', preview: '看看大家怎么说', text: '您最近看过的商品，看看用过的人怎么说。', button: '看评价' },
    en: {
      subject: 'What you looked at',
      preview: 'What others say',
      text: 'What you have been looking at, and what others say about it.',
      button: 'Read reviews',
    },
  });
}
