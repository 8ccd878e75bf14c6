/** What an audit of tags compares, on random worlds: engine and events agree about every tag of every customer, and one error planted in either is found. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { heldTags } from '../../src/learn/sql/index.ts';
import { type Answers, compared } from '../../src/runtime/tags/comparison.ts';
import { arrive, inTime } from './arrival.ts';
import { planOf } from './engine.ts';
import { type World, worldWith } from './generate.ts';
import { openEvents, type StoredEvents } from './stored.ts';

const WORLDS = 4;
const HISTORIES = 25;
const SEED = 20_260_301;

let path: string;
let events: StoredEvents;
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'volano-audit-'));
  events = await openEvents(path);
});
afterAll(async () => {
  await events.close();
  await rm(path, { recursive: true, force: true });
});

interface Sides {
  readonly engine: Answers;
  readonly events: Answers;
  readonly tags: readonly string[];
}

async function sidesOf(one: World): Promise<Sides> {
  const plan = planOf(one.definitions, one.edges);
  const outcomes = one.histories.map((history, index) => {
    const arrived = arrive(history, inTime(history, one.now), { world: one, plan, prefix: `h${index}c` });
    return { history, arrived };
  });
  await events.clear();
  await events.add(
    outcomes.flatMap(({ history, arrived }) =>
      history.happenings.map(({ entry }, place) => ({ customer: arrived.customers[place]!, entry })),
    ),
  );
  const merges = outcomes.flatMap(({ arrived }) => arrived.merges);
  await events.merge(merges);
  const engine = new Map(outcomes.flatMap(({ arrived }) => [...arrived.known].map(([id, { tags }]) => [id, new Set(tags)] as const)));
  const tags = one.definitions.flatMap(({ kind, id }) => (kind === 'tag' ? [id] : []));
  const customers = [...engine.keys()];
  const arrived = [...customers, ...merges.map(({ absorbed }) => absorbed)];
  const about = { customers, arrived, upTo: [Number.MAX_SAFE_INTEGER], tags: new Set(tags), now: one.now, edges: one.edges };
  return { engine, events: await heldTags(events.warehouse, one.definitions, about), tags };
}

/** The answers with one of them turned round. */
function turned(answers: Answers, customer: string, tag: string): Answers {
  const other = new Set(answers.get(customer));
  if (!other.delete(tag)) other.add(tag);
  return new Map(answers).set(customer, other);
}

it('agrees about every tag, and finds the one answer that is wrong', { timeout: 5 * 60_000 }, async () => {
  const worlds = worldWith({ minLength: HISTORIES, maxLength: HISTORIES });
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(worlds, fc.nat(), fc.nat(), fc.boolean(), async (one, who, what, inEngine) => {
      const sides = await sidesOf(one);
      const { customers, tags, disagreements } = compared(sides.engine, sides.events, sides.tags);
      expect(disagreements).toEqual([]);
      expect(customers).toBe(sides.engine.size);
      expect(tags.every(({ agreement }) => agreement.share === 1)).toBe(true);
      answers += customers * tags.length;
      if (sides.tags.length === 0) return;
      const customer = [...sides.engine.keys()][who % sides.engine.size]!;
      const tag = sides.tags[what % sides.tags.length]!;
      const said = sides.engine.get(customer)!.has(tag);
      const found = inEngine
        ? compared(turned(sides.engine, customer, tag), sides.events, sides.tags)
        : compared(sides.engine, turned(sides.events, customer, tag), sides.tags);
      expect(found.disagreements).toEqual([{ customer, tag, engine: inEngine ? !said : said, events: inEngine ? said : !said }]);
      expect(found.tags.find((row) => row.tag === tag)!.agreement).toMatchObject({ count: customers - 1, of: customers });
    }),
    { numRuns: WORLDS, seed: SEED, endOnFailure: true },
  );
  expect(answers).toBeGreaterThan(100);
});
