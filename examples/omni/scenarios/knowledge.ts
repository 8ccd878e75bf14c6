/** What the scenarios ask about a customer: the cart's value, points, cancelled orders, repairs and answers, devices, value by month. */
import {
  all,
  any,
  defineSegment,
  defineTag,
  defineTrait,
  event,
  formula,
  not,
  property,
  type SegmentDefinition,
  segment,
  type TagDefinition,
  type Text,
  type TraitDefinition,
  tag,
  trait,
} from 'volano';

const ORDER = 'Order Completed';

/** Revenue of the last so many days. */
function revenueOf(days: number): TraitDefinition {
  return defineTrait({
    id: `revenue_${days}d`,
    name: { en: `Revenue, last ${days} days`, zh: `近 ${days} 天消费` },
    event: ORDER,
    aggregate: 'sum',
    property: 'revenue',
    window: { last: `${days}d` },
  });
}

/** Revenue within days from the first to the second, both counted back from now. */
function revenueBetween(id: string, days: readonly [from: number, to: number]): TraitDefinition {
  const [from, to] = days;
  return defineTrait({
    id,
    name: { en: `Revenue, ${to} to ${from} days ago`, zh: `${to} 至 ${from} 天前消费` },
    formula: formula.subtract(formula.coalesce(`revenue_${to}d`, 0), formula.coalesce(`revenue_${from}d`, 0)),
  });
}

/** By how much the later month brought less than the earlier one. */
function fall({ id, name }: { readonly id: string; readonly name: Text }, [earlier, later]: readonly [string, string]): TraitDefinition {
  return defineTrait({ id, name, formula: formula.subtract(earlier, formula.coalesce(later, 0)) });
}

export const scenarioTraits: readonly TraitDefinition[] = [
  revenueOf(60),
  revenueOf(90),
  revenueBetween('revenue_month_before', [30, 60]),
  revenueBetween('revenue_two_months_before', [60, 90]),
  fall({ id: 'value_first_fall', name: { en: 'Fall of value, a month ago', zh: '上月价值降幅' } }, [
    'revenue_two_months_before',
    'revenue_month_before',
  ]),
  fall({ id: 'value_second_fall', name: { en: 'Fall of value, now', zh: '本月价值降幅' } }, ['revenue_month_before', 'revenue_30d']),
  defineTrait({
    id: 'cart_total',
    name: { en: 'Value of the last cart', zh: '最近购物车金额' },
    event: 'Product Added',
    aggregate: 'last',
    property: 'cart_value',
  }),
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
    formula: formula.subtract(formula.coalesce('points_earned', 0), formula.coalesce('points_spent', 0)),
  }),
  defineTrait({
    id: 'coupons_used',
    name: { en: 'Coupons used', zh: '用券次数' },
    event: ORDER,
    aggregate: 'count',
    where: property('coupon').present(),
  }),
  defineTrait({ id: 'cancelled_orders', name: { en: 'Orders cancelled', zh: '取消订单数' }, event: 'Order Cancelled', aggregate: 'count' }),
  defineTrait({
    id: 'after_sales_score',
    name: { en: 'Last after-sales score, 1 to 5', zh: '最近售后评分 1 到 5' },
    event: 'Survey Answered',
    aggregate: 'last',
    property: 'score',
    where: property('topic').is('after_sales'),
  }),
  defineTrait({ id: 'replacement_due', name: { en: 'Device is to be replaced', zh: '设备置换日期' }, type: 'string' }),
  defineTrait({ id: 'device', name: { en: 'Device', zh: '设备' }, type: 'string' }),
  defineTrait({
    id: 'voted_for',
    name: { en: 'Dish of the last vote', zh: '最近投票菜品' },
    event: 'Menu Vote Cast',
    aggregate: 'last',
    property: 'dish',
  }),
  defineTrait({ id: 'dishes', name: { en: 'Dishes handed in', zh: '参赛菜品数' }, event: 'Menu Dish Submitted', aggregate: 'count' }),
];

export const scenarioTags: readonly TagDefinition[] = [
  defineTag({
    id: 'changes_mind',
    name: { en: 'Cancels orders', zh: '常取消订单' },
    owner: 'service',
    rule: trait('cancelled_orders').atLeast(2),
  }),
  defineTag({
    id: 'after_sales_unhappy',
    name: { en: 'Unhappy with after-sales', zh: '售后不满意' },
    owner: 'service',
    rule: trait('after_sales_score').atMost(2),
    expiry: '180d',
  }),
  defineTag({
    id: 'menu_author',
    name: { en: 'Handed in a dish', zh: '菜单共创者' },
    owner: 'community',
    rule: trait('dishes').atLeast(1),
  }),
  defineTag({ id: 'uses_coupons', name: { en: 'Uses coupons', zh: '用券客户' }, owner: 'crm', rule: trait('coupons_used').atLeast(1) }),
];

export const scenarioSegments: readonly SegmentDefinition[] = [
  defineSegment({
    id: 'large_cart_open',
    name: { en: 'Large cart, no order in 7 days', zh: '大额加购 7 天未下单' },
    condition: event('Product Added').performedWithout(ORDER, { after: '7d', within: '14d', where: property('cart_value').atLeast(800) }),
  }),
  defineSegment({
    id: 'browse_open',
    name: { en: 'Looked at something dear and left', zh: '浏览高价商品未加购' },
    condition: event('Product Viewed').performedWithout('Product Added', {
      after: '1d',
      within: '3d',
      where: property('price').atLeast(550),
    }),
  }),
  defineSegment({
    id: 'points_holders',
    name: { en: 'Have points to spend', zh: '有可用积分' },
    condition: trait('points').atLeast(100),
  }),
  defineSegment({
    id: 'asks_without_buying',
    name: { en: 'Ask often and never buy', zh: '多次咨询未下单' },
    condition: tag('experience_sensitive'),
  }),
  defineSegment({
    id: 'large_orders_resting',
    name: { en: 'Large order a month ago, nothing since', zh: '高客单满月未复购' },
    condition: all(tag('rare_but_large'), trait('days_since_order').between(30, 59)),
  }),
  // Value per 30 days stands for the lifetime value's course: a prediction of it is not there yet.
  defineSegment({
    id: 'value_falling',
    name: { en: 'Value falling two months running', zh: '价值连续两月下降' },
    condition: all(trait('value_first_fall').atLeast(100), trait('value_second_fall').atLeast(100)),
  }),
  defineSegment({
    id: 'community_members',
    name: { en: 'Members of the community', zh: '社群成员' },
    condition: event('Community Joined').performed(),
  }),
  defineSegment({
    id: 'launch_audience',
    name: { en: 'Invited to launches', zh: '新品首发人群' },
    condition: all(any(tag('explorer'), trait('wishes').atLeast(1)), not(segment('needs_service'))),
  }),
];
