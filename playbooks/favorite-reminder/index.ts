/** Put on the wish list, and not bought for four days. */
import { type Definition, defineJourney, occurs, onEvent, wait } from 'volano';
import type { House, Playbook } from 'volano/library';
import { ORDER } from '../shared/traits.ts';

export const favoriteReminder: Playbook = {
  id: 'favorite-reminder',
  name: { en: 'Put on the wish list', zh: '收藏提醒' },
  summary: {
    en: 'Four days after something was put on the wish list, and nothing ordered: it is still in stock. Every 60 days at most.',
    zh: '收藏商品四天后仍未下单：提醒仍有货。60 天内最多一次。',
  },
  adapt: {
    en: 'What the message says of the stock must be true: send it for what is in stock only.',
    zh: '消息中的库存描述须属实：仅对有货商品发送。',
  },
  definitions: (house) => [
    defineJourney({
      id: 'favorite_reminder',
      name: { en: 'Put on the wish list', zh: '收藏提醒' },
      stage: 'activate',
      trigger: onEvent('Product Added to Wishlist'),
      reentry: { after: '60d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.02, within: '14d' },
      steps: [
        wait('4d'),
        house.reach('favorite_reminder', 'offer', ['mp_subscription', 'email', 'in_app']),
        wait('9d', { id: 'time-to-order' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'favorite_reminder',
    name: { en: 'On your wish list', zh: '收藏提醒' },
    path: '/wishes',
    zh: {
      subject: '您收藏的还有货',
      preview: '库存不多',
      text: '您收藏的{{ event.name | default: "商品" }}还有货，库存不多。',
      button: '去看看',
    },
    en: {
      subject: 'Still in stock',
      preview: 'A few are left',
      text: '{{ event.name | default: "Your wish" }} is still in stock; a few are left.',
      button: 'Have a look',
    },
  });
}
