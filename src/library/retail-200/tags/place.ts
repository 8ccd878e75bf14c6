/** Geography: cities, languages, stores. */
import { all, event, not, property, type TagDefinition, trait } from '../../../define/index.ts';
import { orderFilter, ordersOf, type Shop, tagsOf, wordOf } from '../shop.ts';

export function placeTags(shop: Shop): readonly TagDefinition[] {
  return [...places(shop), ...stores(shop)];
}

function places(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'place');
  const { properties, events, words } = shop;
  const order = ordersOf(shop);
  const inStore = property(properties.channel).is(words.store);
  return [
    ...shop.cities.map((city) =>
      make(
        [city.id, `In ${city.name.en}`, `${city.name.zh}客户`, `The city told is ${city.name.en}.`, `所在城市为${city.name.zh}。`],
        trait('city').is(wordOf(city)),
      ),
    ),
    ...shop.languages.map((language) =>
      make(
        [
          `reads_${language.id}`,
          `Reads ${language.name.en}`,
          `${language.name.zh}客户`,
          `The locale begins with "${wordOf(language)}".`,
          `语言以“${wordOf(language)}”开头。`,
        ],
        trait('locale').beginsWith(wordOf(language)),
      ),
    ),
    make(['city_known', 'City known', '已知城市', 'Has told a city.', '已知所在城市。'], trait('city').notEmpty()),
    make(['city_unknown', 'City unknown', '城市未知', 'Has told no city.', '所在城市未知。'], trait('city').empty(), {
      contradicts: ['place_city_known'],
    }),
    make(
      ['abroad', 'Another time zone than ours', '异地时区', 'The time zone told is none of the home ones.', '所在时区非本地时区。'],
      all(trait('timezone').present(), trait('timezone').notOneOf(...shop.homeTimeZones)),
    ),
    make(
      [
        'one_store',
        'Loyal to one store',
        '门店忠诚',
        'Three orders in stores at least, all in the same one.',
        '门店三单以上，均在同一门店。',
      ],
      all(trait('store_orders').atLeast(3), trait('stores_visited').is(1)),
      { contradicts: ['place_several_stores'] },
    ),
    make(
      ['several_stores', 'Several stores', '多门店', 'Ordered in two stores at least.', '在两家以上门店下单。'],
      trait('stores_visited').atLeast(2),
    ),
    make(
      [
        'store_lately',
        'In a store lately',
        '近期到店',
        'Came to a store or bought in one in the last 30 days.',
        '近 30 天到店或门店下单。',
      ],
      {
        combinator: 'or',
        rules: [
          event(events.storeLeft).performed({ within: { last: '30d' } }),
          order.performed({ within: { last: '30d' }, where: inStore }),
        ],
      },
    ),
  ];
}

function stores(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'place');
  const { events } = shop;
  const _order = ordersOf(shop);
  return [
    make(
      ['store_regular', 'Comes to the store regularly', '常来店', 'Four visits in 90 days.', '近 90 天到店四次以上。'],
      trait('store_visits_90d').atLeast(4),
    ),
    make(
      [
        'store_lingers',
        'Takes time in the store',
        '店内久留',
        'Two visits in 90 days and 15 minutes on average.',
        '近 90 天到店两次以上，平均停留 15 分钟以上。',
      ],
      all(trait('store_visits_90d').atLeast(2), trait('dwell_seconds').atLeast(900)),
    ),
    make(
      [
        'store_hurries',
        'Hurries through the store',
        '快进快出',
        'Two visits in 90 days, 10 minutes or less on average.',
        '近 90 天到店两次以上，平均停留不超过 10 分钟。',
      ],
      all(trait('store_visits_90d').atLeast(2), trait('dwell_seconds').atMost(600)),
      { contradicts: ['place_store_lingers'] },
    ),
    make(
      ['store_long_visit', 'Once stayed an hour', '曾停留一小时', 'One visit to a store took an hour or more.', '单次到店停留一小时以上。'],
      trait('longest_dwell_seconds').atLeast(3_600),
    ),
    make(
      [
        'store_without_buying',
        'Visits without buying',
        '到店未购',
        'Left a store in the last 30 days and has not ordered since.',
        '近 30 天离店后未下单。',
      ],
      event(events.storeLeft).performedWithout(events.order, { within: '30d', ...orderFilter(shop, 'withoutWhere') }),
    ),
    make(
      [
        'store_to_order',
        'Visits, then buys',
        '到店后购买',
        'Left a store and ordered within 7 days, in the last 90.',
        '近 90 天离店后 7 天内下单。',
      ],
      event(events.storeLeft).performedThen(events.order, { within: '7d', last: '90d', ...orderFilter(shop, 'thenWhere') }),
    ),
    make(
      [
        'far_from_stores',
        'No store near',
        '远离门店',
        'Knows the brand online only: a city is told, and never seen in a store.',
        '已知城市，且从未到店。',
      ],
      all(trait('city').present(), not(event(events.storeLeft).performed()), trait('store_orders').is(0)),
      { contradicts: ['place_store_lately'] },
    ),
  ];
}
