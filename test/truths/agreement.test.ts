/**
 * Both evaluators agree: random definitions over every kind of trait, tag rule and operator, random histories with merges, late events, edges
 * of windows and strange values; the engine in two orders of arrival, the warehouse once. 10,000 customers under sets of definitions; one question to the
 * warehouse is about many, because asking costs most. Seeded; VOLANO_AGREEMENT_RUNS and VOLANO_AGREEMENT_SEED change size and seed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  COMPOSITE_OPERATORS,
  type Definition,
  HISTORY_OPERATORS,
  type Operator,
  TIME_OPERATORS,
  VALUE_OPERATORS,
} from '../../src/define/index.ts';
import { exceptionsSql, readKnowledge } from '../../src/learn/sql/index.ts';
import { conditionOf, evaluatedFor, needed } from '../../src/runtime/preview/trial.ts';
import { arrive, inTime, late, type Outcome, shuffled, type Way } from './arrival.ts';
import { planOf } from './engine.ts';
import { PLAIN_PREFIX, plainOperator, type World, world, worldWith } from './generate.ts';
import type { Known } from './notation.ts';
import { openEvents, type StoredEvents } from './stored.ts';

/** Sets of definitions, histories under each, and customers compared in all. */
const WORLDS = 40;
const HISTORIES = 80;
const CASES = 10_000;
/** Operators of which chance may leave one answer out. */
const ONE_SIDED_MAX = 6;
/** Sets of definitions of which each is counted on its own before its release. */
const PREVIEWS = 3;

const runs = Number(process.env.VOLANO_AGREEMENT_RUNS ?? WORLDS);
const seed = Number(process.env.VOLANO_AGREEMENT_SEED ?? 20_240_331);

let path: string;
let events: StoredEvents;

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'volano-agreement-'));
  events = await openEvents(path);
});

afterAll(async () => {
  await events.close();
  await rm(path, { recursive: true, force: true });
});

/** Customers compared, and of each operator how many customers its plain rules were true and false of. */
let cases = 0;
const outcomes = new Map<Operator, [holds: number, fails: number]>();

it(
  'knows the same in any order of arrival',
  async () => {
    const worlds = worldWith({ minLength: HISTORIES, maxLength: HISTORIES });
    await fc.assert(
      fc.asyncProperty(worlds, fc.integer(), async (one, order) => {
        const warehouse = await askWarehouse(one);
        const late = lateWays(order);
        const orders: Readonly<Record<string, WayOf>> = { inTime: () => inTime, late: (index) => late[index % late.length]! };
        const found = Object.entries(orders).flatMap(([name, way]) => differences(name, one, known(askEngine(one, way)), warehouse));
        expect(found.slice(0, 20)).toEqual([]);
        count(one, warehouse);
      }),
      { numRuns: runs, seed, endOnFailure: process.env.VOLANO_AGREEMENT_SHRINK === undefined },
    );
  },
  20 * 60_000,
);

it.runIf(runs === WORLDS)('has compared 10,000 customers', () => {
  expect(cases).toBeGreaterThanOrEqual(CASES);
});

it.runIf(runs === WORLDS)('has asked by every operator, and nearly each was true of some customers and false of others', () => {
  const operators = [...VALUE_OPERATORS, ...TIME_OPERATORS, ...COMPOSITE_OPERATORS, ...HISTORY_OPERATORS];
  expect(operators.filter((operator) => !outcomes.has(operator))).toEqual([]);
  const oneSided = operators.filter((operator) => outcomes.get(operator)?.includes(0));
  expect(oneSided.length, oneSided.join()).toBeLessThanOrEqual(ONE_SIDED_MAX);
});

function count(one: World, warehouse: ReadonlyMap<string, Known>): void {
  cases += warehouse.size;
  for (const definition of one.definitions) {
    if (definition.kind !== 'segment' || !definition.id.startsWith(PLAIN_PREFIX)) continue;
    const operator = plainOperator(definition.condition);
    const outcome = outcomes.get(operator) ?? [0, 0];
    outcomes.set(operator, outcome);
    for (const { segments } of warehouse.values()) outcome[segments.includes(definition.id) ? 0 : 1]++;
  }
}

