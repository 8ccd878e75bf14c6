/** Segment's e-commerce specification: cart, checkout, orders, coupons. */
import type { EventDefinition } from '../../define/index.ts';
import { currency, event, integer, money, order, product, products, REQUIRED, string } from './parts.ts';

const cart = { cart_id: string('Id of the cart', '购物车 ID') };
const step = {
  checkout_id: string('Id of the checkout', '结账 ID'),
  step: integer('Number of the step', '步骤序号', { min: 0 }),
  shipping_method: string('How it is shipped', '配送方式'),
  payment_method: string('How it is paid', '支付方式'),
};
const coupon = {
  order_id: string('Id of the order', '订单号'),
  cart_id: string('Id of the cart', '购物车 ID'),
  coupon_id: string('Id of the coupon', '优惠券 ID', REQUIRED),
  coupon_name: string('Name of the coupon', '优惠券名称'),
  discount: money('What it takes off', '优惠金额'),
};

export const buying: readonly EventDefinition[] = [
  event('Product Added', ['Put a product into the cart', '加入购物车'], { ...cart, ...product, currency }),
  event('Product Removed', ['Took a product out of the cart', '移出购物车'], { ...cart, ...product, currency }),
  event('Cart Viewed', ['Looked at the cart', '查看购物车'], { ...cart, currency, ...products }),
  event('Checkout Started', ['Began to check out', '开始结账'], { ...order, order_id: string('Id of the order', '订单号') }),
  event('Checkout Step Viewed', ['Came to a step of the checkout', '进入结账步骤'], step),
  event('Checkout Step Completed', ['Completed a step of the checkout', '完成结账步骤'], step),
  event('Payment Info Entered', ['Entered how to pay', '填写支付信息'], { ...step, order_id: string('Id of the order', '订单号') }),
  event('Order Completed', ['Ordered', '完成订单'], order),
  event('Order Updated', ['Changed an order', '修改订单'], order),
  event('Order Refunded', ['Got money back, for all of it or the products named', '订单退款（全部或所列商品）'], order),
  event('Order Cancelled', ['Cancelled an order', '取消订单'], order),
  event('Coupon Entered', ['Entered a coupon', '输入优惠券'], coupon),
  event('Coupon Applied', ['A coupon was taken', '优惠券已生效'], coupon),
  event('Coupon Denied', ['A coupon was refused', '优惠券被拒'], { ...coupon, reason: string('Why', '原因') }),
  event('Coupon Removed', ['Took a coupon back', '移除优惠券'], coupon),
];
