/** Comparing the figures that were expected with those of the live states and of the warehouse. */
import type { DemoApp } from '../app.ts';
import { agreementOf, type Known } from './agreement.ts';
import type { CohortRow, Figures, RfmRow } from './figures.ts';
import { brokenInstances, factDifferences, type LatencyFigures, type MessageFigures } from './loop.ts';

/** One line of the result. `live`, `warehouse`: null where the figure has only the other side. */
export interface Check {
  readonly name: string;
  /** What it is about, where there are several of the name. */
  readonly about?: string;
  readonly expected: number | string;
  readonly live: number | string | null;
  readonly warehouse: number | string | null;
  readonly ok: boolean;
  /** Some of what is wrong, when the figure alone does not say it. */
  readonly examples?: readonly string[];
}

/** The promise: from an event received to the message handed over. */
const LATENCY_MS_MAX = 4_000;

/** One check per figure. Row lists are compared line by line: the figure is the number of lines that are as expected. */
export function compareFigures(expected: Figures, live: Figures, warehouse: Figures): readonly Check[] {
  const scalar = (name: string, read: (figures: Figures) => number): Check =>
    check({ name, expected: read(expected), live: read(live), warehouse: read(warehouse) });
  return [
    scalar('events', (figures) => figures.events),
    scalar('profiles', (figures) => figures.profiles),
    scalar('invoices', (figures) => figures.invoices),
    scalar('customers_with_id', (figures) => figures.customersWithId),
    scalar('cleaned_rows', (figures) => figures.cleaned.rows),
    scalar('cleaned_orders', (figures) => figures.cleaned.orders),
    scalar('cleaned_customers', (figures) => figures.cleaned.customers),
    scalar('cleaned_revenue', (figures) => figures.cleaned.revenue),
    lines('rfm_rows', (figures) => figures.rfm.map(rfmText), { expected, live, warehouse }),
    lines('cohort_cells', (figures) => figures.cohorts.flatMap(cohortTexts), { expected, live, warehouse }),
  ];
}

/** Whether the plain pass over the data comes to the published answers. */
export function publishedCheck(published: Figures, counted: Figures): Check {
  const all = compareFigures(published, counted, counted);
  const met = all.filter(({ ok }) => ok);
  const examples = all.filter(({ ok }) => !ok).map(({ name, expected, live }) => `${name}: ${expected} / ${live}`);
  return { name: 'published', expected: all.length, live: met.length, warehouse: null, ok: met.length === all.length, examples };
}

export interface LoopSides {
  readonly app: Pick<DemoApp, 'warehouse' | 'counters'>;
  readonly refused: number;
  readonly messages: MessageFigures;
  readonly latency: LatencyFigures;
  /** The same customers by the live states and by the second evaluator. */
  readonly sample: readonly Known[];
  readonly sampleByWarehouse: readonly Known[];
}

/** Nothing refused, both evaluators agree, every fact stored once, no message without hand-over, journeys whole, the promise kept. */
export async function checkLoop({ app, refused, messages, latency, sample, sampleByWarehouse }: LoopSides): Promise<readonly Check[]> {
  const { different, examples } = agreementOf(sample, sampleByWarehouse);
  const counters = app.counters();
  const broken = await brokenInstances(app.warehouse);
  const facts = await factDifferences(app.warehouse, counters);
  return [
    check({ name: 'refused', expected: 0, live: refused, warehouse: null }),
    { ...check({ name: 'disagreements', expected: 0, live: different, warehouse: null }), examples },
    { ...check({ name: 'facts', expected: 0, live: null, warehouse: facts.length }), examples: facts.slice(0, 10) },
    check({
      name: 'messages',
      expected: messages.decided,
      live: counters['message.decided'] ?? 0,
      warehouse: messages.sent + messages.failed + messages.withdrawn,
    }),
    { ...check({ name: 'journeys', expected: 0, live: null, warehouse: broken.length }), examples: broken.slice(0, 10) },
    {
      name: 'latency',
      expected: `<= ${LATENCY_MS_MAX}`,
      live: null,
      warehouse: latency.p99,
      ok: latency.p99 === null || latency.p99 <= LATENCY_MS_MAX,
    },
  ];
}

/** Live and warehouse, where both are given, must equal what is expected. */
export function check(input: Omit<Check, 'ok'>): Check {
  return { ...input, ok: [input.live, input.warehouse].every((value) => value === null || value === input.expected) };
}

function lines(
  name: string,
  read: (figures: Figures) => readonly string[],
  sides: { readonly expected: Figures; readonly live: Figures; readonly warehouse: Figures },
): Check {
  const expected = read(sides.expected);
  const found = (figures: Figures): number | string => {
    const got = read(figures);
    const right = inBoth(expected, got);
    return got.length === right ? right : `${right} of ${got.length}`;
  };
  return check({ name, expected: expected.length, live: found(sides.live), warehouse: found(sides.warehouse) });
}

/** How many lines stand in both lists, each as often as it does in the rarer one. */
function inBoth(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let both = 0;
  for (const line of b) {
    const rest = left.get(line) ?? 0;
    if (rest === 0) continue;
    left.set(line, rest - 1);
    both += 1;
  }
  return both;
}

function rfmText(row: RfmRow): string {
  return [row.customer, row.recency, row.frequency, row.monetary.toFixed(4), row.r, row.f, row.m].join(' ');
}

function cohortTexts({ cohort, customers }: CohortRow): readonly string[] {
  return customers.map((count, month) => `${cohort} +${month}: ${count}`);
}
