/** For tests: what the real door accepts of a scenario, and what both evaluators say about it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { type Arrival, evaluateHistory } from '../../../test/truths/engine.ts';
import { openEvents } from '../../../test/truths/stored.ts';
import { decodeEntry, type EventEntry } from '../../core/index.ts';
import type { Project } from '../../define/index.ts';
import { scoreEdgesSql } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { type AcceptedCall, createDoor } from '../../sense/index.ts';
import type { Known } from './check/agreement.ts';
import type { Figures } from './check/figures.ts';
import { type Edges, readSample } from './check/sides.ts';
import { warehouseFigures } from './check/warehouse-figures.ts';
import type { FeedOutcome, Scenario } from './feed/scenario.ts';

const ROWS_PER_INSERT = 20_000;
const SAMPLE_SIZE = 120;

export interface Captured {
  readonly outcome: FeedOutcome;
  /** Event times at which the scenario let models be refreshed. */
  readonly asked: readonly number[];
  /** Entries by customer, each message once, in order of arrival. */
  readonly histories: ReadonlyMap<string, readonly Arrival[]>;
}

/** Feeds the scenario to a door on loopback that keeps what it accepts in memory. */
export async function capture(scenario: Scenario): Promise<Captured> {
  const calls: AcceptedCall[] = [];
  const door = createDoor({
    append: async (accepted) => void calls.push(...accepted),
    sourceOf: (writeKey) => (writeKey === 'key' ? 'demo' : undefined),
    quarantine: { add: async () => undefined },
    now: () => scenario.range.to,
    eventTime: scenario.range,
  });
  const server = fastify();
  await server.register(door.plugin);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const asked: number[] = [];
  try {
    const before = async (time: number): Promise<void> => void asked.push(time);
    const outcome = await scenario.feed({ url, writeKey: 'key', before, progress: () => undefined });
    return { outcome, asked, histories: historiesOf(calls) };
  } finally {
    await server.close();
  }
}

export interface Evaluated {
  readonly engine: readonly Known[];
  readonly warehouse: Figures;
  /** Some customers by the engine, and the same by the second evaluator. */
  readonly sample: readonly Known[];
  readonly sampleByWarehouse: readonly Known[];
}

/** Both evaluators' answers at the end of the scenario's range. */
export async function evaluateBoth(project: Project, { range, reading }: Scenario, { histories }: Captured): Promise<Evaluated> {
  const folder = await mkdtemp(join(tmpdir(), 'volano-examples-'));
  const stored = await openEvents(join(folder, 'warehouse'));
  try {
    const rows = [...histories].flatMap(([customer, arrivals]) => arrivals.map(({ event }) => ({ customer, entry: event })));
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) await stored.add(rows.slice(from, from + ROWS_PER_INSERT));
    const edges = await computeEdges(stored.warehouse, project, range.to);
    const engine = [...histories].map(([customer, arrivals]) => ({
      customer,
      ...evaluateHistory(project.definitions, arrivals, range.to, edges),
    })) as readonly Known[];
    const sample = engine.slice(0, SAMPLE_SIZE);
    const customers = sample.map(({ customer }) => customer);
    return {
      engine,
      sample,
      sampleByWarehouse: await readSample(stored.warehouse, project, { now: range.to, edges, customers }),
      warehouse: await warehouseFigures(stored.warehouse, reading, range.to),
    };
  } finally {
    await stored.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function computeEdges(warehouse: Warehouse, { definitions }: Project, now: number): Promise<Edges> {
  const rows = await warehouse.query<{ readonly trait: string; readonly edges: readonly number[] }>(scoreEdgesSql(definitions, { now }));
  return Object.fromEntries(rows.map((row) => [row.trait, row.edges]));
}

/** Groups entries whose identifiers meet; `at` never decreases. */
function historiesOf(calls: readonly AcceptedCall[]): ReadonlyMap<string, readonly Arrival[]> {
  const groups = new Map<string, { key: string; identifiers: Set<string> }>();
  const seen = new Set<string>();
  const once: Arrival[] = [];
  let at = 0;
  for (const { value, at: proposed } of calls) {
    const entry = decodeEntry(value) as EventEntry;
    at = Math.max(at, proposed);
    if (seen.has(entry.messageId)) continue;
    seen.add(entry.messageId);
    once.push({ at, event: entry });
    const own = entry.identifiers.map((identifier) => identifier.join(':'));
    const met = new Set(own.map((identifier) => groups.get(identifier)).filter((group) => group !== undefined));
    const joined = {
      key: [...met][0]?.key ?? own[0]!,
      identifiers: new Set([...own, ...[...met].flatMap((group) => [...group.identifiers])]),
    };
    for (const identifier of joined.identifiers) groups.set(identifier, joined);
  }
  const histories = new Map<string, Arrival[]>();
  for (const arrival of once) {
    const { key } = groups.get(arrival.event.identifiers[0]!.join(':'))!;
    const history = histories.get(key);
    if (history) history.push(arrival);
    else histories.set(key, [arrival]);
  }
  return histories;
}
