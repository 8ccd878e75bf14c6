/** What customers buy: themes of the assortment by words in the item's name, and the size of the lines. */
import { property, type TraitDefinition } from 'volano';
import { ofPaid } from '../paid.ts';

export const goodsTraits: readonly TraitDefinition[] = [
  ofPaid({ id: 'items', name: { en: 'Different items', zh: '购买品种数' }, aggregate: 'distinct_count', property: 'sku' }),
  ofPaid({ id: 'favorite_item', name: { en: 'Item bought most often', zh: '最常购买商品' }, aggregate: 'most_frequent', property: 'name' }),
  ofPaid({
    id: 'christmas_units',
    name: { en: 'Christmas units', zh: '圣诞商品件数' },
    aggregate: 'sum',
    property: 'quantity',
    where: property('name').contains('christmas'),
  }),
  ofPaid({
    id: 'heart_lines',
    name: { en: 'Lines with hearts', zh: '心形商品行数' },
    aggregate: 'count',
    where: property('name').contains('heart'),
  }),
  ofPaid({
    id: 'bag_revenue',
    name: { en: 'Revenue with bags', zh: '袋类消费' },
    aggregate: 'sum',
    property: 'revenue',
    where: property('name').contains(' bag'),
  }),
  ofPaid({
    id: 'retro_units',
    name: { en: 'Retrospot units', zh: '复古圆点件数' },
    aggregate: 'sum',
    property: 'quantity',
    where: property('name').contains('retrospot'),
  }),
  ofPaid({
    id: 'light_last_at',
    name: { en: 'Last light holder', zh: '最近购买烛台' },
    aggregate: 'last',
    where: property('name').endsWith('t-light holder'),
  }),
  ofPaid({
    id: 'bulk_lines',
    name: { en: 'Lines of 100 units and more', zh: '百件以上行数' },
    aggregate: 'count',
    where: property('quantity').atLeast(100),
  }),
  ofPaid({ id: 'single_lines', name: { en: 'Lines of one unit', zh: '单件行数' }, aggregate: 'count', where: property('quantity').is(1) }),
  ofPaid({
    id: 'costly_items',
    name: { en: 'Different items from 10 pounds', zh: '十英镑以上品种数' },
    aggregate: 'distinct_count',
    property: 'sku',
    where: property('price').atLeast(10),
  }),
  ofPaid({
    id: 'postage',
    name: { en: 'Postage paid', zh: '邮费' },
    aggregate: 'sum',
    property: 'revenue',
    where: property('sku').oneOf('POST', 'DOT', 'C2'),
  }),
];
