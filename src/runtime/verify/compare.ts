/**
 * Compares two states, table by table.
 *
 * Compared are the tables that are a function of the log: customers (in their canonical encoding), identifiers, identity records, outbox, hops,
 * meta (position, number and hash of all facts, releases, models, open run, counters), and the message ids that still count.
 * The figures of journeys are, besides, compared with where the customers' instances rest.
 * Timers depend on batches as well, and are compared with the customers that they are to wake.
 * Not compared are `fact`, which holds only the blocks that the warehouse has not got yet (the hash in `meta` stands for all of them), and of
 * `dedupe` which ids stand in lists and which in rows, and what of them is over: that depends on batches.
 */
import type { Plan } from '../../core/index.ts';
import type { StateStore, Table } from '../../port/state/index.ts';
import { miscountsIn } from '../engine/index.ts';
import { type Bytes, type Difference, differenceOf } from './difference.ts';
import { canonicalRows, type Row, type Unit, unitsOf } from './rows.ts';
import { compareTimers } from './timers.ts';

/** Meta last: when customers differ, the counters mostly do too, and say less. */
const TABLES: readonly Table[] = ['identifier', 'identity', 'customer', 'timer', 'outbox', 'dedupe', 'hop', 'meta'];

export interface Sides {
  readonly live: StateStore;
  readonly replayed: StateStore;
  /** That of the live state. */
  readonly plan: Plan;
  /** `at` that both have reached, ms. */
  readonly now: number;
}

export interface Comparison {
  /** Rows of the live state that were looked at. */
  readonly keys: number;
  readonly difference?: Difference;
}

export async function compareStates(sides: Sides): Promise<Comparison> {
  let keys = 0;
  for (const table of TABLES) {
    const { keys: more, difference } = await compareTable(table, sides);
    keys += more;
    if (difference) return { keys, difference };
  }
  const difference = await miscounted(sides.live);
  return { keys, ...(difference && { difference }) };
}

/** What both states count alike may still not be what their customers say. */
async function miscounted(state: StateStore): Promise<Difference | undefined> {
  const [wrong] = await miscountsIn(state);
  if (!wrong) return undefined;
  const { journey, version, step, entered, found } = wrong;
  const key = `journey.${journey}@${version}${step === undefined ? '' : ` / ${step}`}`;
  return { table: 'meta', key, live: `counted ${entered}`, replayed: `found ${found}` };
}

async function compareTable(table: Table, { live, replayed, plan, now }: Sides): Promise<Comparison> {
  if (table === 'timer') return compareTimers(live, { plan, now });
  let keys = 0;
  for await (const [ours, theirs] of pairs(unitsOf(live, table, now), unitsOf(replayed, table, now))) {
    keys += ours?.rows.length ?? 0;
    const difference =
      unitDifference(table, ours, theirs) && unitDifference(table, canonical(table, ours, plan), canonical(table, theirs, plan));
    if (difference) return { keys, difference };
  }
  return { keys };
}

function canonical(table: Table, unit: Unit | undefined, plan: Plan): Unit | undefined {
  return table === 'customer' && unit ? { key: unit.key, rows: canonicalRows(unit, plan) } : unit;
}

function unitDifference(table: Table, live: Unit | undefined, replayed: Unit | undefined): Difference | undefined {
  const values = new Map<string, { key: Uint8Array; live: Bytes; replayed: Bytes }>();
  const put = (side: 'live' | 'replayed', [key, value]: Row): void => {
    const name = Buffer.from(key).toString('latin1');
    values.set(name, { key, live: undefined, replayed: undefined, ...values.get(name), [side]: value });
  };
  for (const row of live?.rows ?? []) put('live', row);
  for (const row of replayed?.rows ?? []) put('replayed', row);
  for (const one of values.values()) {
    if (!one.live || !one.replayed || Buffer.compare(one.live, one.replayed) !== 0) return differenceOf(table, one.key, one);
  }
  return undefined;
}

/** Units of both sides by key, in order; undefined where one side has none. */
async function* pairs(
  a: AsyncGenerator<Unit>,
  b: AsyncGenerator<Unit>,
): AsyncGenerator<readonly [ours: Unit | undefined, theirs: Unit | undefined]> {
  let [left, right] = [await a.next(), await b.next()];
  while (!left.done || !right.done) {
    const order = left.done ? 1 : right.done ? -1 : Buffer.compare(left.value.key, right.value.key);
    yield [order <= 0 ? (left.value as Unit) : undefined, order >= 0 ? (right.value as Unit) : undefined];
    if (order <= 0) left = await a.next();
    if (order >= 0) right = await b.next();
  }
}
