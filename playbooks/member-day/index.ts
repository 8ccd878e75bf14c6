/** Member day: content and points. */
import {
  benefit,
  type Definition,
  defineBenefit,
  defineJourney,
  defineSegment,
  defineTrait,
  formula,
  occurs,
  onSchedule,
  trait,
  wait,
} from 'volano';
import { HELLO, type House, type Playbook } from 'volano/library';
import { customerName, ORDER } from '../shared/traits.ts';

/** Fewer points than this buy nothing. */
const POINTS = 100;
/** What member day gives. */
const GIFT = 20;

export const memberDay: Playbook = {
  id: 'member-day',
  name: { en: 'Member day with points', zh: '会员日积分礼遇' },
  summary: {
    en: `On the 8th of each month, whoever has ${POINTS} points or more is given ${GIFT} more, and told of double points and of what theirs buy; every other month at most.`,
    zh: `每月 8 日，向拥有 ${POINTS} 以上积分的会员赠送 ${GIFT} 积分，并告知双倍积分与可兑换的内容；同一客户最多隔月一次。`,
  },
  adapt: {
    en: 'The day, the hour, how many points are given, and what points buy. Points come from two events of the shop: earned and redeemed; whoever keeps them credits the gift on the event Benefit Granted.',
    zh: '日期、时间、赠送积分数与可兑换的内容。积分来自商城的两个事件：获得与兑换；赠送的积分由积分系统依据事件 Benefit Granted 入账。',
  },
  definitions: (house) => [
    customerName,
    defineTrait({
      id: 'points_earned',
      name: { en: 'Points earned', zh: '累计积分' },
      event: 'Points Earned',
      aggregate: 'sum',
      property: 'points',
    }),
    defineTrait({
      id: 'points_spent',
      name: { en: 'Points spent', zh: '已用积分' },
      event: 'Points Redeemed',
      aggregate: 'sum',
      property: 'points',
    }),
    defineTrait({
      id: 'points',
      name: { en: 'Points', zh: '积分余额' },
      formula: formula.subtract('points_earned', 'points_spent'),
    }),
    defineSegment({
      id: 'points_holders',
      name: { en: 'Have points to spend', zh: '有可用积分' },
      condition: trait('points').atLeast(POINTS),
    }),
    defineBenefit({ id: 'member_day_points', name: { en: 'Points of member day', zh: '会员日赠送积分' }, type: 'points', points: GIFT }),
    defineJourney({
      id: 'member_day',
      name: { en: 'Member day with points', zh: '会员日积分礼遇' },
      description: { en: 'The 8th of each month, for whoever has points to spend.', zh: '每月 8 日，面向有可用积分的会员。' },
      stage: 'retain',
      trigger: onSchedule({ every: 'month', day: 8, at: '10:00', segment: 'points_holders' }),
      reentry: { after: '55d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.02, within: '7d' },
      steps: [
        benefit('member_day_points', { id: 'points', as: 'gift' }),
        house.reach('member_day', 'offer', ['mp_subscription', 'email', 'sms']),
        wait('7d', { id: 'time-to-spend' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'member_day',
    name: { en: 'Member day', zh: '会员日' },
    path: '/member-day',
    zh: {
      subject: '今天是会员日',
      preview: '双倍积分',
      text: `${HELLO.zh}会员日双倍积分，另赠您 {{ event.gift | default: 0 }} 分。您已有 {{ trait.points | default: 0 }} 分，可换小样与课程。`,
      button: '兑换积分',
    },
    en: {
      subject: 'It is member day',
      preview: 'Double points',
      text: `${HELLO.en}double points today, and {{ event.gift | default: 0 }} more for you. You had {{ trait.points | default: 0 }} to spend on samples and classes.`,
      button: 'Spend points',
    },
  });
}
