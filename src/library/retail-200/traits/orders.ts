/** Orders, refunds and cancellations: the same few windows for all (30, 90, 180 days, this and the previous month), since each costs. */
import { property, type TraitDefinition } from '../../../define/index.ts';
import type { Shop } from '../shop.ts';
import { of, ofOrder, orderCount } from './maker.ts';

export function orderTraits(shop: Shop): readonly TraitDefinition[] {
  return [...ever(shop), ...goods(shop), ...where(shop), ...when(shop), ...windowed(shop), ...undone(shop)];
}

function ever(shop: Shop): readonly TraitDefinition[] {
  const { revenue, orderTotal, discount } = shop.properties;
  return [
    orderCount(shop, ['orders', 'Orders', '订单数']),
    ofOrder(shop, ['revenue', 'Revenue', '消费金额'], { aggregate: 'sum', property: revenue }),
    ofOrder(shop, ['discounts', 'Discounts', '优惠金额'], { aggregate: 'sum', property: discount }),
    ofOrder(shop, ['largest_order', 'Largest order', '最大订单金额'], { aggregate: 'max', property: orderTotal }),
    ofOrder(shop, ['smallest_order', 'Smallest order', '最小订单金额'], { aggregate: 'min', property: orderTotal }),
    ofOrder(shop, ['first_order_value', 'Value of the first order', '首单金额'], { aggregate: 'first', property: orderTotal }),
    ofOrder(shop, ['last_order_value', 'Value of the last order', '最近订单金额'], { aggregate: 'last', property: orderTotal }),
    ofOrder(shop, ['first_order_at', 'First order', '首单时间'], { aggregate: 'first' }),
    ofOrder(shop, ['last_order_at', 'Last order', '最近下单时间'], { aggregate: 'last' }),
    ofOrder(shop, ['days_since_order', 'Days since the last order', '距上次下单天数'], {
      aggregate: 'time_since',
      unit: 'day',
      calendar: true,
    }),
    ofOrder(shop, ['monthly_streak', 'Months in a row with an order', '连续下单月数'], { aggregate: 'streak', unit: 'month' }),
  ];
}

function goods(shop: Shop): readonly TraitDefinition[] {
  const { quantity, boughtCategory, boughtPrice } = shop.properties;
  return [
    ofOrder(shop, ['items_bought', 'Items bought', '购买件数'], { aggregate: 'sum', property: quantity }),
    ofOrder(shop, ['highest_price', 'Highest price paid', '最高购买单价'], { aggregate: 'max', property: boughtPrice }),
    ofOrder(shop, ['mean_price', 'Mean price paid', '平均购买单价'], { aggregate: 'average', property: boughtPrice }),
    ofOrder(shop, ['categories_bought', 'Categories bought', '购买品类数'], { aggregate: 'distinct_count', property: boughtCategory }),
    ofOrder(shop, ['category_list', 'List of categories', '购买品类'], { aggregate: 'distinct_list', property: boughtCategory }),
    ofOrder(shop, ['favorite_category', 'Favorite category', '偏好品类'], { aggregate: 'most_frequent', property: boughtCategory }),
    ofOrder(shop, ['first_category', 'First category', '首购品类'], { aggregate: 'first', property: boughtCategory }),
    ofOrder(shop, ['last_category', 'Last category', '最近购买品类'], { aggregate: 'last', property: boughtCategory }),
  ];
}

function where(shop: Shop): readonly TraitDefinition[] {
  const { channel, store, discount, coupon } = shop.properties;
  const { words } = shop;
  return [
    ofOrder(shop, ['first_channel', 'Channel of the first order', '首单渠道'], { aggregate: 'first', property: channel }),
    ofOrder(shop, ['last_channel', 'Channel of the last order', '最近下单渠道'], { aggregate: 'last', property: channel }),
    ofOrder(shop, ['favorite_channel', 'Favorite channel', '偏好渠道'], { aggregate: 'most_frequent', property: channel }),
    ofOrder(shop, ['order_channels', 'Channels of orders', '下单渠道'], { aggregate: 'distinct_list', property: channel }),
    ofOrder(shop, ['stores_visited', 'Stores bought in', '消费门店数'], { aggregate: 'distinct_count', property: store }),
    ofOrder(shop, ['favorite_store', 'Favorite store', '常去门店'], { aggregate: 'most_frequent', property: store }),
    orderCount(shop, ['store_orders', 'Orders in stores', '门店订单数'], { where: property(channel).is(words.store) }),
    orderCount(shop, ['online_orders', 'Orders online', '线上订单数'], { where: property(channel).isNot(words.store) }),
    orderCount(shop, ['discounted_orders', 'Orders with a discount', '优惠订单数'], { where: property(discount).greaterThan(0) }),
    orderCount(shop, ['coupons_used', 'Coupons used', '用券次数'], { where: property(coupon).present() }),
  ];
}

