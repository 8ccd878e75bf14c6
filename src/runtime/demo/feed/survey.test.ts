import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareFigures } from '../check/checks.ts';
import { cohortsOf, publishedAnswers, rfmOf } from './published.ts';
import { surveyRetail } from './survey.ts';

const HEAD = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
const ROWS = [
  '1,A1,"LIGHT, RED",6,2011-01-05T08:00:00Z,2.55,17,United Kingdom',
  '1,A2,"HEART ""BIG""",2,2011-01-05T08:00:00Z,0.001,17,United Kingdom',
  '2,A1,LIGHT,1,2011-02-01T10:00:00Z,10,17,France',
  'C3,A1,LIGHT,-6,2011-02-02T10:00:00Z,2.55,17,United Kingdom',
  '4,A1,LIGHT,5,2011-02-03T10:00:00Z,2,,United Kingdom',
  '5,A3,BROKEN,-5,2011-02-04T10:00:00Z,0,18,United Kingdom',
  'A6,B,Adjust bad debt,1,2011-02-05T10:00:00Z,11062.06,,United Kingdom',
];
const REFERENCE = Date.UTC(2011, 1, 10);
const DATA = process.env.VOLANO_DATA_DIR ?? join(import.meta.dirname, '../../../../../shared/data');
const FILE = join(DATA, 'online_retail', 'online_retail.csv.gz');
const NO_DATA = existsSync(FILE) || process.env.VOLANO_REQUIRE_DATA === '1' ? undefined : `no ${FILE}`;

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-survey-'));
  file = join(folder, 'rows.csv');
  await writeFile(file, `${HEAD}${ROWS.join('\n')}\n`);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('surveyRetail', () => {
  test('counts rows, invoices and customers of all kinds, and what was bought by known customers', async () => {
    const { tally, first, last } = await surveyRetail(file);
    expect([first, last]).toEqual([Date.UTC(2011, 0, 5, 8), Date.UTC(2011, 1, 5, 10)]);
    expect(tally.figures(REFERENCE)).toEqual({
      profiles: 4,
      events: 7,
      invoices: 6,
      customersWithId: 2,
      cleaned: { rows: 3, orders: 2, customers: 1, revenue: 25.302 },
      rfm: [{ customer: '17', recency: 9, frequency: 2, monetary: 25.302, r: 5, f: 1, m: 1 }],
      cohorts: [{ cohort: '2011-01', customers: [1, 1] }],
    });
  });

  test('reads gzip', async () => {
    const packed = join(folder, 'rows.csv.gz');
    await writeFile(packed, gzipSync(await readFile(file)));
    const [plain, zipped] = [await surveyRetail(file), await surveyRetail(packed)];
    expect(zipped.tally.figures(REFERENCE)).toEqual(plain.tally.figures(REFERENCE));
  });

  test('a sample keeps whole invoices, is the same for the same seed, and is written as it stood', async () => {
    const into = join(folder, 'sample.csv');
    const survey = await surveyRetail(file, { sample: { seed: '1', share: 0.5 }, into });
    const kept = (await readFile(into, 'utf8')).trim().split('\n').slice(1);
    expect(ROWS).toEqual(expect.arrayContaining(kept));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(ROWS.length);
    expect(kept.includes(ROWS[0]!)).toBe(kept.includes(ROWS[1]!));
    const again = await surveyRetail(into);
    expect(again.tally.figures(REFERENCE)).toEqual(survey.tally.figures(REFERENCE));
    expect(survey.last).toBe(Date.UTC(2011, 1, 5, 10));
  });

  test('a share of 1 is the whole file', async () => {
    const into = join(folder, 'whole.csv');
    await surveyRetail(file, { sample: { seed: 'x', share: 1 }, into });
    expect(await readFile(into, 'utf8')).toBe(await readFile(file, 'utf8'));
  });

  test.each([
    ['another file', 'a,b\n1,2\n', 'VOLANO_DEMO_DATA_INVALID'],
    ['a file without rows', HEAD, 'VOLANO_DEMO_DATA_INVALID'],
    ['broken CSV', `${HEAD}1,"open\n`, 'VOLANO_DEMO_DATA_UNREADABLE'],
  ])('%s is refused with a code', async (_, content, code) => {
    const wrong = join(folder, 'wrong.csv');
    await writeFile(wrong, content);
    await expect(surveyRetail(wrong)).rejects.toMatchObject({ code });
  });

  test('a missing file is refused with a code', async () => {
    await expect(surveyRetail(join(folder, 'none.csv.gz'))).rejects.toMatchObject({ code: 'VOLANO_DEMO_DATA_UNREADABLE' });
  });
});

describe('publishedAnswers', () => {
  test('reads the two files beside the data', async () => {
    expect(await publishedAnswers(file)).toBeUndefined();
    expect(rfmOf('CustomerID,R,F,M,r5,f5,m5\n12347,3,7,4310.0,5,5,5\n12346,326,1,77183.6,1,1,5\n')).toEqual([
      { customer: '12346', recency: 326, frequency: 1, monetary: 77_183.6, r: 1, f: 1, m: 5 },
      { customer: '12347', recency: 3, frequency: 7, monetary: 4310, r: 5, f: 5, m: 5 },
    ]);
    expect(cohortsOf('cohort,0,1\r\n2010-12,885.0,324.0\r\n2011-01,417.0,\r\n')).toEqual([
      { cohort: '2010-12', customers: [885, 324] },
      { cohort: '2011-01', customers: [417] },
    ]);
  });
});

describe.skipIf(NO_DATA !== undefined)(`the real file${NO_DATA ? ` (skipped: ${NO_DATA})` : ''}`, () => {
  test('the plain pass comes to every published answer', { timeout: 120_000 }, async () => {
    const { tally, last } = await surveyRetail(FILE);
    const counted = tally.figures(Date.UTC(2011, 11, 10));
    expect(new Date(last).toISOString()).toBe('2011-12-09T12:50:00.000Z');
    const published = { ...counted, ...(await publishedAnswers(FILE)) };
    expect(published.rfm.length).toBe(4_338);
    expect(compareFigures(published, counted, counted).filter(({ ok }) => !ok)).toEqual([]);
  });
});
