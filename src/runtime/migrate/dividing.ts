/**
 * The state of an engine that has all customers, divided among engines of several partitions and the key space in which their stages find out who is who: rows, each with
 * the key space that it is for. The same rows in the same order each time, so that what was brought can be compared with what there is.
 *
 * D1. Every customer lives in the partition that its id says, whole: its rows, its next wake-up, what waits to be handed over to it.
 * D2. What has happened keeps its address, which names the first partition of both logs. Those have the old entries, so whatever names one finds it.
 * D3. Of what holds for all customers together each partition has a part, and the parts add up to it.
 */
import { type CustomerId, partitionOf } from '../../base/index.ts';
import {
  compilePlan,
  type Discount,
  decodeCustomer,
  decodeIdentity,
  encodeIdentity,
  type LiveIdentity,
  PAST_ROW,
  type SendCommand,
} from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import { Pieces, type StateReader, type Table, type Write } from '../../port/state/index.ts';
import { IDENTITY_SPACE } from '../cluster/index.ts';
import { DividedMeta, homeRecordOf, type Meta, partName, pastKey, readCustomerId, readMeta, readTimerKey } from '../engine/index.ts';
import { OwnSpace, progressRows } from '../identity/index.ts';

/** Rows for one key space. */
export interface Divided {
  /** A partition of customers, or `IDENTITY_SPACE`. */
  readonly space: number;
  readonly writes: readonly Write[];
}

export interface DividingSource {
  readonly state: StateReader;
  /** All that the state is made of, as far as it is still there. */
  readonly log: Pick<Log, 'get'>;
}

const PARTITION = 0;

/** Everything of the state, at rest, for so many partitions of either log. */
export async function* dividedState(source: DividingSource, partitions: number): AsyncGenerator<Divided> {
  const { state } = source;
  const meta = await readMeta(state);
  const shares = new DividedMeta(meta, partitions);
  const home = (id: CustomerId): number => partitionOf(id, partitions);
  yield* customers(state, { meta, shares, home });
  yield* identities(source, home);
  for await (const { writes } of pages(state, 'identifier')) yield { space: IDENTITY_SPACE, writes };
  yield* byHome(state, 'timer', ({ key }) => home(readTimerKey(key).id));
  // Where its receipt will come to.
  yield* byHome(state, 'outbox', ({ value }) => home((JSON.parse(textOf(value!)) as SendCommand).customer));
  for await (const { writes } of pages(state, 'fact')) yield { space: PARTITION, writes };
  yield* messageIds(state, partitions);
  for (let partition = 0; partition < partitions; partition++) yield { space: partition, writes: shares.writes(partition) };
  const { progress, releases } = meta;
  yield { space: IDENTITY_SPACE, writes: ofStages(progressRows(progress, releases.at(-1)), partitions) };
}

interface Homes {
  readonly home: (id: CustomerId) => number;
}

/** Their rows, each customer counted where it lives. */
async function* customers(
  state: StateReader,
  { meta, shares, home }: Homes & { readonly meta: Meta; readonly shares: DividedMeta },
): AsyncGenerator<Divided> {
  const plan = compilePlan(meta.releases, meta.edges, meta.effects);
  for await (const rows of wholeCustomers(state)) {
    const ids = [...rows.keys()];
    const pasts = await state.getMany('past', ids.map(pastKey));
    ids.forEach((id, i) => {
      const parts = new Map(rows.get(id)!.map(({ key, value }) => [partName(key, id), value!]));
      if (pasts[i]) parts.set(PAST_ROW, pasts[i]);
      shares.customer(decodeCustomer(id, parts, plan));
    });
    yield* grouped([...rows.values()].flat(), ({ key }) => home(customerIn(key)));
  }
  yield* byHome(state, 'past', ({ key }) => home(readCustomerId(key)));
}

/** Pieces of the table in which no customer is cut. */
async function* wholeCustomers(state: StateReader): AsyncGenerator<ReadonlyMap<CustomerId, Write[]>> {
  let open = new Map<CustomerId, Write[]>();
  for await (const { writes } of pages(state, 'customer')) {
    for (const write of writes) {
      const id = customerIn(write.key);
      const rows = open.get(id);
      if (rows) rows.push(write);
      else open.set(id, [write]);
    }
    // The last one may go on.
    const last = [...open].at(-1);
    if (!last || open.size === 1) continue;
    open.delete(last[0]);
    yield open;
    open = new Map([last]);
  }
  if (open.size > 0) yield open;
}

/** Who is who, for the stages; and for each partition, who lives there or has gone. */
async function* identities({ state, log }: DividingSource, home: (id: CustomerId) => number): AsyncGenerator<Divided> {
  for await (const { writes } of pages(state, 'identity')) {
    const records = writes.map(({ key, value }) => ({ key, id: readCustomerId(key), record: decodeIdentity(value!) }));
    const shared = await Promise.all(
      records.map(async ({ key, record }, i): Promise<Write> => {
        const isSame = record.state === 'merged' || !record.discounts;
        return isSame ? writes[i]! : { table: 'identity', key, value: encodeIdentity(await withInstants(record, log)) };
      }),
    );
    yield { space: IDENTITY_SPACE, writes: shared };
    const homes = records.map(({ key, record }): Write => ({ table: 'identity', key, value: encodeIdentity(homeRecordOf(record)) }));
    yield* grouped(homes, ({ key }) => home(readCustomerId(key)));
  }
}

/** With several partitions a discount holds since an instant: positions of several say nothing of each other. What has left the log is before all that is in it. */
async function withInstants(record: LiveIdentity, log: DividingSource['log']): Promise<LiveIdentity> {
  const discounts: Discount[] = [];
  for (const discount of record.discounts ?? []) {
    const [entry] = discount.since > 0 ? await log.get(PARTITION, [discount.since]) : [];
    discounts.push({ ...discount, since: entry?.at ?? 0 });
  }
  return { ...record, discounts };
}

/** By which stage or engine a message will come again, is not known: each has all of them. */
async function* messageIds(state: StateReader, partitions: number): AsyncGenerator<Divided> {
  for await (const { writes } of pages(state, 'dedupe')) {
    yield { space: IDENTITY_SPACE, writes: ofStages(writes, partitions) };
    for (let partition = 0; partition < partitions; partition++) yield { space: partition, writes };
  }
}

/** The same rows in the own space of each stage. */
function ofStages(writes: readonly Write[], partitions: number): Write[] {
  return Array.from({ length: partitions }, (_, partition) => OwnSpace.writesOf(partition, writes)).flat();
}

async function* byHome(state: StateReader, table: Table, homeOf: (write: Write) => number): AsyncGenerator<Divided> {
  for await (const { writes } of pages(state, table)) yield* grouped(writes, homeOf);
}

function* grouped(writes: readonly Write[], spaceOf: (write: Write) => number): Generator<Divided> {
  for (const [space, some] of Map.groupBy(writes, spaceOf)) yield { space, writes: some };
}

async function* pages(state: StateReader, table: Table): AsyncGenerator<{ readonly writes: readonly Write[] }> {
  const pieces = new Pieces((range) => state.range(table, range));
  for (let pairs = await pieces.next(); pairs.length > 0; pairs = await pieces.next())
    yield { writes: pairs.map(([key, value]) => ({ table, key, value })) };
}

function customerIn(key: Uint8Array): CustomerId {
  return readCustomerId(key.subarray(0, key.indexOf(0)));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
