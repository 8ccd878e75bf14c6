/** The data dictionary of the file: each line of an invoice is an event. It is kept to as the file has it: what is odd is flagged and counts. */
import { defineEvent, type EventDefinition, type PropertyDefinition, type Text } from 'volano';
import { CANCELLATION, PURCHASE } from './paid.ts';

const about = (en: string, zh: string): { readonly description: Text } => ({ description: { en, zh } });

const invoice: PropertyDefinition = { type: 'string', required: true, ...about('Number of the invoice', '发票号') };
const sum: PropertyDefinition = { type: 'number', required: true, currency: 'GBP', ...about('Quantity times price', '数量乘以单价') };
const line: Readonly<Record<string, PropertyDefinition>> = {
  invoice_no: invoice,
  invoice_date: { type: 'string', ...about('Day and time of the invoice, as the file has it', '发票日期和时间，与文件一致') },
  customer_id: { type: 'string', dataClass: 'pseudonymous', ...about('Number of the customer; guests have none', '客户编号；访客没有') },
  sku: { type: 'string', required: true, ...about('Number of the article', '商品编号') },
  name: { type: 'string', ...about('Name of the article', '商品名称') },
  quantity: { type: 'integer', required: true, unit: 'pcs', ...about('How many; below zero where they came back', '数量；退回时为负') },
  price: { type: 'number', required: true, min: 0, currency: 'GBP', ...about('Price of one', '单价') },
  revenue: sum,
  country: { type: 'string', ...about('Country of the customer', '客户所在国家') },
};

const MORE = { owner: 'sales', unplanned: 'flag', enforcement: 'flag' } as const;

export const events: readonly EventDefinition[] = [
  defineEvent({
    id: PURCHASE,
    name: { en: 'Product purchased', zh: '购买商品' },
    ...about(
      'A line of an invoice. It counts as bought where the customer is known and quantity and price are above zero.',
      '发票中的一行。客户已知且数量、单价大于零时计为购买。',
    ),
    properties: line,
    ...MORE,
  }),
  defineEvent({
    id: CANCELLATION,
    name: { en: 'Product cancelled', zh: '取消商品' },
    ...about('A line of a cancellation, with a quantity below zero.', '取消单中的一行，数量为负。'),
    properties: line,
    ...MORE,
  }),
  defineEvent({
    id: 'Balance Adjusted',
    name: { en: 'Balance adjusted', zh: '账目调整' },
    ...about('A correction in the books; nothing was bought.', '账目更正，没有商品成交。'),
    properties: { invoice_no: invoice, name: { type: 'string', ...about('What was corrected', '更正内容') }, revenue: sum },
    ...MORE,
  }),
];
