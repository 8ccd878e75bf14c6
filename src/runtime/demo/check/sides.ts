/** What is known of customers: by the live engine's states, and by the second evaluator's SQL over the raw events. */
import { mapConcurrently } from '../../../base/index.ts';
import type { Project } from '../../../define/index.ts';
import { readKnowledge, slicesOf } from '../../../learn/index.ts';
import type { Warehouse } from '../../../port/warehouse/index.ts';
import type { DemoApp } from '../app.ts';
import type { Known } from './agreement.ts';

/** Edges of the bins of score traits by trait id: ascending, scaled decimals. */
export type Edges = Readonly<Record<string, readonly number[]>>;

const DEFINITIONS_PER_QUERY = 50;
/** Planning such a query takes one core. */
const QUERIES_AT_A_TIME = 2;

export async function readLive(app: Pick<DemoApp, 'customers'>): Promise<readonly Known[]> {
  const known: Known[] = [];
  for await (const { id, traits, tags, segments } of app.customers()) known.push({ customer: id, traits, tags, segments });
  return known;
}

/** The edges that the engine scores by, from its facts. */
export async function edgesInForce(warehouse: Warehouse): Promise<Edges> {
  const rows = await warehouse.query<{ readonly trait: string; readonly edges: readonly number[] }>(`
    SELECT name AS trait, argMax(JSONExtract(detail, 'edges', 'Array(Float64)'), seq) AS edges
    FROM facts WHERE kind = 'model' AND action = 'changed' GROUP BY trait`);
  return Object.fromEntries(rows.map((row) => [row.trait, row.edges]));
}

export interface SampleOptions {
  /** The instant of evaluation, ms since 1970 UTC. */
  readonly now: number;
  readonly edges: Edges;
  /** Ids of the customers asked about: all traits of everybody would take longer than the demo. */
  readonly customers: readonly string[];
}

/** Everything about some customers, by the second evaluator. */
export async function readSample(warehouse: Warehouse, { definitions }: Project, options: SampleOptions): Promise<readonly Known[]> {
  const { now, edges, customers } = options;
  const ids = customers.map((id) => `'${id.replaceAll(/['\\]/g, '\\$&')}'`).join(', ') || `''`;
  const found = new Map<string, { traits: Record<string, unknown>; tags: string[]; segments: string[] }>();
  const events = `(SELECT customer, event, source, time, message_id, properties, traits, context FROM events_by_customer WHERE customer IN (${ids}))`;
  const slices = slicesOf(definitions, DEFINITIONS_PER_QUERY);
  const answers = await mapConcurrently(slices, QUERIES_AT_A_TIME, ({ definitions: part }) =>
    readKnowledge(warehouse, part, { now, edges, events }),
  );
  for (const [index, { targets }] of slices.entries()) {
    for (const { customer, traits, tags, segments } of answers[index]!) {
      const known = found.get(customer) ?? { traits: {}, tags: [], segments: [] };
      found.set(customer, known);
      for (const [id, value] of Object.entries(traits)) if (targets.has(`trait ${id}`)) known.traits[id] = value;
      known.tags.push(...tags.filter((id) => targets.has(`tag ${id}`)));
      known.segments.push(...segments.filter((id) => targets.has(`segment ${id}`)));
    }
  }
  return [...found].map(([customer, known]) => ({ customer, ...known }));
}
