/** Care, and a coupon, within 7 days of the first order. */
import {
  benefit,
  branch,
  type Definition,
  defineBenefit,
  defineJourney,
  defineTag,
  defineTrait,
  exit,
  occurs,
  onEvent,
  property,
  trait,
  wait,
} from 'volano';
import { HELLO, type House, type Playbook } from 'volano/library';
import { customerName, ORDER, orders } from '../shared/traits.ts';

export const firstOrderCare: Playbook = {
  id: 'first-order-care',
  name: { en: 'Care and a coupon after the first order', zh: '首单关怀与优惠券' },
  summary: {
    en: 'Thanks for the first order, tips on day 3, care with a coupon on day 6 (without one when no code is left), an idea for the second order on day 14. A refund ends it.',
    zh: '首单感谢，第 3 天使用建议，第 6 天关怀并附优惠券（券码用完时只关怀），第 14 天推荐第二单。退款即退出。',
  },
  adapt: {
    en: 'The codes of the coupon, brought in by `volano benefit import care_coupon FILE`, and what they are worth. Care is service; the coupon is marketing and goes to those who agreed to offers only.',
    zh: '优惠券的券码（以 `volano benefit import care_coupon FILE` 导入）与面额。关怀属于服务消息；优惠券属于营销消息，只发给同意接收优惠的客户。',
  },
  definitions: (house) => [
    customerName,
    orders,
    defineTrait({
      id: 'coupons_used',
      name: { en: 'Coupons used', zh: '用券次数' },
      event: ORDER,
      aggregate: 'count',
      where: property('coupon').present(),
    }),
    defineTag({ id: 'uses_coupons', name: { en: 'Uses coupons', zh: '用券客户' }, owner: 'crm', rule: trait('coupons_used').atLeast(1) }),
    defineBenefit({ id: 'care_coupon', name: { en: '¥30 off the second order', zh: '第二单满 99 减 30 券' }, type: 'coupon' }),
    defineJourney({
      id: 'second_order',
      name: { en: 'Towards the second order', zh: '第二单培育' },
      stage: 'retain',
      trigger: onEvent(ORDER),
      reentry: 'once',
      goal: trait('orders').atLeast(2),
      exits: [occurs('Order Refunded', property('whole').is(true))],
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.03, within: '30d' },
      steps: [
        house.reach('order_thanks', 'care', ['mp_subscription', 'email', 'sms']),
        wait('3d'),
        house.reach('how_to_use', 'care', ['wecom_task', 'mp_subscription', 'email', 'sms']),
        wait('3d'),
        benefit('care_coupon', {
          id: 'coupon',
          as: 'care_code',
          onFailure: [house.reach('care_only', 'care', ['email', 'mp_subscription', 'sms'])],
        }),
        branch({
          id: 'has-code',
          when: property('care_code').present(),
          then: [house.reach('care_coupon', 'offer', ['email', 'mp_subscription', 'sms'])],
        }),
        wait('8d', { id: 'time-to-use-it' }),
        ...(house.spared ? [branch({ id: 'good-time', when: house.spared, then: [exit({ id: 'service-first' })] })] : []),
        house.reach('second_order', 'offer', ['email', 'sms']),
        wait('16d', { id: 'time-for-second' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return [
    house.letter({
      id: 'order_thanks',
      name: { en: 'Thanks for the first order', zh: '首单感谢' },
      path: '/orders',
      zh: {
        subject: '感谢您的第一笔订单',
        preview: '我们已收到',
        text: `${HELLO.zh}订单 {{ event.order_id }}（¥{{ event.revenue }}）已收到。`,
        button: '查看订单',
      },
      en: {
        subject: 'Thank you for your first order',
        preview: 'We have it',
        text: `${HELLO.en}we have your order {{ event.order_id }} (¥{{ event.revenue }}).`,
        button: 'See the order',
      },
    }),
    house.letter({
      id: 'how_to_use',
      name: { en: 'How to use it', zh: '使用指南' },
      path: '/care',
      zh: { subject: '三个小建议', preview: '让它更好用', text: '关于您的商品的三个小建议，送给您。', button: '查看' },
      en: { subject: 'Three small tips', preview: 'Get more out of it', text: 'Three small tips for your purchase.', button: 'Read them' },
    }),
    house.letter({
      id: 'care_coupon',
      name: { en: 'Care and a coupon after the first order', zh: '首单关怀与优惠券' },
      path: '/coupon',
      zh: {
        subject: '用得还好吗？送您一张券',
        preview: '满 99 减 30',
        text: `${HELLO.zh}用得还好吗？下一单满 99 元减 30，优惠码 {{ event.care_code }}。`,
        button: '领取优惠券',
      },
      en: {
        subject: 'How do you like it? A coupon for you',
        preview: '¥30 off the next order',
        text: `${HELLO.en}how do you like it so far? ¥30 off your next order with the code {{ event.care_code }}.`,
        button: 'Take the coupon',
      },
    }),
    house.letter({
      id: 'care_only',
      name: { en: 'Care after the first order', zh: '首单关怀' },
      path: '/care',
      zh: { subject: '用得还好吗？', preview: '有问题随时找我们', text: `${HELLO.zh}用得还好吗？有问题随时找我们。`, button: '联系我们' },
      en: {
        subject: 'How do you like it?',
        preview: 'We are here to help',
        text: `${HELLO.en}how do you like it so far? We are here to help.`,
        button: 'Ask us',
      },
    }),
    house.letter({
      id: 'second_order',
      name: { en: 'Idea for the second order', zh: '第二单推荐' },
      path: '/for-you',
      zh: { subject: '为您挑选', preview: '新一季已到', text: '喜欢上次的商品？新一季已到。', button: '看新品' },
      en: {
        subject: 'Picked for you',
        preview: 'The new season is here',
        text: 'If you like your first choice, the new season is here.',
        button: 'See what is new',
      },
    }),
  ].flat();
}
