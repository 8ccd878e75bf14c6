/**
 * Resolving the entries of a batch against what all stages share: the rows that it reads, what it finds, and the rows that must not have changed when it is
 * committed.
 *
 * Expected are those rows on which a change rests: the identifiers that an entry names which links or merges, and every record that was read. What an
 * entry that changes nothing has read need not be so any more: it counts as having come before what has changed it.
 */
import type { CustomerId } from '../../base/index.ts';
import {
  bind,
  type ControlEntry,
  decodeIdentity,
  type EventEntry,
  encodeIdentity,
  type Fact,
  type Identifier,
  type IdentityChanges,
  IdentityOverlay,
  identifierKey as identifierTextKey,
  identitiesNeeded,
  type Resolution,
  resolve,
  type UnbindEntry,
  type UnmergeEntry,
} from '../../core/index.ts';
import type { Expected, Table, Write } from '../../port/state/index.ts';
import { failure, identifierKey, identityKey, NOBODY, type Positioned, readCustomerId, UNKNOWN_CUSTOMER } from '../engine/index.ts';
import type { Outcome } from './block.ts';
import { findParting, PartingFailed, type PartingWorld } from './parting.ts';
import { changedUpTo, progressKeys, readProgress, stageStandings } from './progress.ts';

export interface ResolvingWorld extends PartingWorld {
  /** By position: whether an event comes for the first time. */
  readonly isNew: (position: number) => boolean;
  /** Positions of entries that could not be resolved, and why: they link nothing and merge nobody. */
  readonly poison: Map<number, string>;
}

export interface Resolved {
  readonly outcomes: readonly Outcome[];
  /** Of what all stages share. */
  readonly writes: readonly Write[];
  readonly expected: readonly Expected[];
  /** Up to where each stage had changed anything when all that this rests on had been read (T2). */
  readonly seen: readonly number[];
}

export async function resolveBatch(entries: readonly Positioned[], world: ResolvingWorld): Promise<Resolved> {
  const [first] = entries;
  if (first && (first.entry.type === 'unmerge' || first.entry.type === 'unbind')) return partBatch(first, first.entry, world);
  for (;;) {
    const read = await load(entries, world);
    try {
      const outcomes: Outcome[] = [];
      const changing = new Set<string>();
      for (const one of entries) {
        const outcome = outcomeOf(one, read.overlay, world);
        if (!outcome) continue;
        outcomes.push(outcome);
        if (outcome.facts.length > 0) for (const identifier of identifiersOf(one.entry)) changing.add(identifierTextKey(identifier));
      }
      const expected = [...read.records, ...[...changing].map((key) => read.identifiers.get(key)!)];
      return { outcomes, writes: writesOf(read.overlay.takeChanges()), expected, seen: read.seen };
    } catch (error) {
      if (!(error instanceof UnresolvableEntry)) throw error;
      world.poison.set(error.position, error.message);
    }
  }
}

/** A parting is a batch of its own. */
async function partBatch(one: Positioned, entry: UnmergeEntry | UnbindEntry, world: ResolvingWorld): Promise<Resolved> {
  const { position, at } = one;
  const telling = async (fact: Fact): Promise<Resolved> => ({
    outcomes: [told(position, fact)],
    writes: [],
    expected: [],
    seen: await seenBy(world),
  });
  const problem = world.poison.get(position) ?? (world.partition === PARTINGS ? undefined : MISPLACED);
  if (problem !== undefined) return telling(failure(one, problem));
  try {
    const found = await findParting(entry, { position, at, by: entry.by }, world);
    if ('refused' in found) return telling(refusal(one, entry, found.refused));
    const { body, changes, expected } = found;
    const outcome: Outcome = { position, kind: 'parted', customer: body.customer, merged: NOTHING, facts: NOTHING, parted: body };
    return { outcomes: [outcome], writes: writesOf(changes), expected, seen: await seenBy(world) };
  } catch (error) {
    if (!(error instanceof PartingFailed)) throw error;
    return telling(failure(one, error.message));
  }
}

function refusal({ at }: Positioned, entry: UnmergeEntry | UnbindEntry, reason: string): Fact {
  const { by, customer, type } = entry;
  const about: Pick<Fact, 'name' | 'detail'> =
    entry.type === 'unmerge'
      ? { name: '', detail: { reason, from: [...entry.from], by } }
      : { name: entry.identifier[0], detail: { value: entry.identifier[1], reason, by } };
  return { kind: 'identity', action: `${type}_refused`, customer, at, version: 0, ...about };
}

class UnresolvableEntry extends Error {
  readonly position: number;

  constructor(position: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.position = position;
  }
}

async function seenBy({ state, events }: ResolvingWorld): Promise<readonly number[]> {
  return (await stageStandings(state, events.partitions)).map(changedUpTo);
}

interface Read extends Pick<Resolved, 'seen'> {
  readonly overlay: IdentityOverlay;
  /** By text key. */
  readonly identifiers: ReadonlyMap<string, Expected>;
  readonly records: readonly Expected[];
}

/** Reads again while somebody merges customers between the two reads: whoever is live in the second one was so in the first. */
async function load(entries: readonly Positioned[], world: ResolvingWorld): Promise<Read> {
  for (let left = READS_MAX; ; left--) {
    const read = await loadOnce(entries, world);
    if (read.isConsistent || left === 0) return read;
  }
}

