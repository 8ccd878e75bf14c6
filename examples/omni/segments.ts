/** The segments the brand works with: windows, sequences, things left undone, and segments of segments. */
import { all, any, defineSegment, event, not, property, type SegmentDefinition, segment, tag, trait } from 'volano';

const ORDER = 'Order Completed';

export const segments: readonly SegmentDefinition[] = [
  defineSegment({ id: 'buyers', name: { en: 'Buyers', zh: '已购客户' }, condition: trait('orders').atLeast(1) }),
  defineSegment({ id: 'repeat_buyers', name: { en: 'Repeat buyers', zh: '复购客户' }, condition: trait('orders').atLeast(2) }),
  defineSegment({
    id: 'high_value',
    name: { en: 'High RFM', zh: '高价值 RFM' },
    condition: all(trait('rfm_r').atLeast(4), trait('rfm_f').atLeast(4), trait('rfm_m').atLeast(4)),
  }),
  defineSegment({
    id: 'active_7d',
    name: { en: 'Active in the last 7 days', zh: '近 7 天活跃' },
    condition: event('*').performed({ within: { last: '7d' } }),
  }),
  defineSegment({
    id: 'dormant_60d',
    name: { en: 'Bought, but not in the last 60 days', zh: '已购且近 60 天未下单' },
    condition: all(trait('orders').atLeast(1), event(ORDER).notPerformed({ within: { last: '60d' } })),
  }),
  defineSegment({
    id: 'cart_open',
    name: { en: 'Cart left for 2 hours', zh: '加购 2 小时未下单' },
    condition: event('Product Added').performedWithout(ORDER, { after: '2h', within: '3d' }),
  }),
  defineSegment({
    id: 'checkout_open',
    name: { en: 'Checkout left for 2 hours', zh: '结算 2 小时未付款' },
    condition: event('Checkout Started').performedWithout(ORDER, { after: '2h', within: '3d', where: property('value').atLeast(200) }),
  }),
  defineSegment({
    id: 'new_members',
    name: { en: 'Joined a day ago, no order yet', zh: '入会一天未下单' },
    condition: event('Membership Joined').performedWithout(ORDER, { after: '1d', within: '14d' }),
  }),
  defineSegment({
    id: 'quick_deciders',
    name: { en: 'Ordered within a day of looking', zh: '浏览后一天内下单' },
    condition: event('Product Viewed').performedThen(ORDER, { within: '1d', last: '30d' }),
  }),
  defineSegment({
    id: 'store_to_online',
    name: { en: 'From the store to online', zh: '门店转线上' },
    condition: event(ORDER).performedThen(ORDER, {
      within: '60d',
      last: '90d',
      where: property('channel').is('store'),
      thenWhere: property('channel').isNot('store'),
    }),
  }),
  defineSegment({
    id: 'window_shoppers',
    name: { en: 'Look but do not buy', zh: '只逛不买' },
    condition: all(trait('views_30d').atLeast(6), event(ORDER).notPerformed({ within: { last: '30d' } })),
  }),
  defineSegment({
    id: 'loyal_monthly',
    name: { en: 'Three months in a row', zh: '连续三个月下单' },
    condition: trait('monthly_streak').atLeast(3),
  }),
  defineSegment({
    id: 'slowing_down',
    name: { en: 'Bought last month, not this month', zh: '上月消费本月未消费' },
    condition: all(trait('revenue_previous_month').greaterThan(0), event(ORDER).notPerformed({ within: { this: 'month' } })),
  }),
  defineSegment({
    id: 'needs_service',
    name: { en: 'Needs a service call', zh: '需服务回访' },
    condition: any(tag('critic'), tag('unhappy_chat'), trait('refunds_90d').atLeast(2)),
  }),
  defineSegment({
    id: 'super_users',
    name: { en: 'Super users', zh: '超级用户' },
    condition: all(tag('tier_platinum'), any(segment('repeat_buyers'), trait('largest_order').atLeast(5000))),
  }),
  defineSegment({
    id: 'super_users_at_risk',
    name: { en: 'Super users at risk', zh: '有流失风险的超级用户' },
    condition: all(segment('super_users'), segment('dormant_60d')),
  }),
  defineSegment({
    id: 'launch_audience',
    name: { en: 'Invited to launches', zh: '新品首发人群' },
    condition: all(any(tag('explorer'), trait('wishes').atLeast(1)), not(segment('needs_service'))),
  }),
  defineSegment({
    id: 'promotable',
    name: { en: 'Good for an offer', zh: '适合促销' },
    condition: all(segment('buyers'), not(segment('needs_service')), not(tag('refund_prone'))),
  }),
];
