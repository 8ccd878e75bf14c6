/** What an unmerge would make of a profile. Changes nothing: the pure part of it, on the state as it is. */
import type { CustomerId } from '../../base/index.ts';
import {
  type Customer,
  type Identifier,
  type Json,
  type Plan,
  rebuild,
  type SendCommand,
  segmentsOf,
  step,
  tagsOf,
} from '../../core/index.ts';
import type { LoadedUnmerge } from '../engine/index.ts';
import { traitsOf } from '../reading.ts';

/** A customer as it is, or would be. */
export interface PartedCustomer {
  readonly customer: CustomerId;
  readonly identifiers: readonly Identifier[];
  /** Of how many events. */
  readonly events: number;
  /** By trait id; times are ms. */
  readonly traits: Readonly<Record<string, Json>>;
  readonly tags: readonly string[];
  readonly segments: readonly string[];
  /** Of the instances that are active. */
  readonly journeys: readonly string[];
}

export interface UnmergePreview {
  readonly before: PartedCustomer;
  /** The profile's own first. */
  readonly after: readonly PartedCustomer[];
}

export interface PreviewWorld {
  readonly plan: Plan;
  /** Instant of evaluation, ms. */
  readonly now: number;
  readonly partition: number;
  readonly commands: readonly SendCommand[];
}

/** `customer` is changed: it is to be read anew for each preview. */
export function previewOf(customer: Customer, loaded: LoadedUnmerge, { plan, now, partition, commands }: PreviewWorld): UnmergePreview {
  const address = { partition, position: 0, ordinal: 0 };
  let ordinal = 0;
  step(customer, { type: 'wake' }, { plan, at: now, address, nextOrdinal: () => ++ordinal, facts: [], commands: [] });
  const shown = (one: Customer, about: Pick<PartedCustomer, 'identifiers' | 'events'>): PartedCustomer => ({
    customer: one.id,
    ...about,
    traits: traitsOf({ plan: () => plan, now: () => now }, one),
    tags: tagsOf(one.known).sort(),
    segments: segmentsOf(one.known).sort(),
    journeys: one.journeys.instances.map(({ journey }) => journey),
  });
  const events = loaded.entries.filter(({ entry }) => entry.type === 'event').length;
  const before = shown(customer, { identifiers: identifiersOf(loaded.record), events });
  const { sides } = rebuild({ ...loaded, customer, by: '', commands, plan, at: now, partition });
  return { before, after: sides.map((side) => shown(side.customer, { identifiers: identifiersOf(side.record), events: side.events })) };
}

function identifiersOf({ links }: LoadedUnmerge['record']): readonly Identifier[] {
  return links.map(({ identifier }) => identifier);
}
