/** After a refund: an apology, and one question. */
import { type Definition, defineJourney, onEvent, wait } from 'volano';
import { HELLO, type House, type Playbook } from 'volano/library';
import { customerName } from '../shared/traits.ts';

export const refundFollowUp: Playbook = {
  id: 'refund-follow-up',
  name: { en: 'After a refund', zh: '退款跟进' },
  summary: {
    en: 'A day after a refund an apology, a week after it one question. Once per order; it is not meant to sell.',
    zh: '退款一天后致歉，一周后一个问题。每单一次，不以销售为目的。',
  },
  adapt: {
    en: 'Who reads the answers, and what is done about them.',
    zh: '由谁阅读回复，以及如何跟进。',
  },
  definitions: (house) => [
    customerName,
    defineJourney({
      id: 'refund_follow_up',
      name: { en: 'After a refund', zh: '退款跟进' },
      description: { en: 'Says sorry and asks. It is not meant to sell.', zh: '致歉与询问，不以销售为目的。' },
      stage: 'retain',
      trigger: onEvent('Order Refunded'),
      key: 'order_id',
      reentry: 'once',
      holdout: 0.2,
      kpi: { metric: 'click_rate', target: 0.1, within: '14d' },
      steps: [
        wait('1d'),
        house.reach('refund_sorry', 'care', ['wecom_task', 'sms', 'mp_subscription', 'in_app']),
        wait('6d'),
        house.reach('refund_survey', 'care', ['mp_subscription', 'in_app']),
        wait('7d', { id: 'time-to-answer' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return [
    house.letter({
      id: 'refund_sorry',
      name: { en: 'After a refund', zh: '退款后关怀' },
      path: '/help',
      zh: {
        subject: '退款已办理',
        preview: '哪里没让您满意？',
        text: `${HELLO.zh}订单 {{ event.order_id | default: "" }} 的退款已办理。哪里没让您满意？直接回复即可。`,
        button: '告诉我们',
      },
      en: {
        subject: 'Your refund is on its way',
        preview: 'What went wrong?',
        text: `${HELLO.en}the refund of order {{ event.order_id | default: "" }} is on its way. What went wrong? Just reply.`,
        button: 'Tell us',
      },
    }),
    house.letter({
      id: 'refund_survey',
      name: { en: 'Survey after a refund', zh: '退款回访问卷' },
      path: '/survey',
      zh: { subject: '只有一个问题', preview: '十秒钟', text: '我们处理得怎么样？只有一个问题。', button: '回答' },
      en: { subject: 'One question', preview: 'Ten seconds', text: 'How did we handle it? One question only.', button: 'Answer' },
    }),
  ].flat();
}
