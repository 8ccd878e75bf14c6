/**
 * Loading what parting a profile needs: its record, the entries about it, and who has the identifiers that they name. Everything comes from the log
 * and from the state as the entry finds it, so that a replay comes to the same.
 *
 * The entry names positions up to `upTo`, as the warehouse had them; what came after is found in the log, by its strongest identifier, as resolution does.
 */
import type { CustomerId } from '../../base/index.ts';
import {
  type Command,
  type Customer,
  decodeEntry,
  decodeIdentity,
  type Identifier,
  type IdentityChanges,
  type IdentityOverlay,
  identifierOfKey,
  identifierKey as identifierTextKey,
  type LiveIdentity,
  type PastEntry,
  type Plan,
  type SendCommand,
  type Taking,
  type TakingRefusal,
  takingOf,
  type UnbindEntry,
  type UnmergeEntry,
} from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import type { Positioned } from './batch.ts';
import type { CustomerCache } from './cache.ts';
import { DedupeBatch } from './dedupe.ts';
import { identifierKey, identityKey, outboxKey, readCustomerId } from './keys.ts';
import { DEDUPE_MS, type RecentIds } from './recent-ids.ts';
import type { Stretch, StretchEntry } from './stretch.ts';

/**
 * `unknown`: nobody has this id. `not_merged`: none of the customers is part of the profile. `not_held`, `alone`: the identifier that is to be taken out is not
 * in the profile, or all there is of it. `moved_on`: the profile took somebody in, or was parted,
 * or the rules of identity may have changed, after the positions were gathered; to be asked for again. `in_preparation`: the past is being brought to new definitions, which must not see events move;
 * to be asked for again when they are in force.
 */
export type UnmergeRefusal = 'unknown' | 'not_merged' | 'moved_on' | 'in_preparation' | TakingRefusal;

function partedBy(entry: UnmergeEntry | UnbindEntry): readonly CustomerId[] {
  return entry.type === 'unmerge' ? [entry.customer, ...entry.from] : [entry.customer];
}

/** Whether the entry parts a profile. */
function isParting<E extends { readonly type: string }>(entry: E): entry is Extract<E, { readonly type: 'unmerge' | 'unbind' }> {
  return entry.type === 'unmerge' || entry.type === 'unbind';
}

/** Everything about a profile that is to be parted, but the customer itself. */
export interface LoadedUnmerge {
  readonly customer: CustomerId;
  readonly record: LiveIdentity;
  /** Of those asked for, the ones that it has absorbed. */
  readonly from: readonly CustomerId[];
  readonly taking?: Taking;
  readonly suspect: readonly Identifier[];
  readonly returned: ReadonlyMap<number, number>;
  /** Of the entry that asks for it. */
  readonly position: number;
  readonly entries: readonly PastEntry[];
  readonly isForeign: (identifier: Identifier) => boolean;
}

export interface UnmergeWorld {
  readonly state: StateReader;
  readonly log: Log;
  readonly partition: number;
  readonly plan: Plan;
  /** The log behind `upTo`. */
  readonly stretch: Stretch;
  /** To tell what had come before; absent: by its own entries alone. */
  readonly dedupe?: { readonly recent: RecentIds; readonly stored: StateReader };
}

export type UnmergeQuestion = Pick<UnmergeEntry, 'customer' | 'from' | 'positions' | 'upTo' | 'returned' | 'suspect' | 'spread'>;
export type UnbindQuestion = Pick<UnbindEntry, 'customer' | 'identifier' | 'positions' | 'upTo' | 'returned' | 'spread'>;

