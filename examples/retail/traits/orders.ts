/** Orders, revenue and goods over the whole history. An order is an invoice; revenue is quantity times price, in GBP. */
import { defineTrait, type TraitDefinition } from 'volano';
import { ofPaid } from '../paid.ts';

/** Of everything the file says about a customer, cancellations and guests included. */
export const recordTraits: readonly TraitDefinition[] = [
  defineTrait({ id: 'events', name: { en: 'Records', zh: '记录数' }, event: '*', aggregate: 'count' }),
  defineTrait({
    id: 'invoices',
    name: { en: 'Invoices of all kinds', zh: '全部单据数' },
    event: '*',
    aggregate: 'distinct_count',
    property: 'invoice_no',
  }),
  defineTrait({
    id: 'customer_number',
    name: { en: 'Customer number', zh: '客户编号' },
    event: '*',
    aggregate: 'last',
    property: 'customer_id',
  }),
];

export const orderTraits: readonly TraitDefinition[] = [
  ofPaid({ id: 'orders', name: { en: 'Orders', zh: '订单数' }, aggregate: 'distinct_count', property: 'invoice_no' }),
  ofPaid({ id: 'revenue', name: { en: 'Revenue', zh: '消费金额' }, aggregate: 'sum', property: 'revenue' }),
  ofPaid({ id: 'lines', name: { en: 'Invoice lines', zh: '发票行数' }, aggregate: 'count' }),
  ofPaid({ id: 'units', name: { en: 'Units', zh: '购买件数' }, aggregate: 'sum', property: 'quantity' }),
  ofPaid({ id: 'mean_line', name: { en: 'Mean invoice line', zh: '平均行金额' }, aggregate: 'average', property: 'revenue' }),
  ofPaid({ id: 'largest_line', name: { en: 'Largest invoice line', zh: '最大行金额' }, aggregate: 'max', property: 'revenue' }),
  ofPaid({ id: 'smallest_line', name: { en: 'Smallest invoice line', zh: '最小行金额' }, aggregate: 'min', property: 'revenue' }),
  ofPaid({ id: 'highest_price', name: { en: 'Highest unit price', zh: '最高单价' }, aggregate: 'max', property: 'price' }),
  ofPaid({ id: 'mean_price', name: { en: 'Mean unit price', zh: '平均单价' }, aggregate: 'average', property: 'price' }),
  ofPaid({ id: 'first_order_at', name: { en: 'First order', zh: '首单时间' }, aggregate: 'first' }),
  ofPaid({ id: 'last_order_at', name: { en: 'Last order', zh: '最近下单时间' }, aggregate: 'last' }),
  ofPaid({ id: 'first_item', name: { en: 'First item', zh: '首次购买商品' }, aggregate: 'first', property: 'name' }),
  ofPaid({ id: 'last_item', name: { en: 'Last item', zh: '最近购买商品' }, aggregate: 'last', property: 'name' }),
  ofPaid({ id: 'last_price', name: { en: 'Last unit price', zh: '最近购买单价' }, aggregate: 'last', property: 'price' }),
  ofPaid({ id: 'country', name: { en: 'Country', zh: '国家' }, aggregate: 'last', property: 'country' }),
  ofPaid({ id: 'countries', name: { en: 'Countries', zh: '收货国家数' }, aggregate: 'distinct_count', property: 'country' }),
  ofPaid({
    id: 'recency_days',
    name: { en: 'Days since the last order', zh: '距上次下单天数' },
    aggregate: 'time_since',
    unit: 'day',
    calendar: true,
  }),
  ofPaid({
    id: 'order_times',
    name: { en: 'Times of the orders', zh: '下单时刻' },
    aggregate: 'distinct_list',
    property: 'invoice_date',
  }),
  ofPaid({
    id: 'order_moments',
    name: { en: 'Number of times ordered', zh: '下单时刻数' },
    aggregate: 'distinct_count',
    property: 'invoice_date',
  }),
  ofPaid({ id: 'monthly_streak', name: { en: 'Months in a row with an order', zh: '连续下单月数' }, aggregate: 'streak', unit: 'month' }),
  ofPaid({ id: 'weekly_streak', name: { en: 'Weeks in a row with an order', zh: '连续下单周数' }, aggregate: 'streak', unit: 'week' }),
];
