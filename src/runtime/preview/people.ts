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
export async function matchesOf(
  ids: readonly CustomerId[],
  trial: Tried,
  world: PreviewWorld & { readonly upTo: number },
): Promise<Matched[]> {
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

interface Person {
  readonly customer: Customer;
  readonly identifiers: readonly Identifier[];
}

async function foldedAnew(people: readonly ReadState[], trial: Tried, world: PreviewWorld & { readonly upTo: number }): Promise<Person[]> {
  const positions = await positionsOf(
    people.map(({ customer }) => customer.id),
    world,
  );
  await assertKept([...positions.values()].flat(), world);
  const folded: Person[] = [];
  for (const { customer, identifiers } of people) {
    const entries = await entriesAt(positions.get(customer.id) ?? [], world);
    folded.push({ customer: refolded(customer.id, entries, { plan: trial.ofEvents, now: trial.evaluated.now }), identifiers });
  }
  return folded;
}

async function entriesAt(positions: readonly number[], { log, partition }: PreviewWorld): Promise<PastEntry[]> {
  const records = await log.get(partition, positions);
  return records.flatMap((record) => {
    const entry = record && decodeEntry(record.value);
    return record && entry?.type === 'event' ? [{ position: record.position, at: record.at, entry }] : [];
  });
}

/** Everything that was read, whatever it is part of. */
function readIn(reason: Reason): JsonObject {
  if ('rules' in reason) return Object.assign({}, ...reason.rules.map(readIn));
  return { ...reason.read, ...(reason.of && readIn(reason.of)) };
}
