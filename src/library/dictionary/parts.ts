/** Properties that many events of Segment's specifications share. */
import { defineEvent, type EventDefinition, type PropertyDefinition, type Text } from '../../define/index.ts';

export function text(en: string, zh: string): Text {
  return { en, zh };
}

type More = Omit<PropertyDefinition, 'type' | 'description'>;

type Maker = (en: string, zh: string, more?: More) => PropertyDefinition;

const property =
  (type: PropertyDefinition['type']): Maker =>
  (en, zh, more = {}) => ({ type, description: text(en, zh), ...more });

export const string: Maker = property('string');
export const number: Maker = property('number');
export const integer: Maker = property('integer');
export const boolean: Maker = property('boolean');
export const list: Maker = property('list');
export const time: Maker = property('time');

/** An amount in the event's own currency. */
export const money: Maker = (en, zh, more = {}) => number(en, zh, { min: 0, currency: 'property.currency', ...more });

export const REQUIRED: { readonly required: true } = { required: true };
export const currency: PropertyDefinition = string('ISO 4217 code of all amounts', '所有金额的 ISO 4217 货币代码', {
  pattern: '^[A-Z]{3}$',
});

type Properties = Readonly<Record<string, PropertyDefinition>>;

const OF_PRODUCT: Properties = {
  product_id: string('Id of the product', '商品 ID'),
  sku: string('Stock keeping unit', '库存单位编号'),
  category: string('Category', '品类'),
  name: string('Name of the product', '商品名称'),
  brand: string('Brand', '品牌'),
  variant: string('Variant: color, size', '规格：颜色、尺码'),
  price: money('Price of one', '单价'),
  quantity: number('How many', '数量', { min: 0 }),
  coupon: string('Coupon that goes with the product', '与商品关联的优惠券'),
  position: integer('Place in the list, from 1', '列表中的位置，从 1 开始', { min: 0 }),
  url: string('Address of the product page', '商品页地址'),
  image_url: string('Address of its picture', '商品图片地址'),
};

/** One product, its fields among the event's own. */
export const product: Properties = { ...OF_PRODUCT, product_id: { ...OF_PRODUCT.product_id!, required: true } };

/** A list of products. */
export const products: Properties = {
  products: list('The products', '商品列表'),
  ...Object.fromEntries(Object.entries(OF_PRODUCT).map(([key, definition]) => [`products[].${key}`, definition])),
};

export const order: Properties = {
  order_id: string('Id of the order', '订单号', REQUIRED),
  checkout_id: string('Id of the checkout', '结账 ID'),
  affiliation: string('Store or partner where it was made', '成交的门店或合作方'),
  subtotal: money('After discounts, before tax and shipping', '折后、税费和运费前的小计'),
  total: money('With shipping and tax', '含运费和税的总额'),
  revenue: money('After discounts, without shipping and tax', '折后、不含运费和税的收入'),
  value: money('Value of the order, as the shop counts it', '商城口径的订单价值'),
  shipping: money('Shipping', '运费'),
  tax: money('Tax', '税费'),
  discount: money('Discount', '折扣'),
  coupon: string('Coupon that was used', '使用的优惠券'),
  currency,
  ...products,
};

/** An event by its name in Segment's specification. */
export function event(id: string, [en, zh]: readonly [en: string, zh: string], properties: Properties = {}): EventDefinition {
  const entries = Object.keys(properties).length > 0 ? { properties } : {};
  return defineEvent({ id, name: text(id, zh), description: text(en, zh), ...entries });
}