/** Everything at the end, or in one random order or another. */
function lateWays(order: number): readonly Way[] {
  return [late, shuffled(order), shuffled(order + 1)];
}

/** How the history with this index comes in. */
type WayOf = (index: number) => Way;

it(
  'counts before a release those whom it holds after it',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async (one) => {
        const warehouse = await askWarehouse(one);
        const found: string[] = [];
        for (const definition of one.definitions) {
          if (definition.kind !== 'trait' && definition.kind !== 'tag' && definition.kind !== 'segment') continue;
          const expected = [...warehouse.values()].filter((known) => holds(known, definition)).length;
          const counted = await previewed(one, definition, warehouse.size);
          if (counted !== expected) found.push(`${counted} for ${expected} of ${JSON.stringify(definition)}`);
        }
        expect(found).toEqual([]);
      }),
      { numRuns: Math.min(runs, PREVIEWS), seed, endOnFailure: process.env.VOLANO_AGREEMENT_SHRINK === undefined },
    );
  },
  20 * 60_000,
);

function holds(known: Known, { kind, id }: Definition): boolean {
  return kind === 'trait' ? known.traits[id] !== undefined : answer(known, kind, id) === true;
}

async function previewed(one: World, target: Parameters<typeof conditionOf>[0], customers: number): Promise<number> {
  const released = one.definitions.map((definition) => ({ version: 1, definition }));
  const condition = conditionOf(target);
  const edges = new Map(Object.entries(one.edges));
  const options = evaluatedFor(condition, needed(target, released), { edges, now: one.now });
  const [row] = await events.warehouse.query<{ exceptions: number }>(exceptionsSql({ condition, definitions: one.definitions }, options));
  return options.holdsOfOthers ? customers - Number(row!.exceptions) : Number(row!.exceptions);
}

function askEngine(one: World, way: WayOf): Outcome[] {
  const plan = planOf(one.definitions, one.edges);
  return one.histories.map((history, index) => arrive(history, way(index)(history, one.now), { world: one, plan, prefix: `h${index}c` }));
}

function known(outcomes: readonly Outcome[]): Map<string, Known> {
  return new Map(outcomes.flatMap((outcome) => [...outcome.known]));
}

/** The warehouse holds each event under the customer it had on arrival in time order, and the facts of the merges. */
async function askWarehouse(one: World): Promise<Map<string, Known>> {
  const arrived = askEngine(one, () => inTime);
  await events.clear();
  await events.add(
    one.histories.flatMap(({ happenings }, index) =>
      happenings.map(({ entry }, place) => ({ customer: arrived[index]!.customers[place]!, entry })),
    ),
  );
  await events.merge(arrived.flatMap((outcome) => outcome.merges));
  const rows = await readKnowledge(events.warehouse, one.definitions, { now: one.now, edges: one.edges });
  return new Map(rows.map(({ customer, ...rest }) => [customer, rest]));
}

/** Every trait, tag and segment on which the two differ, with its definition. */
function differences(way: string, one: World, engine: ReadonlyMap<string, Known>, warehouse: ReadonlyMap<string, Known>): string[] {
  const found: string[] = [];
  for (const customer of new Set([...engine.keys(), ...warehouse.keys()])) {
    const answers = [engine, warehouse].map((side) => side.get(customer));
    for (const definition of one.definitions) {
      const [ours, theirs] = answers.map((known) => known && JSON.stringify(answer(known, definition.kind, definition.id)));
      if (ours !== theirs) found.push(`${way} ${customer} engine ${ours} warehouse ${theirs} ${JSON.stringify(definition)}`);
    }
  }
  return found;
}

function answer(known: Known, kind: string, id: string): unknown {
  if (kind === 'trait') return known.traits[id] ?? null;
  return (kind === 'tag' ? known.tags : known.segments).includes(id);
}
