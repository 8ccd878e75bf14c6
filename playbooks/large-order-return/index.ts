/** High average order, low repurchase: a month after a large order, with nothing since. */
import { all, type Definition, defineJourney, defineSegment, defineTag, occurs, onSegment, tag, trait, wait } from 'volano';
import type { House, Playbook } from 'volano/library';
import { daysSinceOrder, meanOrder, ORDER, orders } from '../shared/traits.ts';

/** A mean order from this on is high; in the workspace's currency. */
const LARGE = 600;

export const largeOrderReturn: Playbook = {
  id: 'large-order-return',
  name: { en: 'Large orders, seldom', zh: '高客单低复购培育' },
  summary: {
    en: `One or two orders of ${LARGE} or more on average, and 30 days without another: what completes the last one, suggested by an advisor.`,
    zh: `平均订单 ${LARGE} 以上、仅一两单、且 30 天未再下单：由顾问推荐补充搭配。`,
  },
  adapt: {
    en: 'The mean order that counts as high, and after how many days a second order would be usual.',
    zh: '高客单的门槛，以及通常多少天后会有第二单。',
  },
  definitions: (house) => [
    orders,
    meanOrder,
    daysSinceOrder,
    defineTag({
      id: 'rare_but_large',
      name: { en: 'Large orders, seldom', zh: '高客单低复购' },
      owner: 'crm',
      rule: all(trait('mean_order').atLeast(LARGE), trait('orders').atMost(2)),
    }),
    defineSegment({
      id: 'large_orders_resting',
      name: { en: 'Large order a month ago, nothing since', zh: '高客单满月未复购' },
      condition: all(tag('rare_but_large'), trait('days_since_order').between(30, 59)),
    }),
    defineJourney({
      id: 'large_order_return',
      name: { en: 'Large orders, seldom', zh: '高客单低复购培育' },
      stage: 'repurchase',
      trigger: onSegment('large_orders_resting'),
      reentry: { after: '180d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.03, within: '14d' },
      steps: [house.reach('companion', 'offer', ['wecom_task', 'email', 'sms']), wait('13d', { id: 'time-to-return' })],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'companion',
    name: { en: 'Companion of a large order', zh: '高客单搭配' },
    path: '/companion',
    zh: { subject: '让它用得更久', preview: '顾问的搭配建议', text: '用了一个月，感觉如何？顾问为您准备了补充搭配。', button: '看建议' },
    en: {
      subject: 'To make it last',
      preview: 'What your advisor suggests',
      text: 'A month in: how is it? Your advisor suggests what completes it.',
      button: 'See it',
    },
  });
}
