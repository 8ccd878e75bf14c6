/** Traits that several playbooks read. Revenue is after discounts, in the workspace's currency. */
import { defineTrait, type TraitDefinition } from 'volano';

/** The event of an order, with `order_id`, `revenue` and `products`. */
export const ORDER = 'Order Completed';

export const orders: TraitDefinition = defineTrait({
  id: 'orders',
  name: { en: 'Orders', zh: '订单数' },
  event: ORDER,
  aggregate: 'count',
});

export const revenue: TraitDefinition = defineTrait({
  id: 'revenue',
  name: { en: 'Revenue', zh: '消费金额' },
  event: ORDER,
  aggregate: 'sum',
  property: 'revenue',
});

export const revenue30: TraitDefinition = revenueOf(30);
export const revenue60: TraitDefinition = revenueOf(60);
export const revenue90: TraitDefinition = revenueOf(90);

export const meanOrder: TraitDefinition = defineTrait({
  id: 'mean_order',
  name: { en: 'Mean order', zh: '平均订单金额' },
  event: ORDER,
  aggregate: 'average',
  property: 'revenue',
});

export const daysSinceOrder: TraitDefinition = defineTrait({
  id: 'days_since_order',
  name: { en: 'Days since the last order', zh: '距上次下单天数' },
  event: ORDER,
  aggregate: 'time_since',
  unit: 'day',
  calendar: true,
});

/** What a letter calls somebody. */
export const customerName: TraitDefinition = defineTrait({ id: 'name', name: { en: 'Name', zh: '姓名' }, type: 'string' });

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
