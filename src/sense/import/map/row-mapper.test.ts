import { describe, expect, test } from 'vitest';
import { VolanoError } from '../../../base/index.ts';
import { compileMap, type ImportMap, RowProblem, readImportMap } from './index.ts';

const COLUMNS = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'];

/** Online Retail, by a map alone. */
const RETAIL: ImportMap = {
  source: 'online-retail',
  calls: [
    {
      type: 'track',
      event: { when: { field: 'InvoiceNo', operator: 'beginsWith', value: 'C' }, then: 'Product Cancelled', else: 'Product Purchased' },
      time: { column: 'InvoiceDate', as: 'time' },
      userId: '{CustomerID}',
      anonymousId: { when: { field: 'CustomerID', operator: 'null' }, then: 'invoice-{InvoiceNo}' },
      properties: {
        invoice_no: '{InvoiceNo}',
        sku: '{StockCode}',
        name: '{Description}',
        quantity: { column: 'Quantity', as: 'integer' },
        price: { column: 'UnitPrice', as: 'number' },
        revenue: {
          multiply: [
            { column: 'Quantity', as: 'number' },
            { column: 'UnitPrice', as: 'number' },
          ],
        },
        country: '{Country}',
      },
    },
  ],
};

function calls(map: unknown, record: unknown, columns: readonly string[] | undefined = undefined): unknown {
  return compileMap(readImportMap(map), columns)({ number: 7, record });
}

const mapOf = (call: object, rest: object = {}): object => ({ source: 'shop', calls: [{ type: 'track', event: 'A', ...call }], ...rest });

describe('Online Retail', () => {
  test('a sale', () => {
    const row = ['536365', '85123A', 'WHITE HANGING HEART T-LIGHT HOLDER', '6', '2010-12-01T08:26:00Z', '2.55', '17850', 'United Kingdom'];
    expect(calls(RETAIL, row, COLUMNS)).toEqual([
      {
        type: 'track',
        event: 'Product Purchased',
        timestamp: '2010-12-01T08:26:00.000Z',
        userId: '17850',
        messageId: 'online-retail-7',
        properties: {
          invoice_no: '536365',
          sku: '85123A',
          name: 'WHITE HANGING HEART T-LIGHT HOLDER',
          quantity: 6,
          price: 2.55,
          revenue: 15.3,
          country: 'United Kingdom',
        },
      },
    ]);
  });

  test('a cancellation of a guest, without a description', () => {
    const row = ['C536379', 'D', '', '-1', '2010-12-01T09:41:00Z', '27.5', '', 'United Kingdom'];
    expect(calls(RETAIL, row, COLUMNS)).toEqual([
      {
        type: 'track',
        event: 'Product Cancelled',
        timestamp: '2010-12-01T09:41:00.000Z',
        anonymousId: 'invoice-C536379',
        messageId: 'online-retail-7',
        properties: { invoice_no: 'C536379', sku: 'D', quantity: -1, price: 27.5, revenue: -27.5, country: 'United Kingdom' },
      },
    ]);
  });
});

describe('values', () => {
  const made = (value: unknown, record: object): unknown => {
    const [call] = calls(mapOf({ properties: { value } }), record) as { properties: { value?: unknown } }[];
    return call?.properties.value;
  };

  test.each<[unknown, object, unknown]>([
    ['constant', {}, 'constant'],
    [5, {}, 5],
    [false, {}, false],
    ['{a}-{b}', { a: 1, b: 'x' }, '1-x'],
    ['{a}-{b}', { a: 1 }, undefined],
    ['{$row}', {}, '7'],
    ['{{literal} {a}', { a: 1 }, '{literal} 1'],
    ['{a.b[0]}', { a: { b: ['x'] } }, 'x'],
    ['{a}', { a: { b: 1 } }, '{"b":1}'],
    [{ column: 'a' }, { a: { b: 1 } }, { b: 1 }],
    [{ multiply: [{ column: 'a' }, 0.1] }, { a: 3 }, 0.3],
    [{ multiply: [{ column: 'a' }, { column: 'b' }] }, { a: 3 }, undefined],
    [{ add: [0.1, 0.2, { column: 'a' }] }, { a: -0.3 }, 0],
    [{ first: [{ column: 'a' }, { column: 'b' }, 'none'] }, { b: 2 }, 2],
    [{ first: [{ column: 'a' }, 'none'] }, {}, 'none'],
    [{ first: [{ column: 'a' }] }, {}, undefined],
    [{ when: { field: 'a', operator: '>', value: 1 }, then: 'many', else: 'one' }, { a: 2 }, 'many'],
    [{ when: { field: 'a', operator: '>', value: 1 }, then: 'many' }, { a: 1 }, undefined],
    [{ list: ['{a}', '{b}', 3] }, { a: 'x' }, ['x', 3]],
    [{ object: { x: '{a}', y: '{b}' } }, { a: 'x' }, { x: 'x' }],
  ])('case %#', (value, record, expected) => {
    expect(made(value, record)).toEqual(expected);
  });

  test('a product of what is no number is a problem of the row', () => {
    expect(() => made({ multiply: ['{a}', 2] }, { a: 'x' })).toThrow(RowProblem);
    expect(() => made({ multiply: [1e12, 1e12] }, {})).toThrow(RowProblem);
  });
});

