/** Time of day and of the week, by the clock that the events carry. */
import { all, event, property, type TagDefinition, trait } from '../../../define/index.ts';
import { ordersOf, type Shop, tagsOf } from '../shop.ts';

export function daytimeTags(shop: Shop): readonly TagDefinition[] {
  return [...orders(shop), ...visits(shop)];
}

function orders(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'daytime');
  return [
    make(
      ['morning', 'Buys in the morning', '早间购买', 'Orders most often between 5 and 10 o’clock.', '最常在 5 至 10 点下单。'],
      trait('order_hour').between(5, 10),
    ),
    make(
      ['noon', 'Buys at noon', '午间购买', 'Two orders at least between 11 and 13 o’clock.', '11 至 13 点下单两次以上。'],
      trait('orders_at_noon').atLeast(2),
    ),
    make(
      ['evening', 'Buys in the evening', '晚间购买', 'Three orders at least between 18 and 22 o’clock.', '18 至 22 点下单三次以上。'],
      trait('orders_in_the_evening').atLeast(3),
    ),
    make(
      ['night', 'Buys at night', '深夜购买', 'Ordered between 23 and 4 o’clock.', '曾在 23 点至次日 4 点下单。'],
      trait('orders_at_night').atLeast(1),
    ),
    make(
      [
        'morning_only',
        'Mornings only',
        '仅早间',
        'Two orders at least, never in the evening or at night, and one in the morning.',
        '两单以上，有早间订单，无晚间深夜订单。',
      ],
      all(
        trait('orders').atLeast(2),
        trait('orders_in_the_morning').atLeast(1),
        trait('orders_in_the_evening').is(0),
        trait('orders_at_night').is(0),
      ),
      { contradicts: ['daytime_night', 'daytime_evening'] },
    ),
    make(
      ['weekend', 'Buys on weekends', '周末购买', 'Two orders at least, over half of them on weekends.', '两单以上，半数以上在周末。'],
      all(trait('orders').atLeast(2), trait('weekend_share').greaterThan(0.5)),
      { contradicts: ['daytime_weekday'] },
    ),
  ];
}

function visits(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'daytime');
  const { properties, events } = shop;
  const order = ordersOf(shop);
  const hour = property(properties.hour);
  return [
    make(
      ['weekday', 'Buys on working days', '工作日购买', 'Three orders at least, none on a weekend.', '三单以上，均在工作日。'],
      all(trait('orders').atLeast(3), trait('weekend_orders').is(0)),
    ),
    make(
      ['any_day', 'Buys on any day', '无固定日', 'Has ordered on five different days of the week.', '一周中五天以上均有下单。'],
      trait('order_weekdays').atLeast(5),
    ),
    make(
      [
        'night_browser',
        'Browses at night',
        '深夜浏览',
        'Viewed products at night in the last 30 days, twice at least.',
        '近 30 天深夜浏览两次以上。',
      ],
      event(events.view).performed({ atLeast: 2, within: { last: '30d' }, where: hour.oneOf(23, 0, 1, 2, 3, 4) }),
    ),
    make(
      [
        'commuter',
        'Opens on the way',
        '通勤浏览',
        'Opened the app three times in 90 days between 7 and 9 or 17 and 19 o’clock.',
        '近 90 天通勤时段打开三次以上。',
      ],
      event(events.open).performed({ atLeast: 3, within: { last: '90d' }, where: hour.oneOf(7, 8, 17, 18) }),
    ),
    make(
      [
        'evening_browser',
        'Browses in the evening',
        '晚间浏览',
        'Views products most often between 19 and 22 o’clock.',
        '最常在 19 至 22 点浏览。',
      ],
      trait('view_hour').between(19, 22),
    ),
    make(
      [
        'weekend_visitor',
        'Comes to the store on weekends',
        '周末到店',
        'Came to a store on a weekend in the last 90 days.',
        '近 90 天周末到店。',
      ],
      event(events.storeLeft).performed({ within: { last: '90d' }, where: property(properties.weekday).atLeast(6) }),
    ),
    make(
      [
        'lunch_order_lately',
        'Ordered at noon lately',
        '近期午间下单',
        'Ordered between 11 and 13 o’clock in the last 30 days.',
        '近 30 天 11 至 13 点下单。',
      ],
      order.performed({ within: { last: '30d' }, where: hour.between(11, 13) }),
    ),
  ];
}
