/** Properties that many events of the brand share, and how they are written down. */
import { defineEvent, type EventDefinition, type PropertyDefinition } from 'volano';

type More = Omit<PropertyDefinition, 'type' | 'description'>;
export type Properties = Readonly<Record<string, PropertyDefinition>>;

type Maker = (en: string, zh: string, more?: More) => PropertyDefinition;

const of =
  (type: PropertyDefinition['type']): Maker =>
  (en, zh, more = {}) => ({ type, description: { en, zh }, ...more });

export const string: Maker = of('string');
export const integer: Maker = of('integer');
export const number: Maker = of('number');
export const boolean: Maker = of('boolean');
export const time: Maker = of('time');
const list = of('list');

export const REQUIRED: { readonly required: true } = { required: true };
const CATEGORIES = ['cleanser', 'toner', 'serum', 'cream', 'mask', 'sunscreen', 'body', 'hair', 'fragrance', 'home', 'tea', 'gift'];

/** In yuan, of the currency beside it. */
export function money(en: string, zh: string, more: More = {}): PropertyDefinition {
  return number(en, zh, { min: 0, currency: 'property.currency', ...more });
}

export const channel: PropertyDefinition = string('Where it happened', '发生的渠道', {
  ...REQUIRED,
  allowed: ['web', 'app', 'mini_program', 'store', 'wecom'],
});
export const currency: PropertyDefinition = string('Currency of all amounts (ISO 4217)', '所有金额的货币（ISO 4217）', {
  allowed: ['CNY'],
});
export const storeId: PropertyDefinition = string('Number of the store', '门店编号', { pattern: '^S[0-9]{2}$' });
export const seconds: (en: string, zh: string) => PropertyDefinition = (en, zh) => integer(en, zh, { ...REQUIRED, min: 0, unit: 's' });
/** 0: wholly against, 100: wholly for. */
export const sentiment: PropertyDefinition = integer('Sentiment, 0 to 100', '情绪，0 到 100', { ...REQUIRED, min: 0, max: 100 });

/** One product, its fields among the event's own. */
export const product: Properties = {
  product_id: string('Number of the product', '商品编号', REQUIRED),
  sku: string('Stock keeping unit', '库存单位编号'),
  name: string('Name of the product', '商品名称'),
  category: string('Category', '品类', { allowed: [...CATEGORIES, 'baby', 'new'] }),
  brand: string('Brand', '品牌'),
  price: money('Price of one', '单价', REQUIRED),
  quantity: integer('How many', '数量', { min: 1, unit: 'pcs' }),
  currency,
};

/** A list of products. */
export const products: Properties = {
  products: list('The products', '商品列表', REQUIRED),
  ...Object.fromEntries(Object.entries(product).map(([key, definition]) => [`products[].${key}`, definition])),
};

export type Said = readonly [en: string, zh: string];

export interface Event extends Omit<EventDefinition, 'kind' | 'id' | 'name' | 'description' | 'properties'> {
  readonly owner: string;
  readonly name: Said;
  readonly description: Said;
  readonly properties?: Properties;
  /** Of a call that carries traits in place of properties. */
  readonly traits?: Properties;
}

/** Every call of the brand's senders says its channel. What does not keep to the definition counts, and is flagged. */
export function event(id: string, { name, description, properties = {}, traits, ...more }: Event): EventDefinition {
  return defineEvent({
    id,
    name: { en: name[0], zh: name[1] },
    description: { en: description[0], zh: description[1] },
    properties: traits ?? { channel, ...properties },
    unplanned: 'flag',
    enforcement: 'flag',
    ...more,
  });
}
