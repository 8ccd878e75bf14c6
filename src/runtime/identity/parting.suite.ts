/** Parting profiles in an installation of several partitions, and the same in one engine: for tests of both. */
import { type CustomerId, customerIdOf } from '../../base/index.ts';
import {
  decodeEntry,
  decodeIdentity,
  type Entry,
  type Identifier,
  type IdentityRecord,
  identifierKey as identifierTextKey,
  type JsonObject,
  type SpreadPlace,
  type SpreadPositions,
  type UnbindEntry,
  type UnmergeEntry,
} from '../../core/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import { identifierKey, identityKey, readCustomerId } from '../engine/index.ts';
import { positionsOf } from '../engine/parting.suite.ts';
import { Trial, type Way } from '../engine/trial.suite.ts';
import type { World } from './world.suite.ts';

interface Row {
  readonly partition: number;
  readonly position: number;
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly action: string;
  readonly customer: string;
  readonly name: string;
  readonly detail?: JsonObject;
}

/** Facts of all partitions, in order of time. */
export async function factsOf(world: World): Promise<Row[]> {
  const found: Row[] = [];
  for (const [partition, state] of world.states.entries()) {
    for (const { facts } of await blocksOf(state))
      for (const { row } of facts) found.push({ ...(JSON.parse(Buffer.from(row).toString()) as Row), partition });
  }
  return found.sort((a, b) => a.at - b.at || a.seq - b.seq);
}

/** What the warehouse would say of a customer of today, when everything has come to rest. */
export async function spreadOf(world: World, customer: CustomerId): Promise<SpreadPositions> {
  const leads = new Map<string, string>();
  const moved = new Map<string, string>();
  const facts = await factsOf(world);
  for (const { kind, action, name, customer: whose, detail, partition } of facts) {
    if (kind !== 'identity') continue;
    if (action === 'merged' || action === 'unmerged') leads.set(name, whose);
    if (action === 'moved') moved.set(`${detail?.partition ?? partition}-${detail?.position}`, whose);
  }
  const stored: { customer: string; place: SpreadPlace }[] = facts
    .filter(({ kind, detail }) => kind === 'consent' && detail?.rebuilt !== true)
    .map(({ customer: whose, partition, position }) => ({ customer: whose, place: [partition, position] }));
  for (const [partition, state] of world.states.entries()) {
    for (const { events } of await blocksOf(state))
      for (const { within, start, end } of events) {
        const row = JSON.parse(`${within.toString('utf8', start, end).slice(0, -1)}}`) as { position: number; customer: string };
        stored.push({ customer: row.customer, place: [partition, row.position] });
      }
  }
  const today = ({ customer: whose, place }: (typeof stored)[number]): string => {
    const id = moved.get(place.join('-')) ?? whose;
    return leads.get(id) ?? id;
  };
  const places = new Map(stored.filter((one) => today(one) === customer).map(({ place }) => [place.join('-'), place]));
  return { places: [...places.values()], ...(await endsOf(world)) };
}

async function endsOf({ events, customers }: World): Promise<Pick<SpreadPositions, 'upTo' | 'arrived'>> {
  const ends = (log: World['events']) => Promise.all(Array.from({ length: log.partitions }, (_, partition) => log.end(partition)));
  return { upTo: await ends(customers), arrived: await ends(events) };
}

/** Whose identifier it is. */
export async function customerOf(world: World, identifier: Identifier): Promise<CustomerId | undefined> {
  const [value] = await world.shared.getMany('identifier', [identifierKey(identifierTextKey(identifier))]);
  return value && readCustomerId(value);
}

export async function recordOf(world: World, customer: CustomerId): Promise<IdentityRecord | undefined> {
  const [value] = await world.shared.getMany('identity', [identityKey(customer)]);
  return value && decodeIdentity(value);
}

