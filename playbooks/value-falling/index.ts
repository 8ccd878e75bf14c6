/** A customer's value has fallen two months running: a benefit. */
import {
  all,
  benefit,
  type Definition,
  defineBenefit,
  defineJourney,
  defineSegment,
  defineTrait,
  exit,
  formula,
  not,
  occurs,
  onSegment,
  type TraitDefinition,
  trait,
  wait,
} from 'volano';
import { HELLO, type House, type Playbook } from 'volano/library';
import { customerName, ORDER, revenue30, revenue60, revenue90 } from '../shared/traits.ts';

/** A fall by less is none; in the workspace's currency. */
const FALL = 100;

export const valueFalling: Playbook = {
  id: 'value-falling',
  name: { en: 'Benefit when value falls', zh: '价值下降关怀' },
  summary: {
    en: `The revenue of 30 days has fallen by ${FALL} or more twice running: a benefit for old friends, as long as codes are left. Every half a year at most.`,
    zh: `近 30 天消费连续两次下降 ${FALL} 以上：为老朋友送上专属权益（券码用完为止）。半年内最多一次。`,
  },
  adapt: {
    en: 'What the benefit is worth, against what the fall costs; its codes, brought in by `volano benefit import value_coupon FILE`. There is no prediction of the lifetime value yet: that it falls two months running is told by the revenue of three stretches of 30 days, which says what was and not what is to come.',
    zh: '权益成本与下降损失的比较；券码以 `volano benefit import value_coupon FILE` 导入。目前还没有终身价值的预测：“连续两月下降”以三段 30 天消费来判断，说明的是已经发生的，而不是将来的。',
  },
  definitions: (house) => [
    customerName,
    revenue30,
    revenue60,
    revenue90,
    between('revenue_month_before', 30, 60),
    between('revenue_two_months_before', 60, 90),
    defineTrait({
      id: 'value_first_fall',
      name: { en: 'Fall of value, a month ago', zh: '上月价值降幅' },
      formula: formula.subtract('revenue_two_months_before', 'revenue_month_before'),
    }),
    defineTrait({
      id: 'value_second_fall',
      name: { en: 'Fall of value, now', zh: '本月价值降幅' },
      formula: formula.subtract('revenue_month_before', 'revenue_30d'),
    }),
    defineSegment({
      id: 'value_falling',
      name: { en: 'Value falling two months running', zh: '价值连续两月下降' },
      condition: all(trait('value_first_fall').atLeast(FALL), trait('value_second_fall').atLeast(FALL)),
    }),
    defineBenefit({ id: 'value_coupon', name: { en: '¥80 off for old friends', zh: '老友 80 元券' }, type: 'coupon' }),
    defineJourney({
      id: 'value_falling_benefit',
      name: { en: 'Benefit when value falls', zh: '价值下降关怀' },
      description: { en: 'Value has fallen two months running.', zh: '客户价值连续两个月下降。' },
      stage: 'retain',
      trigger: onSegment('value_falling'),
      ...(house.spared && { when: not(house.spared) }),
      reentry: { after: '180d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.03, within: '14d' },
      steps: [
        benefit('value_coupon', { id: 'coupon', as: 'friend_code', onFailure: [exit({ id: 'none-left' })] }),
        house.reach('value_benefit', 'offer', ['wecom_task', 'email', 'sms']),
        wait('13d', { id: 'time-to-use-it' }),
      ],
    }),
    ...content(house),
  ],
};

/** Revenue within days from the first to the second, both counted back from now. */
function between(id: string, from: number, to: number): TraitDefinition {
  return defineTrait({
    id,
    name: { en: `Revenue, ${to} to ${from} days ago`, zh: `${to} 至 ${from} 天前消费` },
    formula: formula.subtract(`revenue_${to}d`, `revenue_${from}d`),
  });
}

function content(house: House): readonly Definition[] {
  return house.letter({
    id: 'value_benefit',
    name: { en: 'Benefit when value falls', zh: '专属权益' },
    path: '/benefit',
    zh: {
      subject: '一份专属权益',
      preview: '为老朋友准备',
      text: `${HELLO.zh}为老朋友准备的专属权益：免费皮肤检测与 80 元券，券码 {{ event.friend_code | default: '' }}，本月有效。`,
      button: '领取权益',
    },
    en: {
      subject: 'A benefit for old friends',
      preview: 'This month',
      text: `${HELLO.en}for old friends: a free skin check and ¥80 off with the code {{ event.friend_code | default: '' }}, this month.`,
      button: 'Take it',
    },
  });
}
