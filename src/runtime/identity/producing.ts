/** From a block and the log of `events` to entries for the log of `customers`. */
import { partitionOf } from '../../base/index.ts';
import { decodeEntry, encodeEntry, encodeResolved, type Stamp } from '../../core/index.ts';
import type { AppendRequest, Log, LogRecord } from '../../port/log/index.ts';
import { duplicate } from '../engine/index.ts';
import type { Outcome } from './block.ts';

export interface ProducingWorld {
  /** Of `events`. */
  readonly partition: number;
  readonly events: Log;
  readonly customers: Log;
  readonly failpoint: (name: string) => void;
}

/** Name of what the stage derives from a partition of `events`. */
export function identityOrigin(partition: number): string {
  return `i${partition}`;
}

/**
 * Appends everything that follows from the block, in order towards each partition of `customers`. Rejects when not all of it may be there; then all of it is to
 * be appended again, before anything else is.
 */
export async function produce(
  { outcomes, records }: { readonly outcomes: readonly Outcome[]; readonly records?: ReadonlyMap<number, LogRecord> },
  world: ProducingWorld,
): Promise<void> {
  const { customers, failpoint } = world;
  for (const [to, requests] of await entriesOf(outcomes, world, records)) {
    await customers.append(to, requests);
    failpoint('identity.inside_produce');
  }
}

/** By partition of `customers`, in order of their stamps. `known`: entries of `events`, by position, that need not be read again. */
export async function entriesOf(
  outcomes: readonly Outcome[],
  world: Pick<ProducingWorld, 'partition' | 'events' | 'customers'>,
  known?: ReadonlyMap<number, LogRecord>,
): Promise<Map<number, AppendRequest[]>> {
  const { partition, events, customers } = world;
  const positions = outcomes.map(({ position }) => position);
  const records = known ? positions.map((position) => known.get(position)) : await events.get(partition, positions);
  const byPartition = new Map<number, AppendRequest[]>();
  outcomes.forEach((outcome, i) => {
    const record = records[i];
    if (!record) throw new Error(`The log of events has no entry ${outcome.position} in partition ${partition}`);
    for (const { to, value } of derived(outcome, record, { partition, partitions: customers.partitions })) {
      let requests = byPartition.get(to);
      if (!requests) {
        requests = [];
        byPartition.set(to, requests);
      }
      requests.push({ at: record.at, value });
    }
  });
  return byPartition;
}

/** Merges first, each to where the one that is no more lived; then the entry itself. */
function* derived(
  { position, kind, customer, merged, facts, after = [], parted }: Outcome,
  { at, value }: LogRecord,
  { partition, partitions }: { readonly partition: number; readonly partitions: number },
): Generator<{ readonly to: number; readonly value: Uint8Array }> {
  let ordinal = 0;
  const stamp = (): Stamp => [identityOrigin(partition), position, ordinal++];
  const partings = new Map(after);
  for (const from of merged) {
    const waits = { after: [partings.get(from) ?? 0, partings.get(customer) ?? 0] } as const;
    const plain = { type: 'hand_over', from: stamp(), customer: from, into: customer, since: at } as const;
    const entry = partings.size > 0 ? { ...plain, ...waits } : plain;
    yield { to: partitionOf(from, partitions), value: encodeEntry(entry) };
  }
  // What concerns nobody is told somewhere, always in the same place.
  const to = customer === '' ? partition % partitions : partitionOf(customer, partitions);
  if (parted) yield { to, value: encodeEntry({ type: 'parted', from: stamp(), ...parted }) };
  else if (kind === 'resolved') yield { to, value: encodeResolved({ from: stamp(), customer, said: at, facts }, value) };
  else yield { to, value: encodeEntry({ type: 'note', from: stamp(), facts: kind === 'told' ? facts : repeated(value, at) }) };
}

function repeated(value: Uint8Array, at: number) {
  const entry = decodeEntry(value);
  return entry.type === 'event' ? [duplicate({ at }, entry)] : [];
}
