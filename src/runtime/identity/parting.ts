/**
 * Parting a profile whose entries lie in several partitions: identity is found anew and committed here, as whatever else a stage finds; the partition in which
 * the profile lives rebuilds what is known of its sides.
 *
 * V1. The commit rests on the profile's record as it was read: it is parted as it was then, or again on what it is.
 * V2. What a parting finds is a function of the entry, the record and the logs. Nothing of it is found a second time (Y1).
 * V3. It is refused when the profile took somebody in, or was parted, or the rules may have changed, behind `arrived`: whoever was merged before has arrived
 *     where the profile lives, so what is known of all of it is there.
 */
import { type CustomerId, partitionOf } from '../../base/index.ts';
import {
  decodeEntry,
  decodeIdentity,
  type Fact,
  type Identifier,
  type IdentityChanges,
  type IdentityRules,
  identifierKey as identifierTextKey,
  type LiveIdentity,
  Owners,
  type PartedEntry,
  type PartedRow,
  Parting,
  type PastEntry,
  partingFacts,
  type SpreadPlace,
  type Taking,
  takingOf,
  type UnbindEntry,
  type UnmergeEntry,
} from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Expected, StateReader } from '../../port/state/index.ts';
import { identifierKey, identityKey, readCustomerId, type UnmergeRefusal } from '../engine/index.ts';
import { SpreadPlaces, type Stand } from './places.ts';
import { arrivedAt, entriesAt, type SpreadEntry } from './spread-entries.ts';

export interface PartingWorld {
  /** Of `events`, in which all partings stand. */
  readonly partition: number;
  readonly rules: IdentityRules;
  /** The key space that all stages share. */
  readonly state: StateReader;
  readonly events: Log;
  readonly customers: Log;
}

export type SpreadQuestion =
  | Pick<UnmergeEntry, 'customer' | 'from' | 'suspect' | 'spread'>
  | Pick<UnbindEntry, 'customer' | 'identifier' | 'spread'>;

/** Of the entry that asks for it. */
export interface PartingMoment {
  readonly position: number;
  readonly at: number;
  readonly by: string;
}

/** What is said of it to the partition of the profile. */
export type PartedBody = Omit<PartedEntry, 'type' | 'from'>;

export interface FoundParting {
  readonly record: LiveIdentity;
  readonly body: PartedBody;
  /** Of each side, its own first. */
  readonly records: ReadonlyMap<CustomerId, LiveIdentity>;
  readonly changes: IdentityChanges;
  /** Rows that it rests on. */
  readonly expected: readonly Expected[];
}