/** What would set these free, as it is when everything is at rest. Default: all that the profile has absorbed. */
export async function unmergeOf(
  world: World,
  identifier: Identifier,
  from?: (merges: readonly CustomerId[]) => readonly CustomerId[],
): Promise<UnmergeEntry | undefined> {
  const customer = await customerOf(world, identifier);
  const record = customer === undefined ? undefined : await recordOf(world, customer);
  if (customer === undefined || record?.state !== 'live' || record.merges.length === 0) return undefined;
  const all = record.merges.map((merge) => merge.from);
  const spread = await spreadOf(world, customer);
  return { type: 'unmerge', customer, from: from?.(all) ?? all, by: 'staff', positions: [], upTo: spread.arrived[0]!, spread };
}

export async function unbindOf(world: World, identifier: Identifier): Promise<UnbindEntry | undefined> {
  const customer = await customerOf(world, identifier);
  if (customer === undefined) return undefined;
  const spread = await spreadOf(world, customer);
  return { type: 'unbind', customer, identifier, by: 'staff', positions: [], upTo: spread.arrived[0]!, spread };
}

/** Whether identity has parted it. */
export async function wasParted(world: World, position: number): Promise<boolean> {
  for (let p = 0; p < world.customers.partitions; p++)
    for (const { value } of await world.customers.read(p, 0, Number.MAX_SAFE_INTEGER)) {
      const entry = decodeEntry(value);
      if (entry.type === 'parted' && entry.parting === position) return true;
    }
  return false;
}

/** The same entries through one engine, in the order in which identity was committed; a profile that was parted is parted there by its own positions. */
export async function aloneWithPartings(world: World, release: Parameters<Trial['release']>[0], way: Way = {}): Promise<Trial> {
  const trial = await Trial.open(way);
  await trial.release(release);
  return tellAloneWithPartings(world, trial);
}

/** The same through one that has had what there was before. */
export async function tellAloneWithPartings(world: World, trial: Trial): Promise<Trial> {
  const ids = new Map<CustomerId, CustomerId>();
  const idOf = (id: CustomerId): CustomerId => ids.get(id) ?? id;
  for (const { partition, position } of world.resolved) {
    const [record] = await world.events.get(partition, [position]);
    const { at, value } = record!;
    const entry = decodeEntry(value);
    if (entry.type === 'release') continue;
    trial.now = at;
    const own = await appendAlone(trial, { entry, value, at, isParted: () => wasParted(world, position), idOf });
    // Whoever begins with it is named by its place.
    ids.set(customerIdOf(at, { partition, position, ordinal: 0 }), customerIdOf(at, { partition: 0, position: own, ordinal: 0 }));
  }
  trial.now = world.now;
  await trial.tick();
  await trial.run();
  return trial;
}

interface Said {
  readonly entry: Entry;
  readonly value: Uint8Array;
  readonly at: number;
  readonly isParted: () => Promise<boolean>;
  readonly idOf: (id: CustomerId) => CustomerId;
}

/** Resolves to its position. */
async function appendAlone(trial: Trial, { entry, value, at, isParted, idOf }: Said): Promise<number> {
  if (entry.type === 'control') return trial.append({ ...entry, said: at });
  if (entry.type !== 'unmerge' && entry.type !== 'unbind') return trial.appendBytes(value);
  if (!(await isParted())) return 0;
  await trial.run();
  const customer = idOf(entry.customer);
  const upTo = await trial.log.end(0);
  const about = { customer, positions: await positionsOf(trial, customer, upTo), upTo, by: entry.by };
  if (entry.type === 'unbind') return trial.append({ type: 'unbind', identifier: entry.identifier, ...about });
  return trial.append({ type: 'unmerge', from: entry.from.map(idOf), ...about, ...(entry.suspect && { suspect: entry.suspect }) });
}

async function blocksOf(state: World['shared']): Promise<ReturnType<typeof decodeBlock>[]> {
  const rows = await state.range('fact', { start: new Uint8Array(0), end: Buffer.alloc(8, 0xff), limit: Number.MAX_SAFE_INTEGER });
  return rows.map(([, value]) => decodeBlock(value));
}