describe('calls', () => {
  test('a row may give several, each with an id of its own', () => {
    const map = {
      source: 'crm',
      messageId: 'crm-{id}',
      calls: [
        {
          type: 'identify',
          userId: '{id}',
          traits: { email: '{email}' },
          externalIds: [
            { type: 'card', id: '{card}' },
            { type: 'openid', id: '{openid}' },
          ],
        },
        {
          type: 'track',
          event: 'Signed Up',
          when: { field: 'new', operator: '=', value: true },
          userId: '{id}',
          context: { locale: 'zh' },
          externalIds: [{ type: 'card', id: '{card}' }],
        },
        { type: 'group', userId: '{id}', groupId: '{company}', when: { field: 'company', operator: 'notNull' } },
      ],
    };
    expect(calls(map, { id: 5, email: 'a@b.cn', card: 'k', new: true })).toEqual([
      {
        type: 'identify',
        userId: '5',
        traits: { email: 'a@b.cn' },
        context: { externalIds: [{ type: 'card', id: 'k', collection: 'users', encoding: 'none' }] },
        messageId: 'crm-5',
      },
      {
        type: 'track',
        event: 'Signed Up',
        userId: '5',
        context: { locale: 'zh', externalIds: [{ type: 'card', id: 'k', collection: 'users', encoding: 'none' }] },
        messageId: 'crm-5.2',
      },
    ]);
  });

  test('a row that no call applies to is rejected, or left out when the map says so', () => {
    const when = { field: 'a', operator: '=', value: 1 };
    expect(() => calls(mapOf({ when }), { a: 2 })).toThrow('no call of the map applies');
    expect(calls(mapOf({ when }, { otherwise: 'skip' }), { a: 2 })).toEqual([]);
  });

  test('a row without the messageId that the map asks for is rejected', () => {
    expect(() => calls(mapOf({}, { messageId: '{id}' }), {})).toThrow(RowProblem);
  });
});

describe('maps that are wrong', () => {
  function problem(map: unknown, columns?: readonly string[]): string {
    try {
      calls(map, [], columns);
    } catch (error) {
      if (error instanceof VolanoError) return `${error.code} ${error.message}`;
      throw error;
    }
    return 'none';
  }

  test.each([
    [null, 'its root'],
    [{}, 'source'],
    [{ source: 'a b', calls: [{ type: 'page' }] }, 'source'],
    [{ source: 'a', calls: [] }, 'calls'],
    [{ source: 'a', calls: [{ type: 'track' }] }, 'calls[0].event'],
    [{ source: 'a', calls: [{ type: 'purchase' }] }, 'calls[0].type'],
    [{ source: 'a', calls: [{ type: 'page', user: 'x' }] }, 'calls[0]'],
    [mapOf({ properties: { a: { column: 'x', as: 'money' } } }), 'calls[0].properties.a.as'],
    [mapOf({ properties: { a: null } }), 'calls[0].properties.a'],
    [mapOf({ when: { field: 'a', operator: 'like', value: 1 } }), 'calls[0].when.operator'],
    [mapOf({}, { format: 'xlsx' }), 'format'],
    [mapOf({}, { csv: { quote: '""' } }), 'csv.quote'],
  ])('say where, case %#', (map, path) => {
    expect(problem(map)).toContain(`VOLANO_IMPORT_MAP_INVALID The import map is wrong at ${path}:`);
  });

  test('a column that the file does not have', () => {
    expect(problem(mapOf({ userId: '{CustomerId}' }), COLUMNS)).toContain(
      'column "CustomerId": the file has no such column; it has InvoiceNo',
    );
    expect(problem(mapOf({ when: { field: 'X', operator: 'null' } }), COLUMNS)).toContain('column "X"');
    expect(problem(mapOf({ time: { column: 'Y', as: 'time' } }), COLUMNS)).toContain('column "Y"');
  });

  test('a pattern that names no day', () => {
    expect(problem(mapOf({ time: { column: 'x', as: 'time', pattern: 'HH:mm' } }))).toContain('year, a month and a day');
  });
});
