/** The quarantine by source, event, code and field, and its records one by one. */
import type { JsonObject } from '../../core/index.ts';
import type { Quarantine, QuarantineRecord, QuarantineStats } from '../quarantine/index.ts';
import { callIn, isSelected, type RecordSelection, toldOf } from './record.ts';

/** What is said of a record. */
export interface RecordRow {
  readonly id: string;
  /** When it came, ms. */
  readonly at: number;
  readonly source: string;
  readonly event: string;
  readonly code: string;
  readonly field: string;
  readonly reason: string;
  readonly messageId?: string;
  /** The call as it came, or the text of what could not be read. */
  readonly call: JsonObject | string;
}

export interface QuarantineCounts extends QuarantineStats {
  /** Records that are selected. */
  readonly selected: number;
  /** By source, event, code and field, the most frequent first. */
  readonly groups: readonly QuarantineGroup[];
}

export interface QuarantineGroup {
  readonly source: string;
  readonly event: string;
  readonly code: string;
  readonly field: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Id of the latest, to look at. */
  readonly sample: string;
}

const PAGE = 1_000;

/** A record as people and programs are shown it. */
export function rowOf(record: QuarantineRecord): RecordRow {
  const { id, at, reason, messageId, raw } = record;
  const call = callIn(record);
  const named = messageId === undefined ? undefined : { messageId };
  return { id, at, ...toldOf(record, call), reason, ...named, call: call ?? raw };
}

/** Newest first, at most `limit`, older than `before`. */
export async function selectedRecords(
  quarantine: Pick<Quarantine, 'list'>,
  { selection, limit, before }: { readonly selection: RecordSelection; readonly limit: number; readonly before?: string },
): Promise<readonly RecordRow[]> {
  const found: RecordRow[] = [];
  for (let last = before; found.length < limit; ) {
    const page = await quarantine.list({ limit: PAGE, ...(last !== undefined && { before: last }) });
    if (page.length === 0) break;
    last = page.at(-1)!.id;
    const fitting = page.filter((record) => isSelected(record, toldOf(record, callIn(record)), selection));
    found.push(...fitting.slice(0, limit - found.length).map(rowOf));
    if (selection.since !== undefined && page.at(-1)!.at < selection.since) break;
  }
  return found;
}

/** Reads all there is: for people, not for every second. */
export async function countRecords(quarantine: Quarantine, selection: RecordSelection = {}): Promise<QuarantineCounts> {
  const groups = new Map<string, { -readonly [K in keyof QuarantineGroup]: QuarantineGroup[K] }>();
  let selected = 0;
  for (let last: string | undefined; ; ) {
    const page = await quarantine.read({ limit: PAGE, ...(last !== undefined && { after: last }) });
    if (page.length === 0) break;
    last = page.at(-1)!.id;
    for (const record of page) {
      const told = toldOf(record, callIn(record));
      if (!isSelected(record, told, selection)) continue;
      selected++;
      const key = JSON.stringify([told.source, told.event, told.code, told.field]);
      const group = groups.get(key);
      if (group) {
        group.count++;
        group.lastAt = record.at;
        group.sample = record.id;
      } else groups.set(key, { ...told, count: 1, firstAt: record.at, lastAt: record.at, sample: record.id });
    }
  }
  return { ...(await quarantine.stats()), selected, groups: [...groups.values()].sort((a, b) => b.count - a.count) };
}