/** `moment`: of the entry itself; nothing from its position on counts. */
export async function loadUnmerge(
  question: UnmergeQuestion | UnbindQuestion,
  { position: before, at }: { readonly position: number; readonly at: number },
  world: UnmergeWorld,
): Promise<LoadedUnmerge | { readonly refused: UnmergeRefusal }> {
  if (world.plan.preparation) return { refused: 'in_preparation' };
  const live = await liveRecord(question.customer, world.state);
  if (!live) return { refused: 'unknown' };
  const { customer, record } = live;
  const absorbed = new Set(record.merges.map((merge) => merge.from));
  const address = { partition: world.partition, position: before, ordinal: 0 };
  const taking = 'identifier' in question ? takingOf(question.identifier, live, { at, address }) : undefined;
  if (typeof taking === 'string') return { refused: taking };
  const asked = 'from' in question ? question.from : [];
  const from = taking?.from ?? [...new Set(asked)].filter((id) => absorbed.has(id)).sort();
  if (from.length === 0) return { refused: 'not_merged' };
  const { upTo } = question;
  if (record.merges.some(({ position }) => position > upTo)) return { refused: 'moved_on' };
  const later = await world.stretch.read(upTo, before, world);
  const parts: ReadonlySet<CustomerId> = new Set([customer, ...absorbed]);
  if (later.some(({ entry }) => entry.type === 'release' || (isParting(entry) && partedBy(entry).some((one) => parts.has(one)))))
    return { refused: 'moved_on' };
  const origins = [...record.links, ...record.merges].map(({ position }) => position).filter((position) => position <= upTo);
  const own = new Set(question.positions.filter((position) => position <= upTo));
  // The positions name all events. One that has made a link or a merge and is not among them is another side's by now.
  const found = await entriesAt([...own, ...origins], world);
  const earlier = found.filter(({ position, entry }) => entry.type !== 'event' || own.has(position));
  const since = ownEntries(later, { parts, record, plan: world.plan });
  const entries = [...earlier, ...(await withoutRepeats(since, earlier, world))];
  return {
    customer,
    record,
    from,
    ...(taking && { taking }),
    suspect: 'suspect' in question && question.suspect ? question.suspect : [],
    returned: new Map(question.returned),
    position: before,
    entries,
    isForeign: await foreignIn(entries, { customer, record, state: world.state }),
  };
}

/** A profile that is to be parted; its customer is in the cache. */
export interface ReadyUnmerge extends LoadedUnmerge {
  /** Its messages in the outbox. */
  readonly commands: readonly SendCommand[];
  /** Takes what comes of it. */
  readonly put: (changes: IdentityChanges) => void;
}

/** What is asked of message ids here comes first: the batch's own are loaded after it. */
export async function loadParting(
  { position, at, entry }: Positioned,
  world: Omit<UnmergeWorld, 'dedupe'> & NonNullable<UnmergeWorld['dedupe']> & { readonly poison: ReadonlyMap<number, string> },
): Promise<LoadedUnmerge | { readonly refused: UnmergeRefusal } | undefined> {
  if (!isParting(entry) || world.poison.has(position)) return undefined;
  return loadUnmerge(entry, { position, at }, { ...world, dedupe: world });
}

/** Adds what the batch needs of it. */
export async function readyUnmerge(
  parting: LoadedUnmerge | { readonly refused: UnmergeRefusal },
  overlay: IdentityOverlay,
  { cache, state }: { readonly cache: CustomerCache; readonly state: StateReader },
): Promise<ReadyUnmerge | UnmergeRefusal> {
  if ('refused' in parting) return parting.refused;
  const sends = cache.get(parting.customer)?.customer.journeys.sends ?? [];
  const commands = await waitingCommands(
    sends.map(({ message }) => message),
    state,
  );
  const put = ({ identifiers, identities }: IdentityChanges): void => {
    for (const [key, customer] of identifiers) overlay.link(identifierOfKey(key), customer);
    for (const [customer, record] of identities) overlay.put(customer, record);
  };
  return { ...parting, commands, put };
}

/** The messages of these ids that wait in the outbox. */
export async function waitingCommands(messages: readonly string[], state: StateReader): Promise<SendCommand[]> {
  if (messages.length === 0) return [];
  const rows = await state.getMany('outbox', messages.map(outboxKey));
  return rows.flatMap((row) => (row ? [JSON.parse(Buffer.from(row).toString()) as SendCommand] : []));
}

/** The customer's open messages as they wait by now. `outbox`: what has changed there since the rows were read. */
export function waitingNow(
  { journeys }: Customer,
  stored: readonly SendCommand[],
  outbox: ReadonlyMap<string, Command | undefined>,
): SendCommand[] {
  const commands = new Map<string, Command | undefined>(stored.map((command) => [command.message, command]));
  for (const { message } of journeys.sends) if (outbox.has(message)) commands.set(message, outbox.get(message));
  return [...commands.values()].filter((command): command is SendCommand => command?.type === 'send');
}

