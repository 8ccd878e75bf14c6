/**
 * What follows from other traits: averages and rates, and RFM, extended by behavior (B) and social (S) scores. Scores are quantile bins 1 to 5 among
 * those who have the value: whoever has not bought, looked or taken part has none, not a low one.
 */
import { type Expression, formula, type TraitDefinition, trait } from '../../../define/index.ts';
import { computed, score } from './maker.ts';

/** The value where the trait is above zero, else none: a quotient by zero is missing. */
function where(id: string, value: string | Expression): Expression {
  return formula.divide(value, formula.when(trait(id).greaterThan(0), 1, 0));
}

export const derivedTraits: readonly TraitDefinition[] = [
  computed(['mean_order', 'Mean order', '平均订单金额'], formula.divide('revenue', 'orders')),
  computed(
    ['net_revenue', 'Revenue after refunds', '退款后消费金额'],
    formula.subtract(formula.coalesce('revenue', 0), formula.coalesce('refunded', 0)),
  ),
  computed(['refund_rate', 'Refunds per order', '退款率'], formula.divide('refunds', 'orders')),
  computed(
    ['refund_share', 'Share of revenue refunded', '退款金额占比'],
    formula.divide(formula.coalesce('refunded', 0), where('revenue', 'revenue')),
  ),
  computed(['items_per_order', 'Items per order', '单均件数'], formula.divide('items_bought', 'orders')),
  computed(['discount_share', 'Share of discounts', '优惠占比'], formula.divide('discounts', formula.add('discounts', 'revenue'))),
  computed(['discounted_share', 'Share of orders with a discount', '优惠订单占比'], formula.divide('discounted_orders', 'orders')),
  computed(['weekend_share', 'Share of orders on weekends', '周末订单占比'], formula.divide('weekend_orders', 'orders')),
  computed(['store_share', 'Share of orders in stores', '门店订单占比'], formula.divide('store_orders', 'orders')),
  computed(['revenue_before_30d', 'Revenue, 60 to 30 days ago', '60 至 30 天前消费'], formula.subtract('revenue_60d', 'revenue_30d')),
  computed(
    ['growth_90d', 'Growth of revenue, last 90 days against the 90 before', '近 90 天消费较前 90 天增长'],
    formula.subtract('revenue_90d', formula.subtract('revenue_180d', 'revenue_90d')),
  ),
  computed(
    ['fall_now', 'Fall of revenue, last 30 days against the 30 before', '近 30 天消费较前 30 天降幅'],
    formula.subtract('revenue_60d', 'revenue_30d', 'revenue_30d'),
  ),
  computed(
    ['fall_before', 'Fall of revenue, 30 days before against 30 before that', '前 30 天消费较再前 30 天降幅'],
    formula.add(formula.subtract('revenue_90d', 'revenue_60d', 'revenue_60d'), 'revenue_30d'),
  ),
  computed(['orders_before_30d', 'Orders, 90 to 30 days ago', '90 至 30 天前订单数'], formula.subtract('orders_90d', 'orders_30d')),
  computed(['comments_over_posts', 'Comments beyond posts', '评论多于发言数'], formula.subtract('comments', 'posts')),
  computed(
    ['order_growth', 'Last order against the first', '最近一单较首单增长'],
    formula.subtract('last_order_value', 'first_order_value'),
  ),
  computed(
    ['category_depth', 'Category depth: products viewed per category', '品类深度：每品类浏览商品数'],
    formula.divide('products_viewed_30d', 'categories_viewed_30d'),
  ),
];

export const scoreTraits: readonly TraitDefinition[] = [
  computed(['frequency', 'Orders of a buyer', '购买频次'], where('orders', 'orders')),
  computed(['monetary', 'Revenue of a buyer', '购买金额'], where('orders', 'revenue')),
  score(['rfm_r', 'Recency score', 'R 分'], 'days_since_order', { reverse: true }),
  score(['rfm_f', 'Frequency score', 'F 分'], 'frequency'),
  score(['rfm_m', 'Monetary score', 'M 分'], 'monetary'),
  computed(['rfm_total', 'RFM total, 3 to 15', 'RFM 总分 3 到 15'], formula.add('rfm_r', 'rfm_f', 'rfm_m')),
  computed(
    ['behavior_points', 'Behavior: opens, categories, store visits and dwell time', '行为分：打开、品类、到店与停留'],
    formula.add(
      'app_opens_30d',
      'categories_viewed_30d',
      formula.multiply('store_visits_90d', 3),
      formula.divide(formula.add('dwell_seconds_90d', 'page_dwell_30d'), 600),
    ),
  ),
  computed(['behavior_of_active', 'Behavior of the active', '活跃客户行为分'], where('behavior_points', 'behavior_points')),
  score(['rfm_b', 'Behavior score', 'B 分'], 'behavior_of_active'),
  computed(
    ['social_points', 'Social: posts, comments, votes, entries, shares, referred customers', '社交分：发言、评论、投票、参赛、分享、推荐'],
    formula.add('participation', formula.multiply('shares', 2), formula.multiply('referred_customers', 5)),
  ),
  computed(['social_of_active', 'Social points of those who take part', '参与客户社交分'], where('social_points', 'social_points')),
  score(['rfm_s', 'Social score', 'S 分'], 'social_of_active'),
  computed(
    ['rfm_extended', 'Extended RFM, 3 to 25: R + F + M + B + S', '扩展 RFM 3 到 25：R + F + M + B + S'],
    formula.add('rfm_total', formula.coalesce('rfm_b', 0), formula.coalesce('rfm_s', 0)),
  ),
];
