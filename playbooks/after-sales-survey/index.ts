/** After-sales satisfaction: one question per case; who is unhappy gets a call, which is a ticket of the service team. */
import {
  branch,
  type Definition,
  defineJourney,
  defineTag,
  defineTemplate,
  defineTrait,
  exit,
  onEvent,
  property,
  tag,
  ticket,
  trait,
  wait,
  waitFor,
} from 'volano';
import type { House, Playbook } from 'volano/library';

/** This score or less, of 5, is unhappy. */
const UNHAPPY = 2;

export const afterSalesSurvey: Playbook = {
  id: 'after-sales-survey',
  name: { en: 'After-sales satisfaction', zh: '售后满意度' },
  summary: {
    en: `A day after a service case was closed: one question, 1 to 5. Who answers ${UNHAPPY} or less is tagged and told that an advisor will call; the call is a ticket, and one that is not resolved in two days goes to the team's lead.`,
    zh: `服务工单关闭一天后：一个问题，1 到 5 分。评分 ${UNHAPPY} 及以下自动打标，告知将由顾问回访，并为回访建立工单；两天内未解决则升级给客服主管。`,
  },
  adapt: {
    en: 'Who calls, and how soon: the message promises a working day. The tickets belong to `service` and `service_lead`.',
    zh: '由谁回访、多快回访：消息承诺一个工作日内。工单归属 `service` 与 `service_lead`。',
  },
  definitions: (house) => [
    defineTrait({
      id: 'after_sales_score',
      name: { en: 'Last after-sales score, 1 to 5', zh: '最近售后评分 1 到 5' },
      event: 'Survey Answered',
      aggregate: 'last',
      property: 'score',
      where: property('topic').is('after_sales'),
    }),
    defineTag({
      id: 'after_sales_unhappy',
      name: { en: 'Unhappy with after-sales', zh: '售后不满意' },
      owner: 'service',
      rule: trait('after_sales_score').atMost(UNHAPPY),
      expiry: '180d',
    }),
    defineJourney({
      id: 'after_sales_survey',
      name: { en: 'After-sales satisfaction', zh: '售后满意度' },
      description: { en: 'One question per case; who is unhappy gets a call.', zh: '每个工单一问；不满意由顾问回访。' },
      stage: 'retain',
      trigger: onEvent('Service Case Closed'),
      key: 'case_id',
      reentry: 'once',
      holdout: 0.2,
      kpi: { metric: 'click_rate', target: 0.2, within: '14d' },
      steps: [
        wait('1d'),
        house.reach('after_sales_survey', 'care', ['mp_subscription', 'sms', 'in_app']),
        waitFor('Survey Answered', {
          id: 'the-answer',
          where: property('topic').is('after_sales'),
          timeout: '7d',
          then: [
            branch({
              id: 'unhappy',
              when: tag('after_sales_unhappy'),
              then: [
                house.reach('after_sales_call', 'care', ['wecom_task', 'sms', 'in_app']),
                ticket({
                  id: 'call',
                  template: 'after_sales_ticket',
                  owner: 'service',
                  priority: 'high',
                  due: '1d',
                  await: { outcome: 'resolved', timeout: '2d' },
                  onFailure: [
                    ticket({ id: 'overdue', template: 'after_sales_ticket', owner: 'service_lead', priority: 'urgent', due: '4h' }),
                  ],
                }),
              ],
            }),
          ],
          otherwise: [exit({ id: 'no-answer' })],
        }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return [
    defineTemplate({
      id: 'after_sales_ticket',
      name: { en: 'Ticket: call after a poor score', zh: '工单：售后不满意回访' },
      subject:
        'Call: after-sales score {{ trait.after_sales_score | default: "-" }} / 回访：售后评分 {{ trait.after_sales_score | default: "-" }}',
      body: 'Call the customer about case {{ event.case_id | default: "-" }} and put right what went wrong. / 就工单 {{ event.case_id | default: "-" }} 回访客户，解决问题。',
    }),
    house.letter({
      id: 'after_sales_survey',
      name: { en: 'After-sales survey', zh: '售后满意度问卷' },
      path: '/survey/after-sales',
      zh: { subject: '这次售后您满意吗？', preview: '一个问题', text: '1 到 5 分，这次售后您打几分？', button: '打分' },
      en: {
        subject: 'How was our service?',
        preview: 'One question',
        text: 'From 1 to 5: how was our service this time?',
        button: 'Answer',
      },
    }),
    house.letter({
      id: 'after_sales_call',
      name: { en: 'Call after a poor score', zh: '售后不满意回访' },
      path: '/help',
      zh: { subject: '我们想当面道歉', preview: '顾问会联系您', text: '抱歉没让您满意，顾问将在一个工作日内联系您。', button: '选择时间' },
      en: {
        subject: 'We are sorry',
        preview: 'An advisor will call',
        text: 'We are sorry. An advisor will call you within a working day.',
        button: 'Choose a time',
      },
    }),
  ].flat();
}
