/**
 * K2: a wake-up is never later than the first instant at which time alone changes a tag or segment. Random definitions and histories are
 * stepped through the instants at which anything could change (edges of windows to the millisecond, days, changes of clocks): the customer
 * who is only woken when due must hold what one evaluated from scratch at that instant holds.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPlan, decodeKnown, encodeKnown, type Known, type KnowPlan, segmentsOf, tagsOf, touchAll } from '../../src/core/know/index.ts';
import { context, newState, planOf, take, wake } from '../truths/engine.ts';
import { type History, type World, world } from '../truths/generate.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPANS = [1, HOUR, DAY, 2 * DAY, 7 * DAY, 30 * DAY, 60 * DAY, 91 * DAY];
const AHEAD = 45 * DAY;

const runs = Number(process.env.VOLANO_FLIPS_RUNS ?? 40);
const seed = Number(process.env.VOLANO_FLIPS_SEED ?? 3);

/** Instants after `now` around which something may change: event times plus spans, and hours (every local midnight is one of them). */
function instants({ happenings }: History, now: number): number[] {
  const found = new Set<number>();
  for (const { entry } of happenings) {
    for (const a of [0, ...SPANS]) for (const b of [0, DAY, 7 * DAY]) for (const step of [-1, 0, 1]) found.add(entry.time + a + b + step);
  }
  const hour = Math.ceil(now / HOUR) * HOUR;
  for (let i = 0; i < 72; i++) for (const step of [-1, 0, 1]) found.add(hour + i * HOUR + step);
  for (let day = 3; day < 45; day++) found.add(hour + day * DAY + ((day * 7) % 24) * HOUR);
  return [...found].filter((at) => at > now && at <= now + AHEAD).sort((a, b) => a - b);
}

function holds(known: Known): string[] {
  return [...tagsOf(known), ...segmentsOf(known)].sort();
}

function fromScratch(known: Known, plan: KnowPlan, now: number): string[] {
  touchAll(known);
  const parts = new Map(encodeKnown(known).flatMap(([name, bytes]) => (bytes ? [[name, bytes] as const] : [])));
  const copy = decodeKnown({ small: parts, rows: parts }, plan, { layouts: new Map(), tables: new Map() });
  copy.customer = known.customer;
  applyPlan(context(copy, plan, now));
  return holds(copy);
}

/** Where the woken and the evaluated customer differ: the first instant only. */
function firstDifference(one: World, history: History): string | undefined {
  const plan = planOf(one.definitions, one.edges);
  const known = newState(plan, one.now - 500 * DAY);
  const events = history.happenings.map(({ entry }) => entry).sort((a, b) => a.time - b.time);
  for (const event of events) take(known, plan, Math.min(event.time, one.now), event);
  for (const at of instants(history, one.now)) {
    wake(known, plan, at);
    const [woken, fresh] = [holds(known), fromScratch(known, plan, at)];
    if (woken.join() === fresh.join()) continue;
    const ids = [...woken, ...fresh].filter((id) => !(woken.includes(id) && fresh.includes(id)));
    const about = one.definitions.filter(({ id }) => ids.includes(id)).map((definition) => JSON.stringify(definition));
    return `${new Date(at).toISOString()}: woken ${woken.join()}; evaluated ${fresh.join()}; ${about.join(' ')}`;
  }
  return undefined;
}

test(
  'a customer who is woken when due holds what an evaluation from scratch holds, at every instant',
  () => {
    fc.assert(
      fc.property(world, (one) => {
        for (const history of one.histories.slice(0, 2)) expect(firstDifference(one, history)).toBeUndefined();
      }),
      { numRuns: runs, seed, endOnFailure: process.env.VOLANO_FLIPS_SHRINK === undefined },
    );
  },
  5 * 60_000,
);
