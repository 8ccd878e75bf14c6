/** Value: what a customer has brought, in five tiers and over time. */
import { all, any, not, type TagDefinition, tag, trait } from '../../../define/index.ts';
import { type Shop, tagsOf } from '../shop.ts';

export function valueTags(shop: Shop): readonly TagDefinition[] {
  return [...tiers(shop), ...course(shop)];
}

function tiers(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'value');
  const [b, c, d, e] = shop.amounts.tiers;
  const tier = ([id, en, zh]: readonly [string, string, string], low: number, high?: number) =>
    make(
      [
        id,
        en,
        zh,
        `Value after refunds from ${low}${high === undefined ? '' : ` to below ${high}`}.`,
        `退款后消费 ${low} 起${high === undefined ? '' : `，低于 ${high}`}。`,
      ],
      high === undefined ? trait('net_revenue').atLeast(low) : all(trait('net_revenue').atLeast(low), trait('net_revenue').lessThan(high)),
    );
  return [
    make(
      ['entry', 'Entry value', '入门价值', `Has bought, value after refunds below ${b}.`, `已购，退款后消费低于 ${b}。`],
      all(trait('orders').atLeast(1), trait('net_revenue').lessThan(b)),
    ),
    tier(['low', 'Low value', '低价值'], b, c),
    tier(['middle', 'Middle value', '中价值'], c, d),
    { ...tier(['high', 'High value', '高价值'], d), contradicts: ['risk_refunds_most'] },
    { ...tier(['top', 'Top value', '顶级价值'], e), contradicts: ['risk_refunds_most', 'risk_cancels_often'] },
  ];
}

function course(shop: Shop): readonly TagDefinition[] {
  return [...sizes(shop), ...outlook(shop)];
}

function sizes(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'value');
  const { largeOrder, hugeOrder } = shop.amounts;
  return [
    make(
      ['high_90d', 'High value now', '近期高价值', `Spent ${largeOrder * 2} in the last 90 days.`, `近 90 天消费 ${largeOrder * 2} 以上。`],
      trait('revenue_90d').atLeast(largeOrder * 2),
      { contradicts: ['stage_dormant'] },
    ),
    make(
      [
        'rising',
        'Value rising',
        '价值上升',
        'Spent in the 30 days before, and more in the last 30 days.',
        '前 30 天有消费，近 30 天消费更多。',
      ],
      all(trait('fall_now').lessThan(0), trait('revenue_before_30d').greaterThan(0)),
    ),
    make(
      [
        'falling',
        'Value falling',
        '价值下降',
        'Spent less in the last 30 days than in the 30 days before, and less then than before that.',
        '近 30 天消费低于前 30 天，且前 30 天低于再前 30 天。',
      ],
      all(trait('fall_now').greaterThan(0), trait('fall_before').greaterThan(0)),
      { contradicts: ['value_rising'] },
    ),
    make(
      ['large_basket', 'Large orders', '高客单', `Orders are worth ${largeOrder} on average.`, `平均订单金额 ${largeOrder} 以上。`],
      trait('mean_order').atLeast(largeOrder),
      { contradicts: ['value_small_basket'] },
    ),
    make(
      [
        'small_basket',
        'Small orders',
        '低客单',
        'Orders are worth half of an ordinary one, or less, on average.',
        '平均订单金额不高于普通订单一半。',
      ],
      trait('mean_order').atMost(shop.amounts.smallOrder),
    ),
    make(
      ['huge_order', 'Made a huge order', '大额下单', `One order was worth ${hugeOrder}.`, `单笔订单 ${hugeOrder} 以上。`],
      trait('largest_order').atLeast(hugeOrder),
    ),
    make(
      [
        'huge_order_90d',
        'Made a large order lately',
        '近期大单',
        `An order of the last 90 days was worth ${largeOrder}.`,
        `近 90 天有单笔 ${largeOrder} 以上。`,
      ],
      trait('largest_order_90d').atLeast(largeOrder),
    ),
  ];
}

function outlook(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'value');
  const { typicalOrder, largeOrder } = shop.amounts;
  return [
    make(
      ['rare_but_large', 'Large orders, seldom', '高客单低复购', 'One or two orders, large on average.', '仅一至两单，客单价高。'],
      all(trait('orders').between(1, 2), trait('mean_order').atLeast(largeOrder)),
    ),
    make(
      ['often_but_small', 'Small orders, often', '高频低客单', 'Five orders at least, small on average.', '五单以上，客单价低。'],
      all(trait('orders').atLeast(5), trait('mean_order').lessThan(typicalOrder)),
      { contradicts: ['value_large_basket'] },
    ),
    make(
      [
        'upgrades',
        'Last order larger than the first',
        '客单提升',
        'The last order was worth more than the first one by an ordinary order.',
        '最近一单比首单高出一个普通订单。',
      ],
      trait('order_growth').atLeast(typicalOrder),
    ),
    make(
      ['super_user', 'Super user', '超级用户', 'Top value, active, and no habit of refunds.', '顶级价值、活跃且无退款习惯。'],
      all(tag('value_top'), tag('stage_active'), not(tag('risk_refunds_often'))),
      { contradicts: ['risk_refunds_often', 'stage_dormant'] },
    ),
    make(
      ['at_stake', 'High value at stake', '高价值流失预警', 'High value and dormant or at risk.', '高价值且沉默或有流失风险。'],
      all(tag('value_high'), any(tag('stage_dormant'), tag('stage_at_risk'))),
    ),
    make(
      ['potential', 'Potential', '高潜客户', 'Few orders so far, above the ordinary and active.', '订单少但客单高于普通且活跃。'],
      all(trait('orders').between(1, 3), trait('mean_order').greaterThan(typicalOrder), trait('last_order_at').withinLast('60d')),
    ),
    make(
      [
        'steady',
        'Steady value',
        '稳定价值',
        'Ordered in each of the last 3 months and in this or the previous one.',
        '连续三个月以上下单。',
      ],
      trait('monthly_streak').atLeast(3),
    ),
  ];
}
