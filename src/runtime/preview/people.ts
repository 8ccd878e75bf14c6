/** Single customers under definitions that are not released: from the stored state, or, where it lacks something of the past, from their events. */
import type { CustomerId } from '../../base/index.ts';
import {
  type Customer,
  decodeEntry,
  type Identifier,
  type JsonObject,
  type PastEntry,
  type Reason,
  reasonsOf,
  refolded,
} from '../../core/index.ts';
import { assertKept } from '../kept-entries.ts';
import { type ReadState, readCustomersAt } from '../reading.ts';
import { positionsOf } from '../unmerge/index.ts';
import type { CustomerMatch } from './answer.ts';
import type { PreviewWorld } from './preview.ts';
import type { Tried } from './trial.ts';

export type Matched = CustomerMatch & { readonly why: Reason };

/** Those of them that there are, in this order. */
export async function matchesOf(ids: readonly CustomerId[], trial: Tried, world: PreviewWorld & Bounds): Promise<Matched[]> {
  const { now } = trial.evaluated;
  const plan = trial.ofState ?? trial.ofEvents;
  const stored = await readCustomersAt(world.state, ids, world.plan());
  const customers = trial.ofState ? await readCustomersAt(world.state, ids, trial.ofState) : await foldedAnew(stored, trial, world);
  return customers.map(({ customer, identifiers }) => {
    const why = reasonsOf(customer, trial, { plan, now });
    const from = trial.ofState ? 'state' : 'events';
    return { customer: customer.id, identifiers, holds: why.holds, read: readIn(why), from, why };
  });
}

/** Positions, by partition, up to which the warehouse has everything. */
interface Bounds {
  readonly upTo: readonly number[];
}

interface Person {
  readonly customer: Customer;
  readonly identifiers: readonly Identifier[];
}

async function foldedAnew(people: readonly ReadState[], trial: Tried, world: PreviewWorld & Bounds): Promise<Person[]> {
  const ids = people.map(({ customer }) => customer.id);
  const entries = new Map<CustomerId, PastEntry[]>(ids.map((id) => [id, []]));
  for (const [partition, upTo] of world.upTo.entries()) {
    const place = { ...world, partition };
    const positions = await positionsOf(ids, { ...place, upTo });
    await assertKept([...positions.values()].flat(), place);
    for (const [id, some] of positions) entries.get(id)?.push(...(await entriesAt(some, place)));
  }
  return people.map(({ customer, identifiers }) => {
    const past = entries.get(customer.id)!.sort((a, b) => a.at - b.at);
    return { customer: refolded(customer.id, past, { plan: trial.ofEvents, now: trial.evaluated.now }), identifiers };
  });
}

async function entriesAt(
  positions: readonly number[],
  { log, partition }: PreviewWorld & { readonly partition: number },
): Promise<PastEntry[]> {
  const records = await log.get(partition, positions);
  return records.flatMap((record) => {
    const found = record && decodeEntry(record.value);
    // Where identity has been found before, the event is within what was found.
    const entry = found?.type === 'resolved' ? found.entry : found;
    return record && entry?.type === 'event' ? [{ position: record.position, at: record.at, entry }] : [];
  });
}

/** Everything that was read, whatever it is part of. */
function readIn(reason: Reason): JsonObject {
  if ('rules' in reason) return Object.assign({}, ...reason.rules.map(readIn));
  return { ...reason.read, ...(reason.of && readIn(reason.of)) };
}
