/** Consults often and never buys: experience-sensitive. A tag, and an invitation to try before deciding. */
import {
  all,
  type Definition,
  defineJourney,
  defineSegment,
  defineTag,
  defineTrait,
  occurs,
  onSegment,
  property,
  tag,
  trait,
  wait,
} from 'volano';
import type { House, Playbook } from 'volano/library';
import { ORDER, orders } from '../shared/traits.ts';

/** So many questions for advice in 90 days. */
const QUESTIONS = 4;

export const experienceFirst: Playbook = {
  id: 'experience-first',
  name: { en: 'Asks often, never buys', zh: '体验敏感客户邀约' },
  summary: {
    en: `${QUESTIONS} questions for advice in 90 days and no order: the tag "experience-sensitive", and an invitation to try one to one.`,
    zh: `90 天内咨询 ${QUESTIONS} 次仍未下单：打上「体验敏感」标签，并邀请一对一体验。`,
  },
  adapt: {
    en: 'Who gives the sessions. Questions carry a `topic`; only `advice` counts, complaints do not.',
    zh: '由谁提供体验。咨询消息需带 `topic`，仅 `advice` 计入，投诉不计入。',
  },
  definitions: (house) => [
    orders,
    defineTrait({
      id: 'consultations_90d',
      name: { en: 'Questions for advice, last 90 days', zh: '近 90 天咨询次数' },
      event: 'Live Chat Message Received',
      aggregate: 'count',
      where: property('topic').is('advice'),
      window: { last: '90d' },
    }),
    defineTag({
      id: 'experience_sensitive',
      name: { en: 'Asks often, never buys', zh: '体验敏感' },
      owner: 'advisors',
      rule: all(trait('consultations_90d').atLeast(QUESTIONS), trait('orders').is(0)),
    }),
    defineSegment({
      id: 'asks_without_buying',
      name: { en: 'Ask often and never buy', zh: '多次咨询未下单' },
      condition: tag('experience_sensitive'),
    }),
    defineJourney({
      id: 'experience_first',
      name: { en: 'Asks often, never buys', zh: '体验敏感客户邀约' },
      stage: 'acquire',
      trigger: onSegment('asks_without_buying'),
      reentry: { after: '120d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.05, within: '14d' },
      steps: [house.reach('experience_session', 'offer', ['wecom_task', 'mp_subscription', 'in_app']), wait('13d', { id: 'time-to-come' })],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'experience_session',
    name: { en: 'Invitation to try before buying', zh: '体验邀约' },
    path: '/experience',
    zh: { subject: '先体验，再决定', preview: '一对一体验课', text: '您关心的问题，来门店一对一体验，先用再决定。', button: '预约体验' },
    en: {
      subject: 'Try first, decide later',
      preview: 'One to one',
      text: 'You asked; come and try it, one to one, before you decide.',
      button: 'Book a session',
    },
  });
}
