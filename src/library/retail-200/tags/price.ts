/** Price sensitivity: discounts, coupons, and what they look at and pay. */
import { all, any, event, not, property, type TagDefinition, trait } from '../../../define/index.ts';
import { orderFilter, ordersOf, type Shop, tagsOf } from '../shop.ts';

export function priceTags(shop: Shop): readonly TagDefinition[] {
  return [...discounts(shop), ...prices(shop)];
}

function discounts(shop: Shop): readonly TagDefinition[] {
  return [...discountShares(shop), ...coupons(shop)];
}

function discountShares(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'price');
  return [
    make(
      [
        'discount_hunter',
        'Buys with discounts',
        '优惠敏感',
        'Three orders at least, over half of them with a discount.',
        '三单以上，半数以上使用优惠。',
      ],
      all(trait('orders').atLeast(3), trait('discounted_share').greaterThan(0.5)),
      { contradicts: ['price_never_discount'] },
    ),
    make(
      ['never_discount', 'Never needs a discount', '从不用优惠', 'Two orders at least, none with a discount.', '两单以上，均未使用优惠。'],
      all(trait('orders').atLeast(2), trait('discounted_orders').is(0)),
    ),
    make(
      [
        'sometimes_discount',
        'Takes a discount now and then',
        '偶尔用优惠',
        'Between a tenth and half of the orders with a discount.',
        '一成至五成订单使用优惠。',
      ],
      trait('discounted_share').between(0.1, 0.5),
    ),
    make(
      [
        'deep_discount',
        'Deep discounts',
        '深度折扣',
        'Discounts took off an eighth of all they would have paid.',
        '优惠占应付金额八分之一以上。',
      ],
      trait('discount_share').greaterThan(0.12),
    ),
    make(['coupon_user', 'Uses coupons', '用券客户', 'Has paid with a coupon.', '使用过优惠券。'], trait('coupons_used').atLeast(1)),
    make(
      [
        'coupon_once',
        'Used one coupon',
        '仅用过一次券',
        'Exactly one order with a coupon, and others without.',
        '仅一单用券，另有未用券订单。',
      ],
      all(trait('coupons_used').is(1), trait('orders').greaterThan(1)),
    ),
  ];
}

function coupons(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'price');
  const { properties, events } = shop;
  const discounted = property(properties.discount).greaterThan(0);
  return [
    make(
      ['first_order_discount', 'Began with a discount', '优惠首单', 'The first order had a discount.', '首单使用优惠。'],
      event(events.order).firstPerformed(discounted, orderFilter(shop, 'where')),
    ),
    make(
      ['last_order_discount', 'Discount on the last order', '最近一单有优惠', 'The last order had a discount.', '最近一单使用优惠。'],
      event(events.order).lastPerformed(discounted, orderFilter(shop, 'where')),
    ),
    make(
      ['weaned', 'Weaned from discounts', '摆脱优惠', 'Began with a discount, and the last order had none.', '首单用优惠，最近一单未用。'],
      all(
        event(events.order).firstPerformed(discounted, orderFilter(shop, 'where')),
        not(event(events.order).lastPerformed(discounted, orderFilter(shop, 'where'))),
        trait('orders').atLeast(2),
      ),
    ),
    make(
      [
        'discount_quarter',
        'Discounts in the last 90 days',
        '近 90 天用优惠',
        'Discounts of the last 90 days sum to a tenth of an ordinary order.',
        '近 90 天优惠累计达普通订单的十分之一。',
      ],
      event(events.order).aggregate(
        'sum',
        { property: properties.discount, within: { last: '90d' }, ...orderFilter(shop, 'where') },
        (sum) => sum.atLeast(shop.amounts.typicalOrder / 10),
      ),
    ),
  ];
}

function prices(shop: Shop): readonly TagDefinition[] {
  return [...pricesPaid(shop), ...baskets(shop)];
}

function pricesPaid(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'price');
  const { amounts } = shop;
  const { highPrice, lowPrice } = amounts;
  return [
    make(
      ['premium_buyer', 'Buys dear products', '购买高价商品', `Paid ${highPrice} or more for one product.`, `单件支付 ${highPrice} 以上。`],
      trait('highest_price').atLeast(highPrice),
    ),
    make(
      [
        'budget_buyer',
        'Buys cheap products',
        '购买平价商品',
        `Never paid more than ${lowPrice} for one product.`,
        `单件支付从未超过 ${lowPrice}。`,
      ],
      trait('highest_price').atMost(lowPrice),
      { contradicts: ['price_premium_buyer'] },
    ),
    make(
      [
        'middle_buyer',
        'Buys in the middle',
        '购买中价商品',
        `Pays ${lowPrice} to ${highPrice} per product on average.`,
        `平均单价 ${lowPrice} 至 ${highPrice}。`,
      ],
      trait('mean_price').between(lowPrice, highPrice),
    ),
    make(
      [
        'premium_viewer',
        'Looks at dear products',
        '浏览高价商品',
        'Viewed dear products three times in 30 days.',
        '近 30 天浏览高价商品三次以上。',
      ],
      trait('luxury_views_30d').atLeast(3),
    ),
    make(
      [
        'premium_dreamer',
        'Looks dear, buys cheap',
        '看高买低',
        'Viewed dear products in the last 30 days, and never bought one.',
        '近 30 天浏览高价商品，从未购买。',
      ],
      all(trait('luxury_views_30d').atLeast(1), any(trait('highest_price').lessThan(highPrice), trait('highest_price').missing())),
    ),
  ];
}

function baskets(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'price');
  const { events, properties, amounts } = shop;
  const { highPrice, lowPrice } = amounts;
  const order = ordersOf(shop);
  return [
    make(
      [
        'budget_viewer',
        'Looks at cheap products',
        '浏览平价商品',
        'What they viewed in the last 30 days was cheap on average.',
        '近 30 天浏览均价偏低。',
      ],
      trait('mean_price_viewed_30d').atMost(lowPrice),
    ),
    make(
      [
        'big_cart_waiting',
        'Large cart waiting',
        '大额购物车待下单',
        'The last cart was worth two ordinary orders, and no order in 7 days.',
        '最近购物车达两倍普通订单，7 天未下单。',
      ],
      all(trait('cart_total').atLeast(amounts.largeOrder), order.notPerformed({ within: { last: '7d' } })),
    ),
    make(
      [
        'treats_themselves',
        'Bought something dear lately',
        '近期购买高价',
        'An order of the last 90 days holds a dear product.',
        '近 90 天订单含高价商品。',
      ],
      order.performed({ within: { last: '90d' }, where: property(properties.boughtPrice).anyElement((price) => price.atLeast(highPrice)) }),
    ),
    make(
      [
        'only_cheap_baskets',
        'Basket of cheap products',
        '平价购物篮',
        'In the last order every product was cheap.',
        '最近一单全部为平价商品。',
      ],
      event(events.order).lastPerformed(
        property(properties.boughtPrice).everyElement((price) => price.atMost(lowPrice)),
        orderFilter(shop, 'where'),
      ),
    ),
  ];
}
