/** What is looked at, put into the cart, ordered and taken back. */
import type { EventDefinition } from 'volano';
import { boolean, currency, event, integer, money, number, product, products, REQUIRED, storeId, string } from './parts.ts';

const SHOP = 'shop team';
const ORDERS = 'order team';
const orderId = string('Number of the order', '订单号', REQUIRED);
const cartId = string('Number of the cart', '购物车编号', REQUIRED);
const isNew = boolean('Whether it is new in the assortment', '是否为新品');
/** Stores and partners tell of their orders in the night. */
const LATE = '1d';

export const buying: readonly EventDefinition[] = [
  event('Products Searched', {
    owner: SHOP,
    name: ['Products searched', '搜索商品'],
    description: ['Somebody looked for products by words.', '客户用关键词搜索商品。'],
    properties: { query: string('Words that were looked for', '搜索词', REQUIRED) },
  }),
  event('Product Viewed', {
    owner: SHOP,
    name: ['Product viewed', '浏览商品'],
    description: ['Somebody opened the page of a product, or had it shown in a store.', '客户打开商品详情页，或在门店了解商品。'],
    properties: { ...product, is_new: isNew },
    expected: [{ atLeast: 1, per: '1d' }],
    lateAfter: LATE,
  }),
  event('Product Added', {
    owner: SHOP,
    name: ['Product added to cart', '加入购物车'],
    description: ['A product was put into the cart.', '客户将商品加入购物车。'],
    properties: { cart_id: cartId, cart_value: money('Value of the cart with it', '加入后的购物车金额', REQUIRED), ...product },
  }),
  event('Product Added to Wishlist', {
    owner: SHOP,
    name: ['Product added to wish list', '加入心愿单'],
    description: ['A product was put on the wish list.', '客户将商品加入心愿单。'],
    properties: { ...product, is_new: isNew },
    lateAfter: LATE,
  }),
  event('Product Shared', {
    owner: SHOP,
    name: ['Product shared', '分享商品'],
    description: ['Somebody passed a product on to friends.', '客户把商品分享给朋友。'],
    properties: {
      product_id: string('Number of the product', '商品编号', REQUIRED),
      share_via: string('Through what', '分享方式', { ...REQUIRED, allowed: ['wechat', 'moments'] }),
    },
    lateAfter: LATE,
  }),
  event('Checkout Started', {
    owner: SHOP,
    name: ['Checkout started', '开始结账'],
    description: [
      'Somebody began to check out; without an order within the hour the cart is abandoned.',
      '客户开始结账；一小时内未下单视为购物车放弃。',
    ],
    properties: {
      cart_id: cartId,
      value: money('Value of the cart', '购物车金额', REQUIRED),
      currency,
      items: integer('How many products', '商品件数', { ...REQUIRED, min: 1, unit: 'pcs' }),
    },
  }),
  event('Order Completed', {
    owner: ORDERS,
    name: ['Order completed', '完成订单'],
    description: ['An order was paid, online or in a store. Revenue is counted from it.', '线上或门店订单完成支付。收入据此计算。'],
    properties: {
      order_id: orderId,
      revenue: money('After discounts, without shipping and tax', '折后收入，不含运费和税', REQUIRED),
      discount: money('What was taken off', '优惠金额'),
      currency,
      period: string('Month of the order', '订单所属月份', { pattern: '^[0-9]{4}-[0-9]{2}$' }),
      affiliation: string('Where it was made', '成交渠道', REQUIRED),
      store_id: storeId,
      advisor_id: string('Advisor who was paid for it', '成交顾问'),
      coupon: string('Code that was used', '使用的券码'),
      ...products,
    },
    expected: [{ atLeast: 1, per: '7d' }],
    lateAfter: LATE,
  }),
  event('Order Cancelled', {
    owner: ORDERS,
    name: ['Order cancelled', '取消订单'],
    description: ['An order was cancelled before it was sent out.', '订单在发货前取消。'],
    properties: {
      order_id: orderId,
      total: money('Value of the order', '订单金额', REQUIRED),
      currency,
      reason: string('Why', '原因'),
    },
    lateAfter: LATE,
  }),
  event('Order Refunded', {
    owner: ORDERS,
    name: ['Order refunded', '订单退款'],
    description: ['Money went back, for the whole order or for the products named.', '整单或所列商品退款。'],
    properties: {
      order_id: orderId,
      total: number('Money that went back', '退款金额', { ...REQUIRED, min: 0, currency: 'property.currency' }),
      whole: boolean('Whether it was the whole order', '是否整单退款', REQUIRED),
      currency,
      ...products,
    },
    lateAfter: LATE,
  }),
  event('Product Reviewed', {
    owner: SHOP,
    name: ['Product reviewed', '评价商品'],
    description: ['Somebody gave a product stars.', '客户为商品打分。'],
    properties: {
      product_id: string('Number of the product', '商品编号', REQUIRED),
      category: string('Category', '品类', REQUIRED),
      rating: integer('Stars', '星级', { ...REQUIRED, min: 1, max: 5 }),
    },
    lateAfter: LATE,
  }),
];
