/** Risk: refunds, cancellations, silence, and behavior that looks like abuse. */
import { all, any, event, not, property, type TagDefinition, tag, trait } from '../../../define/index.ts';
import { orderFilter, ordersOf, type Shop, tagsOf } from '../shop.ts';

export function riskTags(shop: Shop): readonly TagDefinition[] {
  return [...refunds(shop), ...others(shop), ...signs(shop)];
}

function refunds(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'risk');
  const { events, properties } = shop;
  return [
    make(
      [
        'refunds_often',
        'Often refunds',
        '高退款',
        'Two refunds or more, a quarter of the orders at least.',
        '退款两次以上且占订单四分之一以上。',
      ],
      all(trait('refunds').atLeast(2), trait('refund_rate').atLeast(0.25)),
    ),
    make(
      ['refunds_most', 'Refunds most orders', '多数订单退款', 'Half of the orders or more were refunded.', '半数以上订单退款。'],
      trait('refund_rate').atLeast(0.5),
    ),
    make(
      ['refunds_all', 'Refunded all of it', '全部退款', 'All revenue was refunded.', '消费已全部退款。'],
      all(trait('orders').atLeast(1), trait('net_revenue').atMost(0)),
      { contradicts: ['value_middle', 'value_high', 'value_top'] },
    ),
    make(
      ['refunded_lately', 'Refunded lately', '近期退款', 'A refund in the last 30 days.', '近 30 天退款。'],
      trait('last_refund_at').withinLast('30d'),
    ),
    make(
      ['refunds_90d', 'Two refunds in 90 days', '季度两次退款', 'Two refunds or more in 90 days.', '近 90 天两次以上退款。'],
      trait('refunds_90d').atLeast(2),
    ),
    make(
      [
        'refund_and_gone',
        'Refunded and gone',
        '退款后流失',
        'A refund 14 to 180 days ago, and no order since.',
        '14 至 180 天前退款，此后未下单。',
      ],
      event(events.refund).performedWithout(events.order, { after: '14d', within: '180d', ...orderFilter(shop, 'withoutWhere') }),
    ),
    make(
      ['large_refund', 'Large refund', '大额退款', 'A refund of two ordinary orders or more.', '单笔退款达两倍普通订单。'],
      event(events.refund).performed({ where: property(properties.refundTotal).atLeast(shop.amounts.largeOrder) }),
    ),
    make(
      [
        'refunds_value',
        'Refunds much of the value',
        '退款金额占比高',
        'A third of the revenue or more was refunded.',
        '退款金额占消费三分之一以上。',
      ],
      trait('refund_share').atLeast(0.33),
    ),
  ];
}

function others(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'risk');
  const { events } = shop;
  return [
    make(['cancels', 'Cancels', '取消过订单', 'Has cancelled an order.', '取消过订单。'], trait('cancelled_orders').atLeast(1)),
    make(
      ['cancels_often', 'Often cancels', '常取消订单', 'Two orders or more cancelled.', '取消两单以上。'],
      trait('cancelled_orders').atLeast(2),
    ),
    make(
      [
        'cancel_and_gone',
        'Cancelled and gone',
        '取消后流失',
        'Cancelled 7 to 90 days ago, and no order since.',
        '7 至 90 天前取消，此后未下单。',
      ],
      event(events.cancel).performedWithout(events.order, { after: '7d', within: '90d', ...orderFilter(shop, 'withoutWhere') }),
    ),
    make(
      [
        'orders_then_refunds',
        'Refunds at once',
        '快速退款',
        'Ordered and refunded within 3 days, in the last 180.',
        '近 180 天下单后 3 天内退款。',
      ],
      event(events.order).performedThen(events.refund, { within: '3d', last: '180d', ...orderFilter(shop, 'where') }),
    ),
    make(
      [
        'churn',
        'Likely to leave',
        '流失高危',
        'Bought three times or more and not seen for 45 days, or unhappy and not ordering for 60.',
        '三单以上且 45 天未出现，或不满且 60 天未下单。',
      ],
      any(
        all(trait('orders').atLeast(3), trait('last_seen_at').beforeLast('45d')),
        all(tag('service_needs_call'), trait('last_order_at').beforeLast('60d')),
      ),
    ),
    make(
      [
        'value_and_refunds',
        'Value eaten by refunds',
        '高消费高退款',
        'Spent like a high-value customer and refunds often.',
        '消费达高价值且退款多。',
      ],
      all(trait('revenue').atLeast(shop.amounts.tiers[2]), tag('risk_refunds_often')),
    ),
    make(
      ['coupon_only', 'Coupons only', '仅用券购买', 'Two orders or more, each with a discount.', '两单以上且均用优惠。'],
      all(trait('orders').atLeast(2), trait('discounted_share').is(1)),
      { contradicts: ['price_never_discount'] },
    ),
  ];
}

function signs(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'risk');
  const { events, properties } = shop;
  return [
    make(
      [
        'coupon_and_refund',
        'Discount, then refund',
        '用券后退款',
        'An order with a discount was followed by a refund within 30 days, in the last 365.',
        '近一年优惠下单后 30 天内退款。',
      ],
      event(events.order).performedThen(events.refund, {
        within: '30d',
        last: '365d',
        where: shop.ordered(property(properties.discount).greaterThan(0))!,
      }),
    ),
    make(
      [
        'sudden',
        'Sudden burst',
        '突发高频',
        'Three orders or more within the last 30 days, and none in the 60 before.',
        '近 30 天三单以上，且此前 60 天无订单。',
      ],
      all(trait('orders_30d').atLeast(3), trait('orders_before_30d').is(0)),
    ),
    make(
      [
        'restless',
        'Adds much, buys little',
        '频繁加购不买',
        'Three cart additions or more in 7 days without an order.',
        '近 7 天加购三次以上未下单。',
      ],
      all(trait('cart_adds_7d').atLeast(3), ordersOf(shop).notPerformed({ within: { last: '7d' } })),
    ),
    make(
      ['quiet', 'No sign of risk', '无风险信号', 'A buyer without refund, cancellation, or poor rating.', '已购，无退款、取消与差评。'],
      all(trait('orders').atLeast(1), trait('refunds').is(0), trait('cancelled_orders').is(0), not(trait('lowest_rating_90d').atMost(2))),
      { contradicts: ['risk_refunds_often', 'risk_cancels'] },
    ),
    make(
      [
        'refunded_silent',
        'Refunded and silent since',
        '退款后沉默',
        'Refunded an order and has viewed no product in 30 days.',
        '有退款且近 30 天无浏览。',
      ],
      all(trait('refunds').atLeast(1), trait('views_30d').lessThan(1)),
    ),
  ];
}
