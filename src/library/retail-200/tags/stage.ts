/** Life cycle: where a customer stands, from the first look to the return after a silence. */
import { all, any, event, not, type TagDefinition, tag, trait } from '../../../define/index.ts';
import { orderFilter, ordersOf, type Shop, tagsOf } from '../shop.ts';

export function stageTags(shop: Shop): readonly TagDefinition[] {
  return [...before(shop), ...buying(shop), ...leaving(shop)];
}

function before(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'stage');
  const { events } = shop;
  const order = ordersOf(shop);
  return [
    make(
      ['visitor', 'Visitor', '访客', 'Seen, but has never ordered nor joined.', '出现过，但从未下单或入会。'],
      all(trait('orders').is(0), trait('member_since').missing()),
    ),
    make(
      ['member_no_order', 'Member without an order', '未下单会员', 'Joined and has not ordered yet.', '已入会，尚未下单。'],
      all(trait('member_since').present(), trait('orders').is(0)),
    ),
    make(['new_member', 'New member', '新会员', 'Joined in the last 30 days.', '近 30 天入会。'], trait('member_since').withinLast('30d')),
    make(
      [
        'fresh_visitor',
        'Seen first lately',
        '新访客',
        'Seen for the first time in this or the previous calendar month.',
        '本月或上月首次出现。',
      ],
      any(trait('first_seen_at').duringThis('month'), trait('first_seen_at').duringPrevious('month')),
    ),
    make(
      [
        'browsing_prospect',
        'Browses without an order',
        '浏览未购',
        'Viewed three products in 30 days and has never ordered.',
        '近 30 天浏览 3 次以上且从未下单。',
      ],
      all(trait('views_30d').atLeast(3), not(order.performed())),
    ),
    make(
      [
        'cart_prospect',
        'First cart waiting',
        '首次加购待下单',
        'Put something into the cart in the last 14 days and has never ordered.',
        '近 14 天加购且从未下单。',
      ],
      all(event(events.add).performed({ within: { last: '14d' } }), trait('orders').is(0)),
    ),
    make(
      [
        'checkout_left',
        'Checkout left',
        '结算未支付',
        'Began to check out in the last 7 days and has not ordered since.',
        '近 7 天开始结算且此后未下单。',
      ],
      event(events.checkout).performedWithout(events.order, { within: '7d', ...orderFilter(shop, 'withoutWhere') }),
    ),
    make(
      [
        'quick_starter',
        'Ordered within a week of joining',
        '入会一周内下单',
        'The first order came within 7 days of joining, in the last 90 days.',
        '近 90 天内，入会后 7 天内下单。',
      ],
      event(events.joined).performedThen(events.order, { within: '7d', last: '90d', ...orderFilter(shop, 'thenWhere') }),
    ),
  ];
}

function buying(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'stage');
  const order = ordersOf(shop);
  return [
    make(
      ['new_customer', 'New customer', '新客', 'First order in the last 30 days.', '近 30 天首单。'],
      trait('first_order_at').withinLast('30d'),
    ),
    make(['one_order', 'One order so far', '单次购买', 'Exactly one order ever.', '累计仅一单。'], trait('orders').is(1)),
    make(
      ['second_order_due', 'Second order due', '待复购', 'One order, 30 to 90 days ago.', '仅一单，距今 30 至 90 天。'],
      all(trait('orders').is(1), trait('days_since_order').between(30, 90)),
    ),
    make(['repeat_buyer', 'Repeat buyer', '复购客户', 'Two orders at least.', '累计两单以上。'], trait('orders').atLeast(2)),
    make(
      ['active', 'Active buyer', '活跃客户', 'Ordered in the last 60 days.', '近 60 天下单。'],
      trait('last_order_at').withinLast('60d'),
    ),
    make(
      ['growing', 'Growing', '成长期', 'Spent more in the last 90 days than in the 90 days before.', '近 90 天消费高于前 90 天。'],
      all(trait('growth_90d').greaterThan(0), trait('first_order_at').beforeLast('90d')),
    ),
    make(
      [
        'mature',
        'Mature',
        '成熟期',
        'Five orders, the first over half a year ago, the last within 60 days.',
        '五单以上，首单超半年，近 60 天下单。',
      ],
      all(trait('orders').atLeast(5), trait('first_order_at').beforeLast('180d'), trait('last_order_at').withinLast('60d')),
    ),
    make(
      ['regular', 'Buys regularly', '规律购买', 'Ordered in four of the last six months.', '近六个月中至少四个月下单。'],
      order.regularly({ unit: 'month', of: 6, atLeast: 4 }),
    ),
    make(
      ['first_order_previous_month', 'First order last month', '上月首单', 'First order in the previous calendar month.', '上月首次下单。'],
      trait('first_order_at').duringPrevious('month'),
    ),
  ];
}

function leaving(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'stage');
  const { events } = shop;
  const order = ordersOf(shop);
  return [
    make(
      ['cooling', 'Cooling', '降温', 'Last order 60 to 90 days ago.', '距上次下单 60 至 90 天。'],
      trait('days_since_order').between(60, 90),
    ),
    make(
      ['at_risk', 'At risk', '流失风险', 'Two orders at least, the last one 91 to 180 days ago.', '两单以上，距上次下单 91 至 180 天。'],
      all(trait('orders').atLeast(2), trait('days_since_order').between(91, 180)),
    ),
    make(
      ['dormant', 'Dormant', '沉默客户', 'Has bought, but not in the last 90 days.', '已购，近 90 天未下单。'],
      all(trait('orders').atLeast(1), order.notPerformed({ within: { last: '90d' } })),
    ),
    make(
      ['lost', 'Lost', '流失', 'Last order over 180 days ago and not seen for 60.', '超 180 天未下单且 60 天未出现。'],
      all(trait('last_order_at').beforeLast('180d'), trait('last_seen_at').beforeLast('60d')),
    ),
    make(
      [
        'silent_after_first',
        'Silent after the first order',
        '首单后沉默',
        'One order, and not seen since for 45 days.',
        '仅一单，45 天未出现。',
      ],
      all(trait('orders').is(1), not(event('*').performed({ within: { last: '45d' } }))),
    ),
    make(
      [
        'looks_again',
        'Looks again',
        '重新关注',
        'No order for 90 days, but viewed a product in the last 14.',
        '90 天未下单，近 14 天浏览商品。',
      ],
      all(trait('days_since_order').greaterThan(90), event(events.view).performed({ within: { last: '14d' } })),
    ),
    make(
      [
        'paused',
        'Bought last month, not this month',
        '上月消费本月未消费',
        'Ordered in the previous calendar month and not in this one.',
        '上月下单，本月未下单。',
      ],
      all(trait('revenue_previous_month').greaterThan(0), order.notPerformed({ within: { this: 'month' } })),
    ),
    make(
      [
        'to_win_back',
        'Worth winning back',
        '值得召回',
        'Dormant, with more than one order and no refund habit.',
        '沉默、多次购买且无退款习惯。',
      ],
      all(tag('stage_dormant'), trait('orders').atLeast(2), not(any(trait('refund_rate').atLeast(0.5), trait('refunds').atLeast(3)))),
    ),
  ];
}
