/** Content interest and intent: what customers search, read, wish for, and look at again and again. */
import { all, any, event, not, property, type TagDefinition, tag, trait } from '../../../define/index.ts';
import { orderFilter, ordersOf, type Shop, tagsOf } from '../shop.ts';

export function interestTags(shop: Shop): readonly TagDefinition[] {
  return [...looks(shop), ...carts(shop), ...contents(shop)];
}

function looks(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'interest');
  const { events, properties, words } = shop;
  const _order = ordersOf(shop);
  return [
    make(
      ['hot', 'Hot lead', '高意向', 'Viewed four products or more in 3 days.', '近 3 天浏览四次以上。'],
      event(events.view).performed({ atLeast: 4, within: { last: '3d' } }),
      { expiry: '7d' },
    ),
    make(
      [
        'looks_no_cart',
        'Looks, adds nothing',
        '浏览未加购',
        'Viewed a product 1 to 7 days ago and has added nothing since.',
        '1 至 7 天前浏览，此后未加购。',
      ],
      event(events.view).performedWithout(events.add, { after: '1d', within: '7d' }),
    ),
    make(
      [
        'cart_left',
        'Cart left behind',
        '购物车遗留',
        'Added something 2 hours to 3 days ago and has not ordered since.',
        '2 小时至 3 天前加购，此后未下单。',
      ],
      event(events.add).performedWithout(events.order, { after: '2h', within: '3d', ...orderFilter(shop, 'withoutWhere') }),
    ),
    make(
      ['window_shopper', 'Looks, does not buy', '只逛不买', 'Six views in 30 days and no order in 30.', '近 30 天浏览六次以上且未下单。'],
      all(trait('views_30d').atLeast(6), trait('orders_30d').is(0)),
    ),
    make(
      ['new_products', 'Looks for what is new', '关注新品', 'Viewed new products twice in 7 days.', '近 7 天浏览新品两次以上。'],
      trait('new_views_7d').atLeast(2),
    ),
    make(
      [
        'new_products_ever',
        'Has looked at what is new',
        '看过新品',
        'Has ever viewed a new product, 3 times at least.',
        '累计浏览新品三次以上。',
      ],
      event(events.view).performed({ atLeast: 3, where: property(properties.isNew).is(true) }),
    ),
    make(['searcher', 'Searches', '搜索客户', 'Searched in the last 30 days.', '近 30 天搜索过。'], trait('searches_30d').atLeast(1)),
    make(
      ['searches_gift', 'Searches for a present', '送礼搜索', 'The last search was for a gift.', '最近搜索礼品。'],
      trait('last_search').containsAny(...words.giftWords),
    ),
    make(
      [
        'search_then_order',
        'Searches, then buys',
        '搜索后下单',
        'Searched and ordered within a day, in the last 180.',
        '近 180 天搜索后一天内下单。',
      ],
      event(events.search).performedThen(events.order, { within: '1d', last: '180d', ...orderFilter(shop, 'thenWhere') }),
    ),
  ];
}

