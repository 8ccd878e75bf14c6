/** The published answers that lie beside an Online Retail file: `expected_rfm.csv` and `expected_cohort_retention.csv`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CohortRow, type Figures, type RfmRow, sortedRfm } from '../check/figures.ts';

/** What the whole file must come to; the answers for its customers are in the two files. */
const TOTALS: Pick<Figures, 'events' | 'invoices' | 'customersWithId' | 'cleaned'> = {
  events: 541_909,
  invoices: 25_900,
  customersWithId: 4_372,
  cleaned: { rows: 397_884, orders: 18_532, customers: 4_338, revenue: 8_911_407.904 },
};

/** Undefined when the answers do not lie beside the file. */
export async function publishedAnswers(dataFile: string): Promise<Partial<Figures> | undefined> {
  const folder = dirname(dataFile);
  const rfm = join(folder, 'expected_rfm.csv');
  const cohorts = join(folder, 'expected_cohort_retention.csv');
  if (!existsSync(rfm) || !existsSync(cohorts)) return undefined;
  return { ...TOTALS, rfm: rfmOf(await readFile(rfm, 'utf8')), cohorts: cohortsOf(await readFile(cohorts, 'utf8')) };
}

/** Columns CustomerID, R, F, M, r5, f5, m5. */
export function rfmOf(csv: string): readonly RfmRow[] {
  return sortedRfm(
    rowsOf(csv).map(([customer = '', ...figures]) => {
      const [recency = 0, frequency = 0, monetary = 0, r = 0, f = 0, m = 0] = figures.map(Number);
      return { customer, recency, frequency, monetary, r, f, m };
    }),
  );
}

/** Columns cohort, 0, 1, 2, ...; months after the end of the data are empty. */
export function cohortsOf(csv: string): readonly CohortRow[] {
  return rowsOf(csv).map(([cohort = '', ...cells]) => ({ cohort, customers: cells.filter((cell) => cell !== '').map(Number) }));
}

function rowsOf(csv: string): readonly (readonly string[])[] {
  return csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
}
