/** What an unmerge would make of a profile, and a bind of two. Changes nothing: the pure part of it, on the state as it is. */
import type { CustomerId } from '../../base/index.ts';
import {
  type Customer,
  type Identifier,
  type Json,
  type PastEntry,
  type Plan,
  rebuild,
  rebuildParted,
  type SendCommand,
  type StepWorld,
  segmentsOf,
  step,
  tagsOf,
} from '../../core/index.ts';
import type { LoadedUnmerge } from '../engine/index.ts';
import type { FoundParting } from '../identity/index.ts';
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

/** What is said of a customer beside what it is known by. */
export type ShownAbout = Pick<PartedCustomer, 'identifiers' | 'events'>;

/** What a bind would come to. */
export interface BindPreview {
  /** The profiles that it concerns, the survivor first. */
  readonly before: readonly PartedCustomer[];
  readonly after: PartedCustomer;
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
  step(customer, { type: 'wake' }, stepWorld({ plan, now, partition }));
  const shown = (one: Customer, about: Pick<PartedCustomer, 'identifiers' | 'events'>) => shownOf(one, about, { plan, now });
  const events = loaded.entries.filter(({ entry }) => entry.type === 'event').length;
  const before = shown(customer, { identifiers: identifiersOf(loaded.record), events });
  const { sides } = rebuild({ ...loaded, customer, by: '', commands, plan, at: now, partition });
  return { before, after: sides.map((side) => shown(side.customer, { identifiers: identifiersOf(side.record), events: side.events })) };
}

/** The same of a profile whose entries lie in several partitions. It is changed, as the other is. */
export function previewOfParted(
  customer: Customer,
  { body, record, records }: FoundParting,
  { plan, now, partition, entries }: Omit<PreviewWorld, 'commands'> & { readonly entries: readonly PastEntry[] },
): UnmergePreview {
  step(customer, { type: 'wake' }, stepWorld({ plan, now, partition }));
  const shown = (one: Customer, about: Pick<PartedCustomer, 'identifiers' | 'events'>) => shownOf(one, about, { plan, now });
  const events = entries.filter(({ entry }) => entry.type === 'event').length;
  const before = shown(customer, { identifiers: identifiersOf(record), events });
  const whose = body.entries.map(([, , part]) => part);
  const { sides } = rebuildParted({ customer, parted: body, entries, whose, commands: [], plan, at: now });
  const after = sides.map((side) =>
    shown(side.customer, { identifiers: identifiersOf(records.get(side.customer.id)!), events: side.events }),
  );
  return { before, after };
}

/** Two customers; the first is the one that would survive. */
export interface BindingPair {
  readonly customers: readonly [survivor: Customer, other: Customer];
  readonly about: readonly [survivor: ShownAbout, other: ShownAbout];
}

/** What would become of two profiles that are made one. They are changed: they are to be read anew for each preview. */
export function previewOfBind({ customers, about }: BindingPair, moment: Omit<PreviewWorld, 'commands'>): BindPreview {
  const world = stepWorld(moment);
  for (const customer of customers) step(customer, { type: 'wake' }, world);
  const before = customers.map((customer, i) => shownOf(customer, about[i]!, moment));
  const [survivor, other] = customers;
  step(survivor, { type: 'merge_in', from: other }, world);
  const [kept, gone] = about;
  const united = { identifiers: [...kept.identifiers, ...gone.identifiers], events: kept.events + gone.events };
  return { before, after: shownOf(survivor, united, moment) };
}

/** How a customer is shown at an instant. */
export function shownOf(customer: Customer, about: ShownAbout, { plan, now }: Pick<PreviewWorld, 'plan' | 'now'>): PartedCustomer {
  return {
    customer: customer.id,
    ...about,
    traits: traitsOf({ plan: () => plan, now: () => now }, customer),
    tags: tagsOf(customer.known).sort(),
    segments: segmentsOf(customer.known).sort(),
    journeys: customer.journeys.instances.map(({ journey }) => journey),
  };
}

function stepWorld({ plan, now, partition }: Omit<PreviewWorld, 'commands'>): StepWorld {
  const address = { partition, position: 0, ordinal: 0 };
  let ordinal = 0;
  return { plan, at: now, address, nextOrdinal: () => ++ordinal, facts: [], commands: [] };
}

function identifiersOf({ links }: LoadedUnmerge['record']): readonly Identifier[] {
  return links.map(({ identifier }) => identifier);
}