/** By the clock that the event carries. */
function when(shop: Shop): readonly TraitDefinition[] {
  const { hour, weekday } = shop.properties;
  const between = (low: number, high: number) => ({ where: property(hour).between(low, high) });
  return [
    orderCount(shop, ['orders_at_night', 'Orders at night (23 to 5)', '深夜订单数（23 至 5 点）'], {
      where: property(hour).oneOf(23, 0, 1, 2, 3, 4),
    }),
    orderCount(shop, ['orders_in_the_morning', 'Orders from 5 to 10', '早间订单数（5 至 10 点）'], between(5, 10)),
    orderCount(shop, ['orders_at_noon', 'Orders from 11 to 13', '午间订单数（11 至 13 点）'], between(11, 13)),
    orderCount(shop, ['orders_in_the_evening', 'Orders from 18 to 22', '晚间订单数（18 至 22 点）'], between(18, 22)),
    orderCount(shop, ['weekend_orders', 'Orders on weekends', '周末订单数'], { where: property(weekday).atLeast(6) }),
    ofOrder(shop, ['order_hour', 'Usual hour of orders', '常下单时段'], { aggregate: 'most_frequent', property: hour }),
    ofOrder(shop, ['order_weekdays', 'Days of the week with orders', '下单星期数'], { aggregate: 'distinct_count', property: weekday }),
  ];
}

function windowed(shop: Shop): readonly TraitDefinition[] {
  const { revenue, orderTotal } = shop.properties;
  const sum = { aggregate: 'sum', property: revenue } as const;
  return [
    orderCount(shop, ['orders_30d', 'Orders, last 30 days', '近 30 天订单数'], { window: { last: '30d' } }),
    orderCount(shop, ['orders_90d', 'Orders, last 90 days', '近 90 天订单数'], { window: { last: '90d' } }),
    orderCount(shop, ['orders_180d', 'Orders, last 180 days', '近 180 天订单数'], { window: { last: '180d' } }),
    ofOrder(shop, ['revenue_30d', 'Revenue, last 30 days', '近 30 天消费'], { ...sum, window: { last: '30d' } }),
    ofOrder(shop, ['revenue_60d', 'Revenue, last 60 days', '近 60 天消费'], { ...sum, window: { last: '60d' } }),
    ofOrder(shop, ['revenue_90d', 'Revenue, last 90 days', '近 90 天消费'], { ...sum, window: { last: '90d' } }),
    ofOrder(shop, ['revenue_180d', 'Revenue, last 180 days', '近 180 天消费'], { ...sum, window: { last: '180d' } }),
    ofOrder(shop, ['revenue_previous_month', 'Revenue, previous month', '上月消费'], { ...sum, window: { previous: 'month' } }),
    ofOrder(shop, ['largest_order_90d', 'Largest order, last 90 days', '近 90 天最大订单'], {
      aggregate: 'max',
      property: orderTotal,
      window: { last: '90d' },
    }),
  ];
}

function undone({ events, properties, orderLines }: Shop): readonly TraitDefinition[] {
  return [
    of(events.refund, ['refunds', 'Refunds', '退款次数'], { aggregate: 'count' }),
    of(events.refund, ['refunded', 'Refunded', '退款金额'], { aggregate: 'sum', property: properties.refundTotal }),
    of(events.refund, ['refunds_90d', 'Refunds, last 90 days', '近 90 天退款次数'], { aggregate: 'count', window: { last: '90d' } }),
    of(events.refund, ['last_refund_at', 'Last refund', '最近退款时间'], { aggregate: 'last' }),
    of(events.refund, ['refunded_category', 'Most refunded category', '最常退款品类'], {
      aggregate: 'most_frequent',
      property: properties.refundCategory,
    }),
    of(
      events.cancel,
      ['cancelled_orders', 'Orders cancelled', '取消订单数'],
      orderLines ? { aggregate: 'distinct_count', property: properties.orderId } : { aggregate: 'count' },
    ),
  ];
}
