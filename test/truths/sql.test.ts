/** The warehouse evaluator against the hand-written truths. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKnowledge } from '../../src/learn/sql/index.ts';
import { answerOf, definitionsOf, entryOf, type Known, ms, type TruthTable } from './notation.ts';
import { openEvents, type StoredEvents } from './stored.ts';
import { tables } from './tables/index.ts';

let path: string;
let events: StoredEvents;

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'volano-truths-'));
  events = await openEvents(path);
  await events.add(
    tables.flatMap((table, index) => table.events.map((row, place) => ({ customer: `c${index}`, entry: entryOf(row, place) }))),
  );
});

afterAll(async () => {
  await events.close();
  await rm(path, { recursive: true, force: true });
});

describe.each(tables.map((table, index) => ({ ...table, index })))('$subject', (table) => {
  const known = new Map<number, Promise<Known>>();
  it.each(table.truths.map(([says, asks, expected, now], place) => ({ says, asks, expected, now: ms(now ?? table.now), place })))(
    '$says',
    async ({ asks, expected, now, place }) => {
      if (!known.has(now)) known.set(now, evaluate(table, table.index, now));
      expect(answerOf(asks, place, await known.get(now)!)).toEqual(expected);
    },
  );
});

async function evaluate(table: TruthTable, index: number, now: number): Promise<Known> {
  const source = `(SELECT customer, event, source, time, message_id, properties, traits, context FROM events WHERE customer = 'c${index}')`;
  const options = table.edges ? { now, events: source, edges: table.edges } : { now, events: source };
  const [known] = await readKnowledge(events.warehouse, definitionsOf(table), options);
  return known!;
}
