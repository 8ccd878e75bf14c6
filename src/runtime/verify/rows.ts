/** Rows of a state in key order, page by page, in the form in which two states are compared. */
import { type Customer, canonicalParts, decodeCustomer, PAST_ROW, type Plan } from '../../core/index.ts';
import type { StateStore, Table } from '../../port/state/index.ts';
import { partKey, partName, rememberedIds } from '../engine/index.ts';

export type Row = readonly [key: Uint8Array, value: Uint8Array];

/** What belongs together: all rows of a customer, else one row. */
export interface Unit {
  readonly key: Uint8Array;
  readonly rows: readonly Row[];
}

const PAGE = 2_000;
const FIRST: Uint8Array = Uint8Array.of(0);
const AFTER_ALL: Uint8Array = Buffer.alloc(64, 0xff);
const ZERO = 0;
const TIME_BYTES = 6;

/** The units of a table. `now`: `at` that the state has reached, ms. */
export async function* unitsOf(state: StateStore, table: Table, now: number): AsyncGenerator<Unit> {
  if (table === 'customer') {
    yield* customersOf(state);
    return;
  }
  if (table === 'dedupe') {
    yield* messageIdsOf(state, now);
    return;
  }
  for await (const row of rowsOf(state, table)) yield { key: row[0], rows: [table === 'meta' ? ordered(row) : row] };
}

/** The rows of a customer as its canonical encoding: when a chunk of them was last written, and how much was dropped since, is left out. */
export function canonicalRows(unit: Unit, plan: Plan): readonly Row[] {
  const customer = customerOf(unit, plan);
  const { id } = customer;
  const parts = canonicalParts(customer).flatMap(([name, value]): Row[] => (value ? [[Buffer.from(`${id}\u0000${name}`), value]] : []));
  return parts.sort(([a], [b]) => Buffer.compare(a, b));
}

/** The customer whose rows these are. */
export function customerOf({ key, rows }: Unit, plan: Plan): Customer {
  const id = Buffer.from(key).toString('utf8');
  return decodeCustomer(id, new Map(rows.map(([name, value]) => [partName(name, id), value])), plan);
}

/** Message ids that still count, in order of key: by instant, then hash. */
async function* messageIdsOf(state: StateStore, now: number): AsyncGenerator<Unit> {
  let together: Unit[] = [];
  let instant = 0;
  for await (const { key, at } of rememberedIds(state, now)) {
    if (at !== instant) {
      yield* together.sort((a, b) => Buffer.compare(a.key, b.key));
      together = [];
      instant = at;
    }
    const time = Buffer.alloc(TIME_BYTES);
    time.writeUIntBE(at, 0, TIME_BYTES);
    together.push({ key: Buffer.concat([time, key]), rows: [[key, time]] });
  }
  yield* together.sort((a, b) => Buffer.compare(a.key, b.key));
}

async function* customersOf(state: StateStore): AsyncGenerator<Unit> {
  let unit: { readonly key: Uint8Array; readonly rows: Row[] } | undefined;
  const pasts = rowsOf(state, 'past');
  let past = await pasts.next();
  const withPast = async (one: NonNullable<typeof unit>): Promise<Unit> => {
    while (!past.done && Buffer.compare(past.value[0], one.key) < 0) past = await pasts.next();
    if (past.done || past.value[1].length === 0 || Buffer.compare(past.value[0], one.key) !== 0) return one;
    return { key: one.key, rows: [...one.rows, [partKey(Buffer.from(one.key).toString('utf8'), PAST_ROW), past.value[1]]] };
  };
  for await (const row of rowsOf(state, 'customer')) {
    const id = row[0].subarray(0, row[0].indexOf(ZERO));
    if (unit && Buffer.compare(unit.key, id) === 0) unit.rows.push(row);
    else {
      if (unit) yield await withPast(unit);
      unit = { key: id, rows: [row] };
    }
  }
  if (unit) yield await withPast(unit);
}

async function* rowsOf(state: StateStore, table: Table): AsyncGenerator<Row> {
  for (let start = FIRST; ; ) {
    const page = await state.range(table, { start, end: AFTER_ALL, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    start = Buffer.concat([last[0], FIRST]);
  }
}

/** Counters are a map: which of them came first has no meaning. */
function ordered([key, value]: Row): Row {
  if (Buffer.from(key).toString() !== 'counters') return [key, value];
  const counters = JSON.parse(Buffer.from(value).toString()) as [string, number][];
  return [key, Buffer.from(JSON.stringify(counters.sort(([a], [b]) => (a < b ? -1 : 1))))];
}
