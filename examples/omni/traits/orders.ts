/** Orders of all channels, over the whole history and over windows; refunds. Revenue is after discounts, in CNY. */
import { type ComputedTraitInput, defineTrait, property, type TraitDefinition } from 'volano';

const ORDER = 'Order Completed';
const REFUND = 'Order Refunded';

function ofOrder(input: Omit<ComputedTraitInput, 'event'>): TraitDefinition {
  return defineTrait({ event: ORDER, ...input });
}

export const orderTraits: readonly TraitDefinition[] = [
  ofOrder({ id: 'orders', name: { en: 'Orders', zh: '订单数' }, aggregate: 'count' }),
  ofOrder({ id: 'revenue', name: { en: 'Revenue', zh: '消费金额' }, aggregate: 'sum', property: 'revenue' }),
  ofOrder({ id: 'discounts', name: { en: 'Discounts', zh: '优惠金额' }, aggregate: 'sum', property: 'discount' }),
  ofOrder({ id: 'mean_order', name: { en: 'Mean order', zh: '平均订单金额' }, aggregate: 'average', property: 'revenue' }),
  ofOrder({ id: 'largest_order', name: { en: 'Largest order', zh: '最大订单金额' }, aggregate: 'max', property: 'revenue' }),
  ofOrder({ id: 'smallest_order', name: { en: 'Smallest order', zh: '最小订单金额' }, aggregate: 'min', property: 'revenue' }),
  ofOrder({ id: 'first_order_at', name: { en: 'First order', zh: '首单时间' }, aggregate: 'first' }),
  ofOrder({ id: 'last_order_at', name: { en: 'Last order', zh: '最近下单时间' }, aggregate: 'last' }),
  ofOrder({ id: 'last_order_value', name: { en: 'Value of the last order', zh: '最近订单金额' }, aggregate: 'last', property: 'revenue' }),
  ofOrder({ id: 'first_channel', name: { en: 'Channel of the first order', zh: '首单渠道' }, aggregate: 'first', property: 'channel' }),
  ofOrder({
    id: 'days_since_order',
    name: { en: 'Days since the last order', zh: '距上次下单天数' },
    aggregate: 'time_since',
    unit: 'day',
    calendar: true,
  }),
  ofOrder({ id: 'items_bought', name: { en: 'Items bought', zh: '购买件数' }, aggregate: 'sum', property: 'products[].quantity' }),
  ofOrder({
    id: 'categories_bought',
    name: { en: 'Categories bought', zh: '购买品类数' },
    aggregate: 'distinct_count',
    property: 'products[].category',
  }),
  ofOrder({
    id: 'category_list',
    name: { en: 'List of categories', zh: '购买品类' },
    aggregate: 'distinct_list',
    property: 'products[].category',
  }),
  ofOrder({
    id: 'favorite_category',
    name: { en: 'Favorite category', zh: '偏好品类' },
    aggregate: 'most_frequent',
    property: 'products[].category',
  }),
  ofOrder({ id: 'favorite_channel', name: { en: 'Favorite channel', zh: '偏好渠道' }, aggregate: 'most_frequent', property: 'channel' }),
  ofOrder({ id: 'stores_visited', name: { en: 'Stores bought in', zh: '消费门店数' }, aggregate: 'distinct_count', property: 'store_id' }),
  ofOrder({ id: 'favorite_store', name: { en: 'Favorite store', zh: '常去门店' }, aggregate: 'most_frequent', property: 'store_id' }),
  ofOrder({
    id: 'store_orders',
    name: { en: 'Orders in stores', zh: '门店订单数' },
    aggregate: 'count',
    where: property('channel').is('store'),
  }),
  ofOrder({
    id: 'online_orders',
    name: { en: 'Orders online', zh: '线上订单数' },
    aggregate: 'count',
    where: property('channel').isNot('store'),
  }),
  ofOrder({
    id: 'discounted_orders',
    name: { en: 'Orders with a discount', zh: '优惠订单数' },
    aggregate: 'count',
    where: property('discount').greaterThan(0),
  }),
  ofOrder({ id: 'months', name: { en: 'Months with an order', zh: '下单月份' }, aggregate: 'distinct_list', property: 'period' }),
  ofOrder({ id: 'distinct_orders', name: { en: 'Different orders', zh: '不同订单数' }, aggregate: 'distinct_count', property: 'order_id' }),
  ofOrder({ id: 'monthly_streak', name: { en: 'Months in a row with an order', zh: '连续下单月数' }, aggregate: 'streak', unit: 'month' }),
];

export const windowedOrderTraits: readonly TraitDefinition[] = [
  ofOrder({ id: 'orders_30d', name: { en: 'Orders, last 30 days', zh: '近 30 天订单数' }, aggregate: 'count', window: { last: '30d' } }),
  ofOrder({ id: 'orders_90d', name: { en: 'Orders, last 90 days', zh: '近 90 天订单数' }, aggregate: 'count', window: { last: '90d' } }),
  ofOrder({
    id: 'revenue_30d',
    name: { en: 'Revenue, last 30 days', zh: '近 30 天消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { last: '30d' },
  }),
  ofOrder({
    id: 'revenue_180d',
    name: { en: 'Revenue, last 180 days', zh: '近 180 天消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { last: '180d' },
  }),
  ofOrder({
    id: 'revenue_this_month',
    name: { en: 'Revenue, this month', zh: '本月消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { this: 'month' },
  }),
  ofOrder({
    id: 'revenue_previous_month',
    name: { en: 'Revenue, previous month', zh: '上月消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { previous: 'month' },
  }),
  ofOrder({
    id: 'orders_this_quarter',
    name: { en: 'Orders, this quarter', zh: '本季订单数' },
    aggregate: 'count',
    window: { this: 'quarter' },
  }),
  ofOrder({
    id: 'largest_order_90d',
    name: { en: 'Largest order, last 90 days', zh: '近 90 天最大订单' },
    aggregate: 'max',
    property: 'revenue',
    window: { last: '90d' },
  }),
];

export const refundTraits: readonly TraitDefinition[] = [
  defineTrait({ id: 'refunds', name: { en: 'Refunds', zh: '退款次数' }, event: REFUND, aggregate: 'count' }),
  defineTrait({ id: 'refunded', name: { en: 'Refunded', zh: '退款金额' }, event: REFUND, aggregate: 'sum', property: 'total' }),
  defineTrait({
    id: 'refunds_90d',
    name: { en: 'Refunds, last 90 days', zh: '近 90 天退款次数' },
    event: REFUND,
    aggregate: 'count',
    window: { last: '90d' },
  }),
  defineTrait({
    id: 'refunded_category',
    name: { en: 'Most refunded category', zh: '最常退款品类' },
    event: REFUND,
    aggregate: 'most_frequent',
    property: 'products[].category',
  }),
];
