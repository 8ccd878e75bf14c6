/**
 * Definitions that come into force by a backfill know what they would know had they always been there. Random definitions of which a first release has
 * some, and some otherwise; random histories with merges and late events, before the release of all of them, during the backfill and after it; starts
 * in between. The pasts come from the warehouse. Compared with an engine that had all from the beginning, with the SQL evaluator, and with a replay.
 * Seeded; VOLANO_BACKFILL_RUNS and VOLANO_BACKFILL_SEED change size and seed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compilePlan, type EventEntry, type Identifier } from '../../src/core/index.ts';
import { type Definition, referencesOf } from '../../src/define/index.ts';
import { readKnowledge } from '../../src/learn/sql/index.ts';
import { Trial } from '../../src/runtime/engine/trial.suite.ts';
import { shuffled } from './arrival.ts';
import { type World, world } from './generate.ts';
import type { Known } from './notation.ts';
import { openPasts, type StoredPasts } from './pasts.ts';

const runs = Number(process.env.VOLANO_BACKFILL_RUNS ?? 15);
const seed = Number(process.env.VOLANO_BACKFILL_SEED ?? 20_261_129);

let path: string;
let stored: StoredPasts;
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'volano-backfill-truths-'));
  stored = await openPasts(path);
});
afterAll(async () => {
  await stored.close();
  await rm(path, { recursive: true, force: true });
});

interface Script {
  readonly one: World;
  readonly order: number;
  /** By place among the definitions: whether the first release has it, and whose content it has there. */
  readonly first: readonly boolean[];
  readonly others: readonly number[];
  /** Where among the arrivals the release and the chunks come, in [0, 1). */
  readonly places: readonly number[];
  readonly restarts: readonly boolean[];
  readonly customersMax: number;
}

/** Nothing is drawn: the same person has another id in a log with other positions, and so another bucket. */
function withoutDraws(one: World): World {
  const definitions = JSON.stringify(one.definitions).replaceAll(/"field":"bucket\.[^"]+"/g, '"field":"trait.d_number"');
  return { ...one, definitions: JSON.parse(definitions) as readonly Definition[] };
}

const script: fc.Arbitrary<Script> = fc.record({
  one: world.map(withoutDraws),
  order: fc.integer(),
  first: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
  others: fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(39) }), {
    minLength: 40,
    maxLength: 40,
  }),
  places: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 2, maxLength: 8 }),
  restarts: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  customersMax: fc.constantFrom(1, 2, 5),
});

it(
  'what comes into force by a backfill knows what it would know had it always been there',
  async () => {
    await fc.assert(
      fc.asyncProperty(script, async (one) => {
        const staged = await play(one, { staged: true });
        const always = await play(one, { staged: false });
        expect(staged.trial.engine.plan.preparation).toBeUndefined();
        const people = one.one.histories.flatMap(({ personas }, h) => Array.from({ length: personas }, (_, p) => userOf(h, p)));
        const ours = await knownOf(staged.trial, one.one, people);
        expect(ours).toEqual(await knownOf(always.trial, one.one, people));
        expect(ours).toEqual(await askWarehouse(staged.trial, one.one, people));
        const again = await staged.trial.again({ batchMax: 3, cacheMax: 0 });
        expect(await again.remains()).toEqual(await staged.trial.remains());
      }),
      { numRuns: runs, seed, endOnFailure: process.env.VOLANO_BACKFILL_SHRINK === undefined },
    );
  },
  10 * 60_000,
);

function userOf(history: number, persona: number): string {
  return `h${history}p${persona}`;
}

interface Arriving {
  readonly at: number;
  readonly entry: Partial<EventEntry>;
  readonly identifiers: readonly Identifier[];
}

