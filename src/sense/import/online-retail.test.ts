/** The real file through a real door, by the example's map alone. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeEntry, type EventEntry } from '../../core/index.ts';
import { openDoor } from '../door/door.suite.ts';
import type { AcceptedCall } from '../door/index.ts';
import { importFile } from './import-file.ts';
import { httpSender } from './send.ts';

const DATA = process.env.VOLANO_DATA_DIR ?? join(import.meta.dirname, '../../../../shared/data');
const FILE = join(DATA, 'online_retail', 'online_retail.csv.gz');
const MISSING = existsSync(FILE) || process.env.VOLANO_REQUIRE_DATA === '1' ? undefined : `no ${FILE}`;
const MAP = join(import.meta.dirname, '../../../examples/retail/map.json');

/** What the published answers say, tallied from the entries. Money in thousandths: prices have three places at most. */
class Tally {
  rows = 0;
  cleanedRows = 0;
  thousandths = 0;
  lastAt = 0;
  inOrder = true;
  readonly messageIds = new Set<string>();
  readonly invoices = new Set<unknown>();
  readonly customers = new Set<string>();
  readonly orders = new Set<unknown>();
  readonly buyers = new Set<string>();

  add({ value, at }: AcceptedCall): void {
    const entry = decodeEntry(value) as EventEntry;
    this.rows++;
    this.inOrder &&= at >= this.lastAt;
    this.lastAt = at;
    this.messageIds.add(entry.messageId);
    const { invoice_no: invoice, quantity, price, revenue } = entry.properties;
    this.invoices.add(invoice);
    const [namespace, customer] = entry.identifiers[0]!;
    if (namespace !== 'user_id') return;
    this.customers.add(customer);
    if (entry.event !== 'Product Purchased' || Number(quantity) <= 0 || Number(price) <= 0) return;
    this.cleanedRows++;
    this.orders.add(invoice);
    this.buyers.add(customer);
    this.thousandths += Math.round(Number(revenue) * 1000);
  }
}

describe.skipIf(MISSING !== undefined)(`Online Retail${MISSING ? ` (skipped: ${MISSING})` : ''}`, () => {
  test('all 541,909 rows arrive once, in the order of time, with the known figures', { timeout: 180_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'volano-retail-'));
    const tally = new Tally();
    const door = await openDoor({
      eventTime: { from: Date.UTC(2010, 11, 1), to: Date.UTC(2011, 11, 10) },
      append: async (calls) => {
        for (const call of calls) tally.add(call);
      },
    });
    try {
      const result = await importFile({
        file: FILE,
        map: JSON.parse(await readFile(MAP, 'utf8')),
        send: httpSender({ url: door.url, writeKey: 'key' }),
        checkpoint: join(folder, 'checkpoint.json'),
        rejects: join(folder, 'rejects.jsonl'),
      });
      expect(result).toMatchObject({ done: true, rows: 541_909, accepted: 541_909, quarantined: 0, rejected: 0, skipped: 0 });
    } finally {
      await door.close();
      await rm(folder, { recursive: true });
    }
    expect({
      rows: tally.rows,
      inOrder: tally.inOrder,
      messageIds: tally.messageIds.size,
      invoices: tally.invoices.size,
      customers: tally.customers.size,
      cleanedRows: tally.cleanedRows,
      orders: tally.orders.size,
      buyers: tally.buyers.size,
      revenue: tally.thousandths / 1000,
    }).toEqual({
      rows: 541_909,
      inOrder: true,
      messageIds: 541_909,
      invoices: 25_900,
      customers: 4_372,
      cleanedRows: 397_884,
      orders: 18_532,
      buyers: 4_338,
      revenue: 8_911_407.904,
    });
  });
});