function carts(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'interest');
  const { events } = shop;
  const _order = ordersOf(shop);
  return [
    make(['wishes', 'Has a wish list', '有收藏', 'Something is on the wish list.', '有收藏商品。'], trait('wishes').atLeast(1)),
    make(
      ['long_wish_list', 'Long wish list', '收藏较多', 'Three products or more on the wish list.', '收藏三件以上。'],
      trait('wishes').greaterThan(2),
    ),
    make(
      [
        'wish_waiting',
        'Wish not fulfilled',
        '收藏未购',
        'Put a product on the wish list in the last 60 days and has not ordered since.',
        '近 60 天收藏后未下单。',
      ],
      event(events.wish).performedWithout(events.order, { within: '60d', ...orderFilter(shop, 'withoutWhere') }),
    ),
    make(
      ['dear_checkout', 'Large checkout', '大额结算', 'The last checkout was worth two ordinary orders.', '最近结算金额达两倍普通订单。'],
      trait('cart_value').atLeast(shop.amounts.largeOrder),
    ),
    make(
      ['checks_out_often', 'Checks out often', '频繁结算', 'Checked out twice or more in 30 days.', '近 30 天结算两次以上。'],
      trait('checkouts_30d').atLeast(2),
    ),
    make(
      ['reader', 'Reads', '内容读者', 'Read three contents or more in 30 days.', '近 30 天阅读三篇以上。'],
      trait('contents_30d').atLeast(3),
    ),
    make(
      ['reads_closely', 'Reads closely', '深度阅读', 'Stays 90 seconds or more on a page, on average.', '平均页面停留 90 秒以上。'],
      trait('page_dwell_seconds').atLeast(90),
      { contradicts: ['interest_skims'] },
    ),
    make(
      ['skims', 'Skims', '浅阅读', 'Stays 45 seconds or less on a page, on average.', '平均页面停留不超过 45 秒。'],
      trait('page_dwell_seconds').atMost(45),
    ),
    make(
      ['many_topics', 'Many topics', '兴趣广泛', 'Reads about three topics or more.', '阅读三个以上主题。'],
      trait('content_topics').hasLength({ atLeast: 3 }),
    ),
    make(
      ['topic_known', 'Topic known', '已知兴趣主题', 'The topic that is read most is known.', '已知最常阅读主题。'],
      trait('content_topic').present(),
    ),
    make(
      [
        'read_then_viewed',
        'Reads, then looks',
        '种草',
        'Read a content and viewed a product within 3 days, in the last 90.',
        '近 90 天阅读后 3 天内浏览商品。',
      ],
      event(events.content).performedThen(events.view, { within: '3d', last: '90d' }),
    ),
  ];
}

function contents(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'interest');
  const { events, words } = shop;
  const order = ordersOf(shop);
  return [
    make(
      ['gift_season', 'Bought a gift before', '送礼人群', 'Searched for a gift, asked for one, or bought one.', '搜索、咨询或购买过礼品。'],
      any(tag('interest_searches_gift'), tag('service_asks_gift'), trait('category_list').contains(words.gift)),
    ),
    make(['declared', 'Need declared', '已声明需求', 'Has told a need.', '已声明需求。'], trait('declared_need').present()),
    make(
      ['expecting', 'Expecting a child', '孕期', 'The child is due within 200 days.', '预产期在 200 天内。'],
      trait('due_date').withinNext('200d'),
    ),
    make(
      ['newborn', 'Newborn at home', '新生儿家庭', 'The child was due in the last 180 days.', '预产期在近 180 天内已过。'],
      trait('due_date').withinLast('180d'),
      { contradicts: ['interest_expecting'] },
    ),
    make(
      [
        'ready',
        'Ready to order',
        '即将下单',
        'Looked, added or checked out in the last 2 days, and has ordered before.',
        '近 2 天浏览、加购或结算，且曾下单。',
      ],
      all(
        trait('orders').atLeast(1),
        any(
          event(events.view).performed({ within: { last: '2d' } }),
          event(events.add).performed({ within: { last: '2d' } }),
          event(events.checkout).performed({ within: { last: '2d' } }),
        ),
        not(order.performed({ within: { last: '2d' } })),
      ),
    ),
    make(
      ['behavior_top', 'Behavior score at the top', '行为分最高档', 'Behavior score 5 among the active.', '活跃客户中行为分为 5。'],
      trait('rfm_b').is(5),
    ),
    make(
      ['behavior_low', 'Behavior score at the bottom', '行为分最低档', 'Behavior score 1 among the active.', '活跃客户中行为分为 1。'],
      trait('rfm_b').lessThan(2),
      { contradicts: ['interest_behavior_top'] },
    ),
    make(
      ['few_known', 'Little is known', '信息不足', 'Few events: not one view, order or chat.', '信息少：无浏览、订单与会话。'],
      all(trait('views_30d').is(0), trait('orders').is(0), not(event(events.chat).performed())),
    ),
  ];
}
