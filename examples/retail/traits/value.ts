/** What follows from other traits: averages, value after cancellations, RFM scores against all customers. */
import { defineTrait, type Expression, formula, type TraitDefinition, trait } from 'volano';

/** 1 for whoever has bought, 0 for the others: to divide by it leaves the others without a value. */
const BOUGHT: Expression = formula.when(trait('orders').atLeast(1), 1, 0);

export const valueTraits: readonly TraitDefinition[] = [
  defineTrait({ id: 'order_value', name: { en: 'Average order value', zh: '客单价' }, formula: formula.divide('revenue', 'orders') }),
  defineTrait({ id: 'lines_per_order', name: { en: 'Lines per order', zh: '单均行数' }, formula: formula.divide('lines', 'orders') }),
  defineTrait({
    id: 'net_revenue',
    name: { en: 'Revenue after cancellations', zh: '取消后消费金额' },
    formula: formula.add(formula.coalesce('revenue', 0), formula.coalesce('cancelled', 0)),
  }),
  defineTrait({
    id: 'cancellation_rate',
    name: { en: 'Cancellations per order', zh: '取消率' },
    formula: formula.divide(formula.coalesce('cancellations', 0), 'orders'),
  }),
  defineTrait({
    id: 'month_on_month',
    name: { en: 'Revenue against the previous month', zh: '环比消费变化' },
    formula: formula.subtract(formula.coalesce('revenue_this_month', 0), formula.coalesce('revenue_previous_month', 0)),
  }),
  defineTrait({
    id: 'market',
    name: { en: 'Market', zh: '市场' },
    formula: formula.when(trait('country').is('United Kingdom'), formula.literal('home'), formula.literal('export')),
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
  defineTrait({ id: 'r5', name: { en: 'Recency score', zh: 'R 分' }, score: { of: 'recency_days', bins: 5, reverse: true } }),
  defineTrait({ id: 'f5', name: { en: 'Frequency score', zh: 'F 分' }, score: { of: 'frequency', bins: 5 } }),
  defineTrait({ id: 'm5', name: { en: 'Monetary score', zh: 'M 分' }, score: { of: 'monetary', bins: 5 } }),
  defineTrait({ id: 'rfm', name: { en: 'RFM', zh: 'RFM' }, formula: formula.concat('r5', 'f5', 'm5') }),
  defineTrait({ id: 'rfm_total', name: { en: 'RFM total', zh: 'RFM 总分' }, formula: formula.add('r5', 'f5', 'm5') }),
];