/** Whose everything is, had what is undone never been. */
export async function findParting(
  question: SpreadQuestion,
  moment: PartingMoment,
  world: PartingWorld,
): Promise<FoundParting | { readonly refused: UnmergeRefusal }> {
  const live = await liveRecord(question.customer, world.state);
  const { spread } = question;
  if (!live || !spread) return { refused: live ? 'moved_on' : 'unknown' };
  const { customer, record, expected } = live;
  const wanted = wantedOf(question, live, { moment, world });
  if ('refused' in wanted) return wanted;
  const { arrived } = spread;
  if (record.merges.some(({ partition, position }) => position > (arrived[partition] ?? 0))) return { refused: 'moved_on' };
  const parts = [customer, ...record.merges.map(({ from }) => from)];
  if (await hasMovedOn(new Set(parts), { after: arrived[world.partition] ?? 0, before: moment.position }, world))
    return { refused: 'moved_on' };
  const entries = await entriesOf(record, spread, world);
  const isForeign = await foreignIn(entries, { customer, record, state: world.state });
  const earlier = await earlierPartings(record, world);
  try {
    return found({ customer, record, parts, entries, earlier, isForeign, expected, spread, ...wanted, moment, world });
  } catch (cause) {
    throw new PartingFailed(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** The entry cannot be resolved, now or later. */
export class PartingFailed extends Error {}

interface Wanted {
  readonly from: readonly CustomerId[];
  readonly taking?: Taking;
  readonly suspect: readonly Identifier[];
}

interface Live {
  readonly customer: CustomerId;
  readonly record: LiveIdentity;
}

function wantedOf(
  question: SpreadQuestion,
  live: Live,
  { moment, world }: { readonly moment: PartingMoment; readonly world: PartingWorld },
): Wanted | { readonly refused: UnmergeRefusal } {
  const { merges } = live.record;
  if ('identifier' in question) {
    const address = { partition: world.partition, position: moment.position, ordinal: 0 };
    const taking = takingOf(question.identifier, live, { at: moment.at, address });
    if (typeof taking === 'string') return { refused: taking };
    // Since an instant: positions of several partitions say nothing of each other.
    const since = merges.find(({ from, position }) => taking.from.includes(from) && position === taking.since)?.at;
    return { from: taking.from, taking: { ...taking, since: since ?? 0 }, suspect: [] };
  }
  const absorbed = new Set(merges.map(({ from }) => from));
  const from = [...new Set(question.from)].filter((id) => absorbed.has(id)).sort();
  return from.length === 0 ? { refused: 'not_merged' } : { from, suspect: question.suspect ?? [] };
}

interface Material extends Live, Wanted {
  readonly parts: readonly CustomerId[];
  readonly entries: readonly SpreadEntry[];
  readonly earlier: readonly Stand[];
  readonly isForeign: (identifier: Identifier) => boolean;
  readonly expected: readonly Expected[];
  readonly spread: NonNullable<SpreadQuestion['spread']>;
  readonly moment: PartingMoment;
  readonly world: PartingWorld;
}

function found(material: Material): FoundParting {
  const { customer, record, from, taking, suspect, isForeign, entries, spread, moment, world } = material;
  const { rules, partition } = world;
  const places = placesOf(material);
  const options = { customer, record, position: moment.position, from, suspect, rules, isForeign, places };
  const parting = new Parting({ ...options, ...(taking && { taking }) });
  const past = entries.map((one) => ({ one, past: pastOf(one, places) })).sort((a, b) => a.past.position - b.past.position);
  const returned = returnedOf(spread, past);
  const owners = new Owners({ parting, returned, partition });
  const parts = [...new Set([...material.parts, ...(taking?.link ? [taking.link.first] : [])])];
  const told = resolveAgain(past, { owners, parts });
  const records = new Map(owners.roots().map((root) => [root, { ...parting.recordOf(root), parted: moment.position }]));
  const numbers = new Map(told.numbers.map((number, i) => [number, i + 1]));
  const mergedAt = mergedAtOf(material, places);
  const first = told.numbers.findIndex((number) => number >= mergedAt);
  const body: PartedBody = {
    customer,
    parting: moment.position,
    by: moment.by,
    parts: parts.map((part) => [part, owners.rootOf(part)]),
    entries: told.rows,
    merges: told.merges,
    returned: [...returned].flatMap(([at, by]) => {
      const [one, other] = [numbers.get(at), numbers.get(by)];
      return one === undefined || other === undefined ? [] : [[one, other] as const];
    }),
    identifiers: identifiersOf(records, { parts, rules, weakest: [...suspect, ...(taking ? [taking.identifier] : [])] }),
    mergedAt: first < 0 ? told.rows.length + 1 : first + 1,
    ...(taking?.link && { begins: parts.indexOf(taking.link.first) }),
    upTo: spread.upTo[partitionOf(customer, world.customers.partitions)] ?? 0,
    isRepeated: record.apart !== undefined || record.discounts !== undefined || record.parted !== undefined,
    facts: factsOf(material, { parts, told, records, rootOf: (part) => owners.rootOf(part) }),
  };
  return { record, body, records, changes: withParted(parting.changes(), records), expected: material.expected };
}

/** Of what came back about messages, and of what had begun their journeys, where each stands in the order of everything. */
function returnedOf(
  { returned = [] }: Material['spread'],
  past: readonly { readonly one: SpreadEntry; readonly past: PastEntry }[],
): ReadonlyMap<number, number> {
  const placeOf = new Map(past.flatMap(({ one: { place }, past: { position } }) => (place ? [[place.join('-'), position] as const] : [])));
  return new Map(
    returned.flatMap(([place, trigger]) => {
      const [at, by] = [placeOf.get(place.join('-')), placeOf.get(trigger.join('-'))];
      return at === undefined || by === undefined ? [] : [[at, by] as const];
    }),
  );
}

/** From when on the sides were one. */
function mergedAtOf({ record, from, taking }: Material, places: SpreadPlaces): number {
  const undone = [
    ...record.merges.filter((merge) => from.includes(merge.from)),
    ...(taking?.link ? record.links.filter(({ identifier }) => isSame(identifier, taking.identifier)) : []),
  ];
  return Math.min(...undone.map((origin) => places.of(origin)));
}

interface Sides {
  readonly parts: readonly CustomerId[];
  readonly told: Told;
  readonly records: ReadonlyMap<CustomerId, LiveIdentity>;
  readonly rootOf: (part: CustomerId) => CustomerId;
}

/** Which entry has moved is told where the sides are rebuilt. */
function factsOf({ customer, record, taking, moment }: Material, { parts, told, records, rootOf }: Sides): readonly Fact[] {
  const facts = partingFacts({
    customer,
    parts,
    rootOf,
    arrivals: told.arrivals,
    at: moment.at,
    by: moment.by,
    failed: 0,
    movedUpTo: 0,
    ...(taking && { taken: taking.identifier }),
    held: record,
    now: (root) => records.get(root)!,
  });
  return facts.filter(({ action }) => action !== 'moved');
}

interface Told {
  readonly rows: readonly PartedRow[];
  /** Of each row, its place in the order of everything. */
  readonly numbers: readonly number[];
  readonly merges: readonly (readonly [behind: number, from: number, into: number])[];
  readonly arrivals: readonly { position: number; customer: CustomerId; arrivedAs: CustomerId; isEvent: boolean }[];
}

/** In order. Of what the customers' partitions do not have as far as is known only what it says of identity counts. */
function resolveAgain(
  past: readonly { readonly one: SpreadEntry; readonly past: PastEntry }[],
  { owners, parts }: { readonly owners: Owners; readonly parts: readonly CustomerId[] },
): Told {
  const rows: PartedRow[] = [];
  const numbers: number[] = [];
  const merges: [number, number, number][] = [];
  const arrivals: { position: number; customer: CustomerId; arrivedAs: CustomerId; isEvent: boolean }[] = [];
  const merge = (some: readonly { readonly from: CustomerId; readonly into: CustomerId }[]): void => {
    for (const { from, into } of some) merges.push([rows.length, parts.indexOf(from), parts.indexOf(into)]);
  };
  for (const { one, past: entry } of past) {
    const owned = owners.ownerOf(entry);
    merge(owned.merges);
    if (!one.place) continue;
    rows.push([...one.place, parts.indexOf(owned.customer)]);
    numbers.push(entry.position);
    const { customer } = owned;
    arrivals.push({ position: entry.position, customer, arrivedAs: customer, isEvent: one.entry.type === 'event' });
  }
  merge(owners.finish());
  return { rows, numbers, merges, arrivals };
}

function pastOf(one: SpreadEntry, places: SpreadPlaces): PastEntry {
  const { at, entry, address } = one;
  return { position: places.of(one), at, entry, ...(address && { address }) };
}

/** Where partings stand that have said something of identifiers. */
async function earlierPartings({ discounts = [] }: LiveIdentity, { events, partition }: PartingWorld): Promise<Stand[]> {
  const positions = [...new Set(discounts.map(({ until }) => until))];
  const records = positions.length === 0 ? [] : await events.get(partition, positions);
  return records.flatMap((record) => (record ? [{ at: record.at, partition, position: record.position }] : []));
}

function placesOf({ record, entries, earlier, moment, world }: Material): SpreadPlaces {
  const { partition } = world;
  const identifiers = new Map(entries.map((one) => [`${one.partition}-${one.position}`, one.entry.identifiers]));
  // One that was taken out is linked by that, though others had named it before.
  const links = new Map(
    record.links
      .filter(({ partition: from, position }) => identifiers.has(`${from}-${position}`))
      .map((link) => [identifierTextKey(link.identifier), link]),
  );
  const asking = { at: moment.at, partition, position: moment.position };
  return new SpreadPlaces([...record.links, ...record.merges, ...entries, ...earlier, asking], {
    named: (stand) => identifiers.get(`${stand.partition}-${stand.position}`) ?? [],
    linkedBy: (identifier) => links.get(identifierTextKey(identifier)),
    partings: partition,
  });
}

/** All that the question names, and what has linked or merged anything. Of the latter an event that it does not name is another side's by now, or under way. */
async function entriesOf(
  record: LiveIdentity,
  { places, arrived }: NonNullable<SpreadQuestion['spread']>,
  { events, customers }: PartingWorld,
): Promise<SpreadEntry[]> {
  const named = await entriesAt(places, customers);
  const known = new Set(named.map(({ partition, position }) => `${partition}-${position}`));
  const origins = [...record.links, ...record.merges].flatMap(({ partition, position }): SpreadPlace[] =>
    known.has(`${partition}-${position}`) ? [] : [[partition, position]],
  );
  const others = (await arrivedAt(origins, events)).filter(
    ({ entry, partition, position }) => entry.type !== 'event' || position > (arrived[partition] ?? 0),
  );
  return [...named, ...others];
}

/** Whether rules may have changed, or one of these was parted, in between. */
async function hasMovedOn(
  parts: ReadonlySet<CustomerId>,
  { after, before }: { readonly after: number; readonly before: number },
  { events, partition }: PartingWorld,
): Promise<boolean> {
  for (let position = after; position < before - 1; ) {
    const records = await events.read(partition, position, Math.min(PAGE, before - 1 - position));
    for (const { value, position: at } of records) {
      if (at >= before) return false;
      const entry = readable(value);
      if (entry?.type === 'release') return true;
      if (entry?.type === 'unmerge' && [entry.customer, ...entry.from].some((id) => parts.has(id))) return true;
      if (entry?.type === 'unbind' && parts.has(entry.customer)) return true;
    }
    const last = records.at(-1);
    if (!last) return false;
    position = last.position;
  }
  return false;
}

function readable(value: Uint8Array): ReturnType<typeof decodeEntry> | undefined {
  try {
    return decodeEntry(value);
  } catch {
    return undefined;
  }
}

async function liveRecord(id: CustomerId, state: StateReader): Promise<(Live & { readonly expected: readonly Expected[] }) | undefined> {
  const key = identityKey(id);
  const [value] = await state.getMany('identity', [key]);
  const record = value && decodeIdentity(value);
  if (record?.state === 'merged') return liveRecord(record.into, state);
  return record && { customer: id, record, expected: [{ table: 'identity', key, value }] };
}

async function foreignIn(
  entries: readonly SpreadEntry[],
  { customer, record, state }: Live & { readonly state: StateReader },
): Promise<(identifier: Identifier) => boolean> {
  const held = new Set(record.links.map(({ identifier }) => identifierTextKey(identifier)));
  const others = new Set(entries.flatMap(({ entry }) => entry.identifiers.map(identifierTextKey)).filter((key) => !held.has(key)));
  const keys = [...others];
  const owners = keys.length === 0 ? [] : await state.getMany('identifier', keys.map(identifierKey));
  const foreign = new Set(keys.filter((_, i) => owners[i] && readCustomerId(owners[i]) !== customer));
  return (identifier) => foreign.has(identifierTextKey(identifier));
}

function identifiersOf(
  records: ReadonlyMap<CustomerId, LiveIdentity>,
  {
    parts,
    rules,
    weakest,
  }: { readonly parts: readonly CustomerId[]; readonly rules: IdentityRules; readonly weakest: readonly Identifier[] },
): PartedBody['identifiers'] {
  const weak = new Set(weakest.map(identifierTextKey));
  const held = [...records].flatMap(([root, { links }]) => links.map(({ identifier }) => ({ identifier, side: parts.indexOf(root) })));
  const isWeak = (identifier: Identifier): number => Number(weak.has(identifierTextKey(identifier)));
  held.sort((a, b) => isWeak(a.identifier) - isWeak(b.identifier) || rules.strongestFirst(a.identifier, b.identifier));
  return held.map(({ identifier: [namespace, value], side }) => [namespace, value, side]);
}

function withParted({ identifiers, identities }: IdentityChanges, records: ReadonlyMap<CustomerId, LiveIdentity>): IdentityChanges {
  return { identifiers, identities: new Map([...identities].map(([id, record]) => [id, records.get(id) ?? record])) };
}

function isSame(a: Identifier, b: Identifier): boolean {
  return identifierTextKey(a) === identifierTextKey(b);
}

const PAGE = 1_000;
