/** The stored history that a simulation runs over, and what has to be known of it beforehand. */
import { HOUR } from '../../base/index.ts';
import { decodeEntry, type Entry, OWN_SOURCE, type ReceiptEntry } from '../../core/index.ts';
import type { Release } from '../../define/index.ts';
import type { Log, LogRecord } from '../../port/log/index.ts';

const PARTITION = 0;
const PAGE = 1_000;

/** What the history says became of a message. */
export type StoredOutcome = Pick<ReceiptEntry, 'customer' | 'channel'>;

/** What is known of the history beforehand. */
export interface HistoryIndex {
  /** Last position before the draft comes in, and its `at`; 0 when nothing is. */
  readonly boundary: number;
  /** Last position of the simulation, and its `at`, ms. */
  readonly end: number;
  readonly endAt: number;
  /** Entries, and events of sources, between both. */
  readonly entries: number;
  /** Receipts by message id; what the engine itself concluded, by id. */
  readonly receipts: ReadonlyMap<string, StoredOutcome>;
  readonly emitted: ReadonlySet<string>;
  /** `at` of each tick from the boundary on, ascending. */
  readonly ticks: readonly number[];
  /** Whether time passes by the hour, as where history was replayed (docs/event-time.md). */
  readonly isEventTime: boolean;
  /** Of the releases up to the boundary, and of those after it. */
  readonly releases: { readonly before: readonly Release[]; readonly after: readonly Release[] };
  /** Whether models are computed in it after the boundary. */
  readonly hasModels: boolean;
  /** Whether something in it asks for earlier entries once more: a parting. */
  readonly looksBack: boolean;
}

/** Entries with at >= since (ms) are the simulation's, up to at <= until. */
export async function indexHistory(
  log: Pick<Log, 'read'>,
  { after, since, until }: { readonly after: number; readonly since: number; readonly until: number },
): Promise<HistoryIndex> {
  const receipts = new Map<string, StoredOutcome>();
  const emitted = new Set<string>();
  const ticks: number[] = [];
  const releases = { before: [] as Release[], after: [] as Release[] };
  let [boundary, end, endAt, entries, looksBack, began, hasModels] = [after, after, 0, 0, false, false, false];
  for await (const { position, at, value } of recordsOf(log, after)) {
    if (at > until) break;
    [end, endAt] = [position, at];
    const kind = kindOf(value);
    // The engine's own entries at a log's beginning say only which version it is.
    if (!began && (at < since || (entries === 0 && kind === 'engine'))) {
      boundary = position;
      if (kind === 'release') releases.before.push(releaseIn(value));
      continue;
    }
    began = true;
    entries += 1;
    if (kind === 'release') releases.after.push(releaseIn(value));
    if (kind === 'model') hasModels = true;
    if (kind === 'tick') ticks.push(at);
    else if (kind === 'parting') looksBack = true;
    else if (kind === 'receipt' || kind === 'own') {
      const entry = readable(value);
      if (entry?.type === 'receipt') receipts.set(entry.message, { customer: entry.customer, channel: entry.channel });
      else if (entry?.type === 'event' && !entry.receipt) emitted.add(entry.messageId);
    }
  }
  const hourly = ticks.filter((at) => at % HOUR === 0).length;
  return {
    boundary,
    end,
    endAt,
    entries,
    receipts,
    emitted,
    ticks,
    isEventTime: 2 * hourly > ticks.length,
    looksBack,
    releases,
    hasModels,
  };
}

function releaseIn(value: Uint8Array): Release {
  const entry = readable(value);
  if (entry?.type !== 'release') throw new TypeError('An entry that begins as a release is none');
  return entry.release;
}

/** Every record behind a position, in order. */
export async function* recordsOf(log: Pick<Log, 'read'>, after: number): AsyncGenerator<LogRecord> {
  for (let from = after; ; ) {
    const records = await log.read(PARTITION, from, PAGE);
    yield* records;
    const last = records.at(-1);
    if (!last) return;
    from = last.position;
  }
}

/** What an entry is to a simulation. `own`: an event that the product itself has written. */
export type StoredKind =
  | 'source'
  | 'own'
  | 'receipt'
  | 'tick'
  | 'release'
  | 'backfill'
  | 'redeliver'
  | 'parting'
  | 'engine'
  | 'model'
  | 'desk'
  | 'other';

const OWN_MARK = Buffer.from(`"source":${JSON.stringify(OWN_SOURCE)}`);
const TYPE = /^\{"type":"(\w+)"/;
const HEAD_BYTES = 24;

/** Told from the bytes: nearly all entries are events of sources, and those nobody has to parse. */
export function kindOf(value: Uint8Array): StoredKind {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const type = TYPE.exec(bytes.toString('latin1', 0, HEAD_BYTES))?.[1];
  switch (type) {
    case 'event':
      return bytes.includes(OWN_MARK) && isOwn(value) ? 'own' : 'source';
    case 'receipt':
    case 'tick':
    case 'release':
    case 'backfill':
    case 'redeliver':
    case 'model':
    case 'engine':
      return type;
    case 'alert':
    case 'reroute':
      return 'desk';
    case 'unmerge':
    case 'unbind':
      return 'parting';
    default:
      return 'other';
  }
}

/** The mark may stand among a source's own words. */
function isOwn(value: Uint8Array): boolean {
  const entry = readable(value);
  return entry?.type === 'event' && entry.source === OWN_SOURCE && entry.customer !== undefined;
}

/** Undefined for bytes that are no entry. */
export function readable(value: Uint8Array): Entry | undefined {
  try {
    return decodeEntry(value);
  } catch {
    return undefined;
  }
}
