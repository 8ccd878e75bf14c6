import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { reportFromWarehouse } from './from-warehouse.ts';
import type { ReportMapping } from './mapping.ts';
import { rfmRowsOf } from './purchases.ts';

const DATA = join(process.env.VOLANO_DATA_DIR ?? join(import.meta.dirname, '../../../../shared/data'), 'online_retail');
const FILE = join(DATA, 'online_retail.csv.gz');
const MISSING = existsSync(FILE) || process.env.VOLANO_REQUIRE_DATA === '1' ? undefined : `no ${FILE}`;

const MAPPING: ReportMapping = {
  timeZone: 'UTC',
  currency: 'GBP',
  purchase: {
    event: 'Product Purchased',
    where: {
      combinator: 'and',
      rules: [
        { field: 'property.customer_id', operator: 'notNull' },
        { field: 'property.quantity', operator: '>', value: 0 },
        { field: 'property.price', operator: '>', value: 0 },
      ],
    },
    order: 'invoice_no',
    revenue: 'revenue',
  },
};

type Line = Readonly<Record<'InvoiceNo' | 'Quantity' | 'InvoiceDate' | 'UnitPrice' | 'CustomerID', string>>;
const ROWS_PER_INSERT = 20_000;

async function rowsOf(name: string): Promise<string[][]> {
  const [, ...lines] = (await readFile(join(DATA, name), 'utf8')).trim().split('\n');
  return lines.map((line) => line.split(','));
}

describe.skipIf(MISSING !== undefined)(`Online Retail${MISSING ? ` (skipped: ${MISSING})` : ''}`, () => {
  let world: TestWarehouse;

  beforeAll(async () => {
    world = await openTestWarehouse();
    const rows = new RowMaker();
    let count = 0;
    for await (const line of createReadStream(FILE)
      .pipe(createGunzip())
      .pipe(parse({ columns: true })) as AsyncIterable<Line>) {
      const [quantity, price, time] = [Number(line.Quantity), Number(line.UnitPrice), Date.parse(line.InvoiceDate)];
      const event = line.InvoiceNo.startsWith('C') ? 'Product Cancelled' : 'Product Purchased';
      const known = line.CustomerID === '' ? {} : { customer_id: line.CustomerID };
      const properties = { invoice_no: line.InvoiceNo, quantity, price, revenue: Math.round(quantity * price * 10_000) / 10_000, ...known };
      rows.event({ customer: line.CustomerID || `invoice-${line.InvoiceNo}`, event, time, properties });
      count += 1;
      if (count % ROWS_PER_INSERT === 0) await rows.insertInto(world.warehouse);
    }
    await rows.insertInto(world.warehouse);
  }, 300_000);
  afterAll(() => world.close());

  test('totals and retention are the known ones', async () => {
    const { totals, months, cohorts, rfm } = await reportFromWarehouse(world.warehouse, MAPPING, { now: Date.UTC(2011, 11, 10) });
    expect(totals).toMatchObject({ events: 541_909, rows: 397_884, orders: 18_532, buyers: 4_338, revenue: 8_911_407.904 });
    expect(months.reduce((sum, month) => sum + month.orders, 0)).toBe(18_532);
    expect(months).toHaveLength(13);
    const expected = await rowsOf('expected_cohort_retention.csv');
    expect(cohorts).toEqual(
      expected.map(([cohort, ...customers]) => ({ cohort, customers: customers.filter((cell) => cell.trim() !== '').map(Number) })),
    );
    expect(rfm?.referenceDay).toBe('2011-12-10');
    expect(rfm?.cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(4_338);
  }, 120_000);

  test('RFM is the known one, row by row', async () => {
    const rows = await rfmRowsOf(world.warehouse, MAPPING);
    const seen = rows.map(({ customer, recency, orders, revenue, r, f, m }) => [customer, recency, orders, revenue, r, f, m]);
    const expected = await rowsOf('expected_rfm.csv');
    // The published sums are of floats: 158.95000000000002.
    const exact = (figure: string): number => Math.round(Number(figure) * 10_000) / 10_000;
    expect(seen).toEqual(expected.map(([customer, ...figures]) => [customer, ...figures.map(exact)]));
  }, 120_000);
});
