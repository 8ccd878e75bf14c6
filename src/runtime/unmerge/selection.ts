/** Merges by what caused them. */
import type { CustomerId } from '../../base/index.ts';
import { decodeEntry, type Identifier, type LiveIdentity } from '../../core/index.ts';
import { quoted } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { type Reader, recordOf } from '../reading.ts';

/** What all merges have in common that are to be undone; at least one of them. */
export interface MergeCause {
  /** The entry that caused it names this identifier. */
  readonly identifier?: Identifier;
  /** Source of the event that caused it, or its message id. */
  readonly source?: string;
  readonly message?: string;
  /** When it was merged, ms since 1970 UTC: from, and before. */
  readonly since?: number;
  readonly until?: number;
}

/** A profile, and those of its merges that are to be undone. */
export interface SelectedProfile {
  readonly customer: CustomerId;
  readonly from: readonly CustomerId[];
}

export interface SelectionWorld {
  readonly warehouse: Warehouse;
  /** In which identity was found. */
  readonly arrivals: Log;
  readonly state: Reader['state'];
}

/** The merges of this cause that are not undone yet, by profile of today, in order of id. */
export async function selectMerges(cause: MergeCause, world: SelectionWorld): Promise<SelectedProfile[]> {
  const merges = [...(await mergesOfEvents(cause, world)), ...(await mergesOfOthers(cause, world))];
  const profiles = new Map<CustomerId, Set<CustomerId>>();
  for (const row of merges) {
    const live = await mergedOf(row, world.state);
    if (live) profiles.set(live.customer, (profiles.get(live.customer) ?? new Set()).add(row.absorbed));
  }
  return [...profiles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([customer, from]) => ({ customer, from: [...from].sort() }));
}

/** The profile of today that the merge is part of, if it is not undone. */
async function mergedOf({ absorbed, ms }: MergeRow, state: Reader['state']) {
  const live = await liveOf(absorbed, state);
  const merge = live?.record.merges.find(({ from, at }) => from === absorbed && at === Number(ms));
  return live && merge && { customer: live.customer, merge };
}

/** The live profile that this customer is part of. */
export async function liveOf(id: CustomerId, state: Reader['state']): Promise<{ customer: CustomerId; record: LiveIdentity } | undefined> {
  const record = await recordOf(state, id);
  if (record?.state !== 'merged') return record && { customer: id, record };
  return liveOf(record.into, state);
}

interface MergeRow {
  readonly absorbed: CustomerId;
  /** When, ms since 1970 UTC. */
  readonly ms: number | string;
}

/** Of a merge there is one fact for each id that came with it; that of the customer itself says so. `source`: message id of the event that caused it, or ''. */
function mergesSql({ message, since, until }: MergeCause): string {
  const conditions = [
    `kind = 'identity' AND action = 'merged' AND JSONExtractString(detail, 'through') = name`,
    ...(message === undefined ? [] : [`JSONExtractString(detail, 'source') = ${quoted(message)}`]),
    ...(since === undefined ? [] : [`at >= fromUnixTimestamp64Milli(${since}, 'UTC')`]),
    ...(until === undefined ? [] : [`at < fromUnixTimestamp64Milli(${until}, 'UTC')`]),
  ];
  return `SELECT name AS absorbed, toUnixTimestamp64Milli(at) AS ms, JSONExtractString(detail, 'source') AS caused FROM facts WHERE ${conditions.join(' AND ')}`;
}

async function mergesOfEvents(cause: MergeCause, { warehouse }: SelectionWorld): Promise<MergeRow[]> {
  const merges = mergesSql(cause);
  const { identifier, source } = cause;
  if (identifier === undefined && source === undefined) return warehouse.query<MergeRow>(`SELECT absorbed, ms FROM (${merges})`);
  const conditions = [
    `messageId IN (SELECT caused FROM (${merges}))`,
    ...(source === undefined ? [] : [`source = ${quoted(source)}`]),
    ...(identifier === undefined ? [] : [`has(identifier_pairs, (${quoted(identifier[0])}, ${quoted(identifier[1])}))`]),
  ];
  return warehouse.query<MergeRow>(
    `SELECT absorbed, ms FROM (${merges}) WHERE caused != '' AND caused IN (SELECT messageId FROM events WHERE ${conditions.join(' AND ')})`,
  );
}

/** What staff said of a customer may unite profiles as well: such entries are no events, and are looked up in the log. */
async function mergesOfOthers(cause: MergeCause, { warehouse, arrivals, state }: SelectionWorld): Promise<MergeRow[]> {
  const { identifier, source } = cause;
  if (identifier === undefined || source !== undefined) return [];
  const rows = await warehouse.query<MergeRow>(`SELECT absorbed, ms FROM (${mergesSql(cause)}) WHERE caused = ''`);
  const found: MergeRow[] = [];
  for (const row of rows) {
    const merged = await mergedOf(row, state);
    const [record] = merged ? await arrivals.get(merged.merge.partition, [merged.merge.position]) : [];
    const entry = record && decodeEntry(record.value);
    if (entry?.type !== 'control' && entry?.type !== 'bind') continue;
    if (entry.identifiers.some(([namespace, value]) => namespace === identifier[0] && value === identifier[1])) found.push(row);
  }
  return found;
}
