/** Looks at new products again and again: an invitation to try. */
import {
  type Definition,
  defineJourney,
  defineSegment,
  defineTrait,
  occurs,
  onSegment,
  property,
  split,
  trait,
  wait,
  waitUntil,
} from 'volano';
import type { House, Playbook } from 'volano/library';
import { ORDER } from '../shared/traits.ts';

/** So many looks at new products in 7 days. */
const LOOKS = 3;

export const trialInvitation: Playbook = {
  id: 'trial-invitation',
  name: { en: 'Invitation to try what is new', zh: '新品试用邀请' },
  summary: {
    en: `${LOOKS} looks at new products in 7 days: an exclusive trial. One half is asked after an hour, the other in the evening, to learn which is better.`,
    zh: `7 天内浏览新品 ${LOOKS} 次：邀请专属试用。一半一小时后发送，一半当晚发送，以比较效果。`,
  },
  adapt: {
    en: 'How many samples there are: the segment should not be larger. Looks carry `is_new`.',
    zh: '试用装数量：分群人数不应超过它。浏览事件需带 `is_new`。',
  },
  definitions: (house) => [
    defineTrait({
      id: 'new_views_7d',
      name: { en: 'Looks at new products, last 7 days', zh: '近 7 天浏览新品次数' },
      event: 'Product Viewed',
      aggregate: 'count',
      where: property('is_new').is(true),
      window: { last: '7d' },
    }),
    defineSegment({
      id: 'new_product_fans',
      name: { en: 'Look at new products again and again', zh: '反复浏览新品' },
      condition: trait('new_views_7d').atLeast(LOOKS),
    }),
    defineJourney({
      id: 'trial_invitation',
      name: { en: 'Invitation to try what is new', zh: '新品试用邀请' },
      stage: 'activate',
      trigger: onSegment('new_product_fans'),
      reentry: { after: '60d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.03, within: '14d' },
      steps: [
        split([
          { id: 'at-once', share: 0.5, steps: [wait('1h')] },
          { id: 'in-the-evening', share: 0.5, steps: [waitUntil('19:30')] },
        ]),
        house.reach('trial_invitation', 'offer', ['wecom_task', 'mp_subscription', 'email', 'in_app']),
        wait('10d', { id: 'time-to-try' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'trial_invitation',
    name: { en: 'Trial of what is new', zh: '新品试用' },
    path: '/trial',
    zh: { subject: '邀您先试', preview: '限量试用装', text: '您关注的新品，邀您先试：限量试用装已为您预留。', button: '领取试用' },
    en: {
      subject: 'Be the first to try it',
      preview: 'A sample is set aside',
      text: 'A sample of what you have been looking at is set aside for you.',
      button: 'Get the sample',
    },
  });
}
