/** What follows from other traits: value after refunds, rates, RFM scores. */
import { defineTrait, type Expression, formula, type TraitDefinition, trait } from 'volano';

/** 1 for whoever has bought, 0 for the others: to divide by it leaves the others without a value. */
const BOUGHT: Expression = formula.when(trait('orders').atLeast(1), 1, 0);

export const valueTraits: readonly TraitDefinition[] = [
  defineTrait({
    id: 'net_revenue',
    name: { en: 'Revenue after refunds', zh: '退款后消费金额' },
    formula: formula.subtract(formula.coalesce('revenue', 0), formula.coalesce('refunded', 0)),
  }),
  defineTrait({ id: 'refund_rate', name: { en: 'Refunds per order', zh: '退款率' }, formula: formula.divide('refunds', 'orders') }),
  defineTrait({
    id: 'items_per_order',
    name: { en: 'Items per order', zh: '单均件数' },
    formula: formula.divide('items_bought', 'orders'),
  }),
  defineTrait({
    id: 'discount_share',
    name: { en: 'Share of discounts', zh: '优惠占比' },
    formula: formula.divide('discounts', formula.add('discounts', 'revenue')),
  }),
  defineTrait({
    id: 'month_on_month',
    name: { en: 'Revenue against the previous month', zh: '环比消费变化' },
    formula: formula.subtract(formula.coalesce('revenue_this_month', 0), formula.coalesce('revenue_previous_month', 0)),
  }),
  defineTrait({
    id: 'interest',
    name: { en: 'Interest, 0 to 100', zh: '兴趣分 0 到 100' },
    formula: formula.min(
      100,
      formula.add(formula.multiply(formula.coalesce('views_7d', 0), 2), formula.multiply(formula.coalesce('cart_adds_7d', 0), 10)),
    ),
  }),
  defineTrait({
    id: 'home_channel',
    name: { en: 'Where to meet', zh: '首选触点' },
    formula: formula.when(
      trait('store_orders').atLeast(2),
      formula.coalesce('favorite_store', 'favorite_channel'),
      formula.coalesce('favorite_channel', formula.literal('web')),
    ),
  }),
  // A score ranks those who have the trait: whoever has not bought must have none, not a zero.
  defineTrait({
    id: 'frequency',
    name: { en: 'Orders of a buyer', zh: '购买频次' },
    formula: formula.divide('orders', BOUGHT),
  }),
  defineTrait({
    id: 'monetary',
    name: { en: 'Revenue of a buyer', zh: '购买金额' },
    formula: formula.divide('revenue', BOUGHT),
  }),
  defineTrait({ id: 'rfm_r', name: { en: 'Recency score', zh: 'R 分' }, score: { of: 'days_since_order', bins: 5, reverse: true } }),
  defineTrait({ id: 'rfm_f', name: { en: 'Frequency score', zh: 'F 分' }, score: { of: 'frequency', bins: 5 } }),
  defineTrait({ id: 'rfm_m', name: { en: 'Monetary score', zh: 'M 分' }, score: { of: 'monetary', bins: 5 } }),
  defineTrait({
    id: 'rfm',
    name: { en: 'RFM', zh: 'RFM' },
    formula: formula.concat('rfm_r', formula.literal('-'), 'rfm_f', formula.literal('-'), 'rfm_m'),
  }),
];