/** Events of all histories, and links between personas as events that name both. */
function arrivalsOf({ one, order }: Script): Arriving[] {
  const arrivals = one.histories.flatMap((history, h) =>
    shuffled(order + h)(history, one.now).map((arrival, i): Arriving => {
      if ('link' in arrival) {
        const identifiers = [arrival.link.a, arrival.link.b].map((persona): Identifier => ['user_id', userOf(h, persona)]);
        return { at: arrival.at, identifiers, entry: { event: 'Linked', messageId: `l${h}-${i}`, time: arrival.at } };
      }
      const { persona, entry } = history.happenings[arrival.event]!;
      return { at: arrival.at, identifiers: [['user_id', userOf(h, persona)]], entry: { ...entry, messageId: `${entry.messageId}h${h}` } };
    }),
  );
  return arrivals
    .map((one, i) => ({ one, i }))
    .sort((a, b) => a.one.at - b.one.at || a.i - b.i)
    .map(({ one }) => one);
}

async function play(script: Script, { staged }: { readonly staged: boolean }): Promise<{ trial: Trial }> {
  const { one, places, restarts, customersMax } = script;
  const trial = await Trial.open();
  const arrivals = arrivalsOf(script);
  trial.now = arrivals[0]?.at ?? one.now;
  await trial.release(staged ? firstOf(script) : one.definitions);
  for (const [trait, edges] of Object.entries(one.edges))
    await trial.append({ type: 'model', model: 'quantiles', trait, version: '1', edges });
  await trial.tick();
  const moments = places.map((place) => Math.floor(place * arrivals.length)).sort((a, b) => a - b);
  const step = async (which: number): Promise<void> => {
    if (!staged) return;
    if (which === 0) {
      await trial.release(one.definitions);
      await trial.tick();
    } else await oneChunk(trial, customersMax);
    await trial.run();
    if (restarts[which]) await trial.restart({ cacheMax: 0 });
  };
  let next = 0;
  for (const [i, { at, entry, identifiers }] of arrivals.entries()) {
    for (; moments[next] === i; next++) await step(next);
    trial.now = at;
    await trial.append(trial.entry(identifiers, entry.event!, { ...entry, identifiers }));
  }
  await trial.run();
  for (; next < moments.length; next++) await step(next);
  while (trial.engine.meta.backfill) await oneChunk(trial, customersMax);
  trial.now = one.now;
  await trial.tick();
  await trial.run();
  return { trial };
}

async function oneChunk(trial: Trial, customersMax: number): Promise<void> {
  if (!trial.engine.meta.backfill) return;
  await trial.run();
  await stored.take(trial);
  const [entry] = await stored.pastEntries(trial, customersMax);
  await trial.append(entry!);
  await trial.run();
}

/** Some of the definitions with all that they lean on, some of them with the content of another one. */
function firstOf({ one, first, others }: Script): readonly Definition[] {
  const byName = new Map(one.definitions.map((one) => [`${one.kind}:${one.id}`, one]));
  const chosen = new Set(one.definitions.filter(({ kind }, i) => kind === 'workspace' || first[i % first.length]));
  for (const definition of chosen) {
    for (const { kind, id } of referencesOf(definition)) {
      const read = byName.get(`${kind}:${id}`);
      if (read) chosen.add(read);
    }
  }
  const kept = [...chosen];
  const changed = kept.map((definition, i): Definition => {
    const other = kept[others[i % others.length]!];
    if (definition.kind === 'workspace' || other?.kind !== definition.kind) return definition;
    return { ...other, id: definition.id } as Definition;
  });
  return compiles(changed) ? changed : kept;
}

function compiles(definitions: readonly Definition[]): boolean {
  try {
    compilePlan([{ number: 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }], new Map());
    return true;
  } catch {
    return false;
  }
}

/** By user, of those that are known. */
async function knownOf(trial: Trial, one: World, people: readonly string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  for (const user of people) {
    const found = await trial.knownAt(user, one.now);
    if (found) known.set(user, found);
  }
  return known;
}

async function askWarehouse(trial: Trial, one: World, people: readonly string[]): Promise<Map<string, Known>> {
  await stored.take(trial);
  const rows = await readKnowledge(stored.warehouse, one.definitions, { now: one.now, edges: one.edges });
  const byCustomer = new Map(rows.map(({ customer, ...rest }) => [customer, rest]));
  const known = new Map<string, Known>();
  for (const user of people) {
    const customer = await trial.customerOf(user);
    if (customer !== undefined) known.set(user, byCustomer.get(customer) as Known);
  }
  return known;
}