async function loadOnce(entries: readonly Positioned[], world: ResolvingWorld): Promise<Read & { isConsistent: boolean }> {
  const { rules } = world;
  const overlay = new IdentityOverlay();
  const keys = new Map<string, Buffer>();
  const named = new Set<CustomerId>();
  for (const { entry } of entries) {
    if (entry.type === 'event' && entry.customer !== undefined) named.add(entry.customer);
    for (const identifier of identifiersOf(entry)) {
      const key = identifierTextKey(identifier);
      if (!keys.has(key)) keys.set(key, identifierKey(key));
    }
  }
  const { rows, seen: seenBefore } = await readWithStandings('identifier', [...keys.values()], world);
  const identifiers = new Map<string, Expected>();
  let next = 0;
  for (const [text, key] of keys) {
    const value = rows[next++];
    identifiers.set(text, { table: 'identifier', key, value });
    overlay.loadIdentifier(text, value && readCustomerId(value));
  }
  const found = new Set<CustomerId>();
  for (const { entry } of entries) for (const id of identitiesNeeded(overlay, identifiersOf(entry), rules)) found.add(id);
  const ids = [...new Set([...named, ...found])];
  const { rows: records, seen } =
    ids.length === 0 ? { rows: [], seen: seenBefore } : await readWithStandings('identity', ids.map(identityKey), world);
  let isConsistent = true;
  const expected = ids.map((id, i): Expected => {
    const value = records[i];
    const record = value && decodeIdentity(value);
    if (found.has(id) && record?.state !== 'live') isConsistent = false;
    overlay.loadIdentity(id, record);
    return { table: 'identity', key: identityKey(id), value };
  });
  return { overlay, identifiers, records: expected, seen, isConsistent };
}

/** Rows, and up to where each stage had changed anything at that instant: in one snapshot, and in one round trip. */
async function readWithStandings(
  table: Table,
  keys: readonly Buffer[],
  { state, events }: ResolvingWorld,
): Promise<{ readonly rows: readonly (Uint8Array | undefined)[] } & Pick<Resolved, 'seen'>> {
  const gets = [
    { table, keys },
    { table: 'meta', keys: progressKeys(events.partitions) },
  ] as const;
  const [rows = [], standings = []] = (await state.load({ gets, prefixes: [] })).gets;
  return { rows, seen: standings.map((row) => changedUpTo(readProgress(row))) };
}

/** What is to be resolved of it; nothing of an event that names its customer outright. */
function identifiersOf(entry: Positioned['entry']): readonly Identifier[] {
  if (entry.type === 'event') return entry.customer === undefined ? entry.identifiers : NOTHING;
  return entry.type === 'control' || entry.type === 'bind' ? entry.identifiers : NOTHING;
}

function outcomeOf(one: Positioned, overlay: IdentityOverlay, world: ResolvingWorld): Outcome | undefined {
  const { position, entry } = one;
  const problem = entry.type === 'unreadable' ? entry.problem : world.poison.get(position);
  if (problem !== undefined) return told(position, failure(one, problem));
  try {
    switch (entry.type) {
      case 'event':
        if (!world.isNew(position)) return { position, kind: 'repeated', customer: '', merged: NOTHING, facts: NOTHING };
        if (entry.customer === undefined) return found(position, resolve(overlay, signalOf(one, entry, world), world.rules));
        if (!overlay.isKnown(entry.customer)) return told(position, failure(one, UNKNOWN_CUSTOMER));
        return { position, kind: 'resolved', customer: overlay.survivorOf(entry.customer), merged: NOTHING, facts: NOTHING };
      case 'control':
        return found(position, resolve(overlay, signalOf(one, entry, world), world.rules));
      case 'bind': {
        const bound = bind(overlay, { ...entry, ...signalOf(one, entry, world), identifiers: entry.identifiers }, world.rules);
        if (!('refused' in bound)) return { ...found(position, bound), kind: 'told' };
        const [[name, value], to] = entry.identifiers;
        const detail = { value, to: [...to], reason: bound.refused, by: entry.by };
        return told(position, { ...NOBODY, kind: 'identity', action: 'bind_refused', at: one.at, name, version: 0, detail });
      }
      default:
        return undefined;
    }
  } catch (error) {
    throw new UnresolvableEntry(position, error);
  }
}

function signalOf(
  { position, at }: Positioned,
  entry: EventEntry | ControlEntry | { readonly type: 'bind'; readonly identifiers: readonly Identifier[] },
  { partition }: ResolvingWorld,
) {
  const source = entry.type === 'event' ? entry.messageId : '';
  return { identifiers: entry.identifiers, at, address: { partition, position, ordinal: 0 }, source };
}

function found(position: number, { customer, merges, facts, after }: Resolution): Outcome {
  return { position, kind: 'resolved', customer, merged: merges.map(({ from }) => from), facts, ...(after && { after }) };
}

function told(position: number, fact: Fact): Outcome {
  return { position, kind: 'told', customer: '', merged: NOTHING, facts: [fact] };
}

function writesOf({ identifiers, identities }: IdentityChanges): Write[] {
  const writes: Write[] = [];
  for (const [key, customer] of identifiers)
    writes.push({ table: 'identifier', key: identifierKey(key), value: Buffer.from(customer, 'utf8') });
  for (const [customer, record] of identities)
    writes.push({ table: 'identity', key: identityKey(customer), value: encodeIdentity(record) });
  return writes;
}

/** Beyond that the store itself contradicts itself. */
const READS_MAX = 100;
/** The partition of `events` in which all partings stand: so they have one order. */
const PARTINGS = 0;
const MISPLACED = 'Partings stand in the first partition of events';
const NOTHING: readonly never[] = Object.freeze([]);
