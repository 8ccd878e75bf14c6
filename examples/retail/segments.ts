/** Segments over RFM scores, windows, sequences, and things not done since. */
import { all, any, defineSegment, event, not, property, type SegmentDefinition, segment, tag, trait } from 'volano';
import { CANCELLATION, PURCHASE, paid } from './paid.ts';

const bought = event(PURCHASE);

export const segments: readonly SegmentDefinition[] = [
  defineSegment({ id: 'customers', name: { en: 'Customers', zh: '客户' }, condition: trait('orders').atLeast(1) }),
  defineSegment({ id: 'repeat_customers', name: { en: 'Repeat customers', zh: '复购客户' }, condition: trait('orders').atLeast(2) }),
  defineSegment({
    id: 'champions',
    name: { en: 'Champions', zh: '冠军客户' },
    condition: all(trait('r5').atLeast(4), trait('f5').atLeast(4), trait('m5').atLeast(4)),
  }),
  defineSegment({
    id: 'cannot_lose',
    name: { en: 'Cannot lose them', zh: '不可流失客户' },
    condition: all(trait('r5').atMost(2), trait('f5').atLeast(4), trait('m5').atLeast(4)),
  }),
  defineSegment({
    id: 'promising',
    name: { en: 'Promising', zh: '潜力客户' },
    condition: all(trait('r5').atLeast(4), trait('f5').between(1, 2)),
  }),
  defineSegment({
    id: 'high_value',
    name: { en: 'High value, last 90 days', zh: '近 90 天高价值' },
    condition: trait('revenue_90d').atLeast(2500),
  }),
  defineSegment({
    id: 'active_30d',
    name: { en: 'Ordered in the last 30 days', zh: '近 30 天下单' },
    condition: bought.performed({ within: { last: '30d' }, where: paid() }),
  }),
  defineSegment({
    id: 'silent_90d',
    name: { en: 'Ordered, but not in the last 90 days', zh: '已购且近 90 天未下单' },
    condition: all(trait('orders').atLeast(1), bought.notPerformed({ within: { last: '90d' }, where: paid() })),
  }),
  defineSegment({
    id: 'lights_then_christmas',
    name: { en: 'Lights, then Christmas', zh: '先烛台后圣诞' },
    condition: bought.performedThen(PURCHASE, {
      within: '60d',
      last: '60d',
      where: paid(property('name').contains('t-light')),
      thenWhere: paid(property('name').contains('christmas')),
    }),
  }),
  defineSegment({
    id: 'cancelled_and_gone',
    name: { en: 'Cancelled and has not ordered since', zh: '取消后未再下单' },
    condition: event(CANCELLATION).performedWithout(PURCHASE, {
      after: '14d',
      within: '90d',
      where: property('customer_id').present(),
      withoutWhere: paid(),
    }),
  }),
  defineSegment({
    id: 'slowing_down',
    name: { en: 'Bought last month, not this month', zh: '上月消费本月未消费' },
    condition: all(trait('revenue_previous_month').greaterThan(0), bought.notPerformed({ within: { this: 'month' }, where: paid() })),
  }),
  defineSegment({
    id: 'loyal_monthly',
    name: { en: 'Four months in a row', zh: '连续四个月下单' },
    condition: trait('monthly_streak').atLeast(4),
  }),
  defineSegment({
    id: 'for_the_catalog',
    name: { en: 'For the printed catalog', zh: '寄送目录' },
    condition: all(any(tag('tier_a'), tag('tier_b')), not(tag('cancels')), not(segment('silent_90d'))),
  }),
  defineSegment({
    id: 'key_accounts_at_risk',
    name: { en: 'Valuable and silent', zh: '高价值沉默' },
    condition: all(tag('tier_a'), segment('silent_90d')),
  }),
];
