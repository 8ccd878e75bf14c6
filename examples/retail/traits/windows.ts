/** The same measures over windows that roll and over calendar periods, and what was cancelled. */
import { defineTrait, property, type TraitDefinition } from 'volano';
import { CANCELLATION, ofPaid } from '../paid.ts';

export const windowTraits: readonly TraitDefinition[] = [
  ofPaid({
    id: 'revenue_30d',
    name: { en: 'Revenue, last 30 days', zh: '近 30 天消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { last: '30d' },
  }),
  ofPaid({
    id: 'revenue_90d',
    name: { en: 'Revenue, last 90 days', zh: '近 90 天消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { last: '90d' },
  }),
  ofPaid({ id: 'lines_7d', name: { en: 'Lines, last 7 days', zh: '近 7 天行数' }, aggregate: 'count', window: { last: '7d' } }),
  ofPaid({
    id: 'orders_90d',
    name: { en: 'Orders, last 90 days', zh: '近 90 天订单数' },
    aggregate: 'distinct_count',
    property: 'invoice_no',
    window: { last: '90d' },
  }),
  ofPaid({
    id: 'largest_line_90d',
    name: { en: 'Largest line, last 90 days', zh: '近 90 天最大行金额' },
    aggregate: 'max',
    property: 'revenue',
    window: { last: '90d' },
  }),
  ofPaid({
    id: 'revenue_this_month',
    name: { en: 'Revenue, this month', zh: '本月消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { this: 'month' },
  }),
  ofPaid({
    id: 'revenue_previous_month',
    name: { en: 'Revenue, previous month', zh: '上月消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { previous: 'month' },
  }),
  ofPaid({
    id: 'revenue_this_quarter',
    name: { en: 'Revenue, this quarter', zh: '本季消费' },
    aggregate: 'sum',
    property: 'revenue',
    window: { this: 'quarter' },
  }),
  ofPaid({
    id: 'orders_this_year',
    name: { en: 'Orders, this year', zh: '本年订单数' },
    aggregate: 'distinct_count',
    property: 'invoice_no',
    window: { this: 'year' },
  }),
  ofPaid({
    id: 'units_this_week',
    name: { en: 'Units, this week', zh: '本周件数' },
    aggregate: 'sum',
    property: 'quantity',
    window: { this: 'week' },
  }),
];

export const cancellationTraits: readonly TraitDefinition[] = [
  defineTrait({ id: 'cancelled_lines', name: { en: 'Cancelled lines', zh: '取消行数' }, event: CANCELLATION, aggregate: 'count' }),
  defineTrait({
    id: 'cancellations',
    name: { en: 'Cancellations', zh: '取消单数' },
    event: CANCELLATION,
    aggregate: 'distinct_count',
    property: 'invoice_no',
  }),
  defineTrait({
    id: 'cancelled',
    name: { en: 'Cancelled value (negative)', zh: '取消金额（负数）' },
    event: CANCELLATION,
    aggregate: 'sum',
    property: 'revenue',
  }),
  defineTrait({ id: 'cancelled_at', name: { en: 'Last cancellation', zh: '最近取消时间' }, event: CANCELLATION, aggregate: 'last' }),
  defineTrait({
    id: 'cancelled_item',
    name: { en: 'Item cancelled most', zh: '最常取消商品' },
    event: CANCELLATION,
    aggregate: 'most_frequent',
    property: 'name',
  }),
  defineTrait({
    id: 'large_cancellations',
    name: { en: 'Large cancelled lines', zh: '大额取消行数' },
    event: CANCELLATION,
    aggregate: 'count',
    where: property('revenue').atMost(-100),
    window: { last: '180d' },
  }),
];
