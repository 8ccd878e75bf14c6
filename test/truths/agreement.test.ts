/**
 * Both evaluators agree: random definitions, random histories with merges, late events, edges of windows and strange values; the engine in
 * several random orders of arrival, the warehouse once. Seeded; VOLANO_AGREEMENT_RUNS and VOLANO_AGREEMENT_SEED change size and seed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Definition } from '../../src/define/index.ts';
import { exceptionsSql, readKnowledge } from '../../src/learn/sql/index.ts';
import { conditionOf, evaluatedFor, needed } from '../../src/runtime/preview/trial.ts';
import { arrive, inTime, late, type Outcome, shuffled, type Way } from './arrival.ts';
import { planOf } from './engine.ts';
import { type World, world } from './generate.ts';
import type { Known } from './notation.ts';
import { openEvents, type StoredEvents } from './stored.ts';

const runs = Number(process.env.VOLANO_AGREEMENT_RUNS ?? 12);
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

it(
  'knows the same in any order of arrival',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.integer(), async (one, order) => {
        const warehouse = await askWarehouse(one);
        const ways = { inTime, late, shuffled: shuffled(order), shuffledAgain: shuffled(order + 1) };
        const found = Object.entries(ways).flatMap(([name, way]) => differences(name, one, known(askEngine(one, way)), warehouse));
        expect(found).toEqual([]);
      }),
      { numRuns: runs, seed, endOnFailure: process.env.VOLANO_AGREEMENT_SHRINK === undefined },
    );
  },
  10 * 60_000,
);

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
      { numRuns: Math.ceil(runs / 3), seed, endOnFailure: process.env.VOLANO_AGREEMENT_SHRINK === undefined },
    );
  },
  10 * 60_000,
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

function askEngine(one: World, way: Way): Outcome[] {
  const plan = planOf(one.definitions, one.edges);
  return one.histories.map((history, index) => arrive(history, way(history, one.now), { world: one, plan, prefix: `h${index}c` }));
}

function known(outcomes: readonly Outcome[]): Map<string, Known> {
  return new Map(outcomes.flatMap((outcome) => [...outcome.known]));
}

/** The warehouse holds each event under the customer it had on arrival in time order, and the facts of the merges. */
async function askWarehouse(one: World): Promise<Map<string, Known>> {
  const outcomes = askEngine(one, inTime);
  await events.clear();
  await events.add(
    one.histories.flatMap(({ happenings }, index) =>
      happenings.map(({ entry }, place) => ({ customer: outcomes[index]!.customers[place]!, entry })),
    ),
  );
  await events.merge(outcomes.flatMap((outcome) => outcome.merges));
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
