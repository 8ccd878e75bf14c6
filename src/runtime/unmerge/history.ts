/** How a profile came to be: which entry linked each identifier, and which caused each merge. */
import type { CustomerId } from '../../base/index.ts';
import { decodeEntry, type Identifier, type LiveIdentity } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';

/** The entry of the log that something was learnt from. */
export interface LearntFrom {
  /** Ms since 1970 UTC. */
  readonly at: number;
  readonly position: number;
  /** Of an event: its name, source, message id. */
  readonly event?: string;
  readonly source?: string;
  readonly message?: string;
  readonly identifiers?: readonly Identifier[];
  /** Staff has bound it, or taken it out of a profile; and who. */
  readonly said?: 'bind' | 'unbind';
  readonly by?: string;
}

export interface IdentityHistory {
  readonly customer: CustomerId;
  /** `customer`: to whom it was linked first. */
  readonly links: readonly ({ readonly identifier: Identifier; readonly customer: CustomerId } & LearntFrom)[];
  /** In the order of the log. */
  readonly merges: readonly ({ readonly from: CustomerId; readonly into: CustomerId } & LearntFrom)[];
  /** Customers that this one, or one that it has absorbed, was parted from. */
  readonly apart: readonly (readonly [own: CustomerId, other: CustomerId])[];
}

interface EntryPlace {
  readonly at: number;
  readonly partition: number;
  readonly position: number;
}

/** `arrivals`: the log in which identity was found. */
export async function historyOf(
  { customer, record }: { customer: CustomerId; record: LiveIdentity },
  arrivals: Log,
): Promise<IdentityHistory> {
  const learnt = new Map<string, Omit<LearntFrom, 'at' | 'position'>>();
  for (const [partition, places] of Map.groupBy([...record.links, ...record.merges], (one) => one.partition)) {
    const positions = [...new Set(places.map(({ position }) => position))];
    const entries = await arrivals.get(partition, positions);
    positions.forEach((position, i) => {
      learnt.set(`${partition}-${position}`, aboutOf(entries[i]?.value));
    });
  }
  const from = ({ at, partition, position }: EntryPlace): LearntFrom => ({ at, position, ...learnt.get(`${partition}-${position}`) });
  return {
    customer,
    links: record.links.map((link) => ({
      identifier: link.identifier,
      customer: link.first,
      ...from(link),
    })),
    merges: record.merges.map((merge) => ({ from: merge.from, into: merge.into, ...from(merge) })),
    apart: apartOf(customer, record),
  };
}

/** But those that a bind has united since. */
function apartOf(customer: CustomerId, { apart = [], merges }: LiveIdentity): IdentityHistory['apart'] {
  const parts = new Set([customer, ...merges.map(({ from }) => from)]);
  return apart.filter(([, other]) => !parts.has(other));
}

/** A log that was trimmed has it no more. */
function aboutOf(value: Uint8Array | undefined): Omit<LearntFrom, 'at' | 'position'> {
  const entry = value && decodeEntry(value);
  if (entry?.type === 'event')
    return { event: entry.event, source: entry.source, message: entry.messageId, identifiers: entry.identifiers };
  if (entry?.type === 'bind') return { identifiers: entry.identifiers, said: 'bind', by: entry.by };
  if (entry?.type === 'unbind') return { identifiers: [entry.identifier], said: 'unbind', by: entry.by };
  return entry?.type === 'control' ? { identifiers: entry.identifiers } : {};
}