async function liveRecord(id: CustomerId, state: StateReader): Promise<{ customer: CustomerId; record: LiveIdentity } | undefined> {
  const [bytes] = await state.getMany('identity', [identityKey(id)]);
  const record = bytes && decodeIdentity(bytes);
  if (record?.state !== 'merged') return record && { customer: id, record };
  return liveRecord(record.into, state);
}

const PAGE = 1_000;

async function entriesAt(positions: readonly number[], { log, partition }: UnmergeWorld): Promise<PastEntry[]> {
  const wanted = [...new Set(positions)].sort((a, b) => a - b);
  const entries: PastEntry[] = [];
  for (let start = 0; start < wanted.length; start += PAGE) {
    for (const one of await log.get(partition, wanted.slice(start, start + PAGE))) {
      const entry = one && decodeEntry(one.value);
      if (entry?.type === 'event' || entry?.type === 'control' || entry?.type === 'bind')
        entries.push({ position: one!.position, at: one!.at, entry });
    }
  }
  return entries;
}

interface Owner {
  readonly parts: ReadonlySet<CustomerId>;
  readonly record: LiveIdentity;
  readonly plan: Plan;
}

function ownEntries(later: readonly StretchEntry[], { parts, record, plan }: Owner): PastEntry[] {
  const held = new Set(record.links.map(({ identifier }) => identifierTextKey(identifier)));
  const { identity } = plan;
  const linkedAt = new Set(record.links.map(({ position }) => position));
  return later.filter((one): one is PastEntry => {
    const { entry } = one;
    if (isParting(entry) || entry.type === 'release' || entry.type === 'resolved') return false;
    // One that has merged anybody is no later one, and one that was refused is nobody's.
    if (entry.type === 'bind') return linkedAt.has(one.position);
    if (entry.type === 'event' && entry.customer !== undefined) return parts.has(entry.customer);
    const usable = identity.decisive(entry.identifiers).filter((identifier) => identity.blocked(identifier) === undefined);
    const [strongest] = usable.sort((a, b) => identity.strongestFirst(a, b));
    return strongest !== undefined && held.has(identifierTextKey(strongest));
  });
}

/** A message id counts once: what came again is told by when it came first. */
async function withoutRepeats(own: readonly PastEntry[], earlier: readonly PastEntry[], { dedupe }: UnmergeWorld): Promise<PastEntry[]> {
  const events = own.flatMap(({ entry }) => (entry.type === 'event' ? [entry.messageId] : []));
  if (events.length === 0) return [...own];
  const known = dedupe && (await DedupeBatch.load(events, dedupe.recent, { stored: dedupe.stored, at: own[0]!.at }));
  const seen = new Map(earlier.map(({ at, entry }) => [messageOf(entry), at]));
  const isWithin = (at: number, first: number | undefined) => first !== undefined && first <= at && at - first < DEDUPE_MS;
  let nth = 0;
  return own.filter(({ at, entry }) => {
    if (entry.type !== 'event') return true;
    const first = known?.knownAt(nth++);
    if (isWithin(at, seen.get(entry.messageId)) || (first !== at && isWithin(at, first))) return false;
    seen.set(entry.messageId, at);
    return true;
  });
}

function messageOf(entry: PastEntry['entry']): string | undefined {
  return entry.type === 'event' ? entry.messageId : undefined;
}

/** Whether an identifier of the entries belongs to somebody else. */
async function foreignIn(
  entries: readonly PastEntry[],
  { customer, record, state }: { customer: CustomerId; record: LiveIdentity; state: StateReader },
): Promise<(identifier: Identifier) => boolean> {
  const held = new Set(record.links.map(({ identifier }) => identifierTextKey(identifier)));
  const others = new Set<string>();
  for (const { entry } of entries) {
    for (const identifier of entry.identifiers) {
      const key = identifierTextKey(identifier);
      if (!held.has(key)) others.add(key);
    }
  }
  const keys = [...others];
  const owners = keys.length === 0 ? [] : await state.getMany('identifier', keys.map(identifierKey));
  const foreign = new Set(keys.filter((_, i) => owners[i] && readCustomerId(owners[i]) !== customer));
  return (identifier) => foreign.has(identifierTextKey(identifier));
}
