/** Category affinity: four tags per category of the project, and how wide the taste is. */
import { all, any, event, property, type TagDefinition, trait } from '../../../define/index.ts';
import type { Category } from '../options.ts';
import { orderFilter, ordersOf, type Shop, tagsOf, wordOf } from '../shop.ts';

export function categoryTags(shop: Shop): readonly TagDefinition[] {
  return [...shop.categories.flatMap((category) => one(shop, category)), ...width(shop)];
}

function one(shop: Shop, category: Category): readonly TagDefinition[] {
  const make = tagsOf(shop, 'category');
  const value = wordOf(category);
  const { en, zh } = category.name;
  const { events, properties } = shop;
  return [
    make([`${category.id}_buyer`, `Buys ${en}`, `购买${zh}`, `Has bought ${en}.`, `购买过${zh}。`], trait('category_list').contains(value)),
    make(
      [`${category.id}_favorite`, `Favorite: ${en}`, `最爱${zh}`, `Bought ${en} more often than anything else.`, `购买最多的品类是${zh}。`],
      trait('favorite_category').is(value),
    ),
    make(
      [
        `${category.id}_interest`,
        `Interest in ${en}`,
        `关注${zh}`,
        `Viewed ${en} most in 30 days, or put it on the wish list.`,
        `近 30 天最常浏览或收藏${zh}。`,
      ],
      any(trait('viewed_category_30d').is(value), trait('wished_category').is(value)),
    ),
    make(
      [
        `${category.id}_waiting`,
        `Looks at ${en}, has not bought it`,
        `关注未购${zh}`,
        `Viewed ${en} in the last 30 days and never bought it.`,
        `近 30 天浏览${zh}，从未购买。`,
      ],
      all(
        event(events.view).performed({ within: { last: '30d' }, where: property(properties.category).is(value) }),
        trait('category_list').doesNotContain(value),
      ),
    ),
  ];
}

function width(shop: Shop): readonly TagDefinition[] {
  return [...breadth(shop), ...baskets(shop)];
}

function breadth(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'category');
  return [
    make(
      ['explorer', 'Tries many categories', '尝鲜', 'Bought in four categories at least.', '购买四个以上品类。'],
      trait('categories_bought').atLeast(4),
      { contradicts: ['category_single'] },
    ),
    make(
      ['single', 'One category only', '单一品类', 'Two orders at least, all in one category.', '两单以上，均为同一品类。'],
      all(trait('orders').atLeast(2), trait('category_list').hasLength({ atMost: 1 })),
    ),
    make(
      ['wide_viewer', 'Looks everywhere', '广泛浏览', 'Viewed four categories in 30 days.', '近 30 天浏览四个以上品类。'],
      trait('categories_viewed_30d').atLeast(4),
    ),
  ];
}

function baskets(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'category');
  const { events, properties } = shop;
  const _order = ordersOf(shop);
  return [
    make(
      [
        'deep_viewer',
        'Looks deep',
        '深度浏览',
        'Viewed two different products or more per category, three in all, in 30 days.',
        '近 30 天每品类浏览两款以上，共三款以上。',
      ],
      all(trait('category_depth').atLeast(2), trait('products_viewed_30d').atLeast(3)),
    ),
    make(
      ['mixed_basket', 'Mixed baskets', '组合购买', 'The last order held three categories or more.', '最近一单含三个以上品类。'],
      event(events.order).lastPerformed(property(properties.boughtCategory).hasLength({ atLeast: 3 }), orderFilter(shop, 'where')),
    ),
    make(
      ['several_items', 'Several items per order', '多件购买', 'Three items per order on average.', '单均三件以上。'],
      trait('items_per_order').atLeast(3),
    ),
    make(
      ['single_items', 'One item per order', '单件购买', 'Two orders at least, with one item each on average.', '两单以上，单均一件。'],
      all(trait('orders').atLeast(2), trait('items_per_order').lessThan(1.5)),
      { contradicts: ['category_several_items'] },
    ),
    make(
      [
        'bought_what_was_viewed',
        'Buys what was viewed',
        '浏览即购',
        'Viewed a product and ordered within a day, in the last 30 days.',
        '近 30 天浏览后一天内下单。',
      ],
      event(events.view).performedThen(events.order, { within: '1d', last: '30d', ...orderFilter(shop, 'thenWhere') }),
    ),
    make(
      ['refunded_one', 'Gave a category back', '有退货品类', 'Refunded products whose category is known.', '退过已知品类的商品。'],
      trait('refunded_category').notEmpty(),
    ),
  ];
}
