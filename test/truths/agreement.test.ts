/**
 * Both evaluators agree: random definitions, random histories with merges, late events, edges of windows and strange values; the engine in
 * several random orders of arrival, the warehouse once. Seeded; VOLANO_AGREEMENT_RUNS and VOLANO_AGREEMENT_SEED change size and seed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readKnowledge } from '../../src/learn/sql/index.ts';
import { arrive, inTime, late, shuffled } from './arrival.ts';
import { type World, world } from './generate.ts';
import type { Known } from './notation.ts';
import { openEvents, type StoredEvents } from './stored.ts';

const runs = Number(process.env.VOLANO_AGREEMENT_RUNS ?? 40);
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
        const ways = { inTime: inTime(one), late: late(one), shuffled: shuffled(one, order), shuffledAgain: shuffled(one, order + 1) };
        const found = Object.entries(ways).flatMap(([way, arrivals]) => differences(way, one, arrive(one, arrivals).known, warehouse));
        expect(found).toEqual([]);
      }),
      { numRuns: runs, seed, endOnFailure: process.env.VOLANO_AGREEMENT_SHRINK === undefined },
    );
  },
  10 * 60_000,
);

/** By persona with which each customer began in time order. */
async function askWarehouse(one: World): Promise<Map<string, Known>> {
  const { customers, merges } = arrive(one, inTime(one));
  await events.clear();
  await events.add(one.history.map(({ entry }, index) => ({ customer: customers[index]!, entry })));
  await events.merge(merges);
  const rows = await readKnowledge(events.warehouse, one.definitions, { now: one.now, edges: one.edges });
  return new Map(rows.map(({ customer, ...known }) => [customer, known]));
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
