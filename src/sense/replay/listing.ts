/** The records of a quarantine one by one, and what is told of them. */
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

/** Records that one question looks at: an answer comes within a moment. A page that found little says where to go on. */
const LOOKED_MAX = 50_000;

/** A page of records, the newest first. */
export interface RecordPage {
  readonly records: readonly RecordRow[];
  /** `before` of the next page; absent on the last one. */
  readonly next?: string;
}

/** At most `limit`, older than `before`. */
export async function selectedRecords(
  quarantine: Pick<Quarantine, 'list'>,
  { selection, limit, before }: { readonly selection: RecordSelection; readonly limit: number; readonly before?: string },
): Promise<RecordPage> {
  const found: QuarantineRecord[] = [];
  let last = before;
  for (let looked = 0; looked < LOOKED_MAX; looked += PAGE) {
    const page = await quarantine.list({ limit: PAGE, ...(last !== undefined && { before: last }) });
    found.push(...page.filter((record) => isSelected(record, toldOf(record, callIn(record)), selection)));
    if (found.length > limit) return pageOf(found.slice(0, limit), found[limit - 1]!.id);
    last = page.at(-1)?.id ?? last;
    if (page.length < PAGE || (selection.since !== undefined && page.at(-1)!.at < selection.since)) return pageOf(found);
  }
  return pageOf(found, last);
}

function pageOf(records: readonly QuarantineRecord[], next?: string): RecordPage {
  return { records: records.map(rowOf), ...(next !== undefined && { next }) };
}
