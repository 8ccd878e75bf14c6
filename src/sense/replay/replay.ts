/**
 * Replay of quarantined calls: corrected by a mapping, judged by the door's own reading and the dictionary of today, appended to the log.
 *
 * P1. A record goes into the log at most once, whatever crashes when: the quarantine notes it before and after, and what lies between is looked for
 *     in the log itself, by the record's id in the entry.
 * P2. What does not pass stays in the quarantine as it was.
 * P3. An event keeps its own time, read by the clock of its first arrival; it is received when it is replayed.
 * P4. A dry run changes nothing.
 */
import { type EventEntry, encodeEntry, type JsonObject } from '../../core/index.ts';
import type { LogRecord } from '../../port/log/index.ts';
import { type CallRead, DEFAULT_LIMITS, Refusal, type RequestContext, readCall, type TimeRange } from '../call/index.ts';
import type { Dictionary } from '../dictionary/index.ts';
import type { AcceptedCall } from '../door/index.ts';
import type { LogEnds, Quarantine, QuarantineRecord, Turn } from '../quarantine/index.ts';
import { readCorrection } from './correction.ts';
import { type Corrector, compileCorrection } from './corrector.ts';
import { callIn, callTypeOf, isSelected, type RecordSelection, toldOf } from './record.ts';
import { type Replayed, Tally } from './tally.ts';

export interface ReplayOptions {
  readonly quarantine: Quarantine;
  /** Resolves when the calls are on disk in the log. */
  readonly append: (calls: readonly AcceptedCall[]) => Promise<unknown>;
  /** Positions that were the log's last ones a moment ago, and a partition's entries behind one. */
  readonly logEnds: () => LogEnds;
  readonly readLog: (partition: number, range: { readonly after: number; readonly limit: number }) => Promise<readonly LogRecord[]>;
  /** Of these message ids those of events that have been taken, ever. Asked about records that dedupe may have forgotten. */
  readonly taken: (messageIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Resolves when more may be appended. */
  readonly keepUp: () => Promise<void>;
  /** Wall clock, ms. */
  readonly now: () => number;
  readonly dictionary: () => Dictionary | undefined;
  readonly eventTime: () => TimeRange | undefined;
}

export interface ReplayRequest {
  readonly selection: RecordSelection;
  /** A mapping as docs/quarantine.md describes it; none: as they are. */
  readonly correction?: unknown;
  readonly dryRun: boolean;
  /** At most so many records are looked at, oldest first, those after `after`. */
  readonly limit: number;
  readonly after?: string;
}

export interface Replayer {
  /** Rejects with VOLANO_CORRECTION_INVALID, and as log and quarantine do: what was replayed by then is noted. */
  replay(request: ReplayRequest): Promise<Replayed>;
  /** Settles as dropped what is selected; with `dryRun` only counts. */
  drop(request: Omit<ReplayRequest, 'correction'>): Promise<Dropped>;
  /** Looks into the log for what a crash has left open. To be called at the start; every replay does so too. */
  recover(): Promise<void>;
}

export interface Dropped {
  readonly dropped: number;
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

/** Records that are read at once, and appended by one write. */
const AT_ONCE = 500;
/** Dedupe remembers two days; what is older is asked of the warehouse. */
const REMEMBERED_MS = 47 * 3_600_000;
const NOTHING_CORRECTED: Corrector = (call) => call;

/** One replay or drop at a time, whichever process asks (Q6). `replay` throws VOLANO_CORRECTION_INVALID at once. */
export function createReplayer(options: ReplayOptions): Replayer {
  const { quarantine } = options;
  return {
    replay: (request) => {
      const correct = request.correction === undefined ? NOTHING_CORRECTED : compileCorrection(readCorrection(request.correction));
      return quarantine.inTurn((turn) => replay({ ...options, turn }, request, correct));
    },
    drop: (request) => quarantine.inTurn((turn) => drop({ ...options, turn }, request)),
    recover: async () => {
      if (await quarantine.begun()) await quarantine.inTurn((turn) => recover({ ...options, turn }));
    },
  };
}

/** Of who has the turn. */
type InTurn = ReplayOptions & { readonly turn: Turn };

async function replay(options: InTurn, request: ReplayRequest, correct: Corrector): Promise<Replayed> {
  const { quarantine, turn } = options;
  await recover(options);
  const tally = new Tally();
  for await (const records of selected(quarantine, request, tally)) {
    const read = records.map((record) => judge(record, correct, options));
    const ready = await unlessTaken(read, options);
    for (const one of ready) tally.add(one);
    if (request.dryRun) continue;
    const fresh = ready.filter((one): one is Passed => 'entry' in one && !one.repeated);
    if (fresh.length > 0) {
      await options.keepUp();
      await appendOnce(fresh, options);
    }
    await turn.settle(idsOf(ready.filter((one) => 'entry' in one && one.repeated)), 'replayed');
  }
  return tally.result;
}

async function drop(options: InTurn, request: Omit<ReplayRequest, 'correction'>): Promise<Dropped> {
  await recover(options);
  const tally = new Tally();
  let dropped = 0;
  for await (const records of selected(options.quarantine, request, tally)) {
    dropped += records.length;
    if (!request.dryRun) await options.turn.settle(idsOf(records.map((record) => ({ record }))), 'dropped');
  }
  return { dropped, ...(tally.result.next !== undefined && { next: tally.result.next }) };
}

/** The selected ones of the next `limit` records. */
async function* selected(
  quarantine: Quarantine,
  { selection, limit, after }: Omit<ReplayRequest, 'correction' | 'dryRun'>,
  tally: Tally,
): AsyncGenerator<readonly QuarantineRecord[]> {
  let last = after;
  for (let left = limit; left > 0; ) {
    const page = await quarantine.read({ limit: Math.min(left, AT_ONCE), ...(last !== undefined && { after: last }) });
    if (page.length === 0) return;
    last = page.at(-1)!.id;
    left -= page.length;
    const fitting = page.filter((record) => isSelected(record, toldOf(record, callIn(record)), selection));
    if (fitting.length > 0) yield fitting;
  }
  tally.next = last;
}

/** A record that passes now, or why it does not. */
export type Judged = Passed | Failed;

export interface Passed {
  readonly record: QuarantineRecord;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly entry: EventEntry;
  /** An event of its message id has been taken. */
  readonly repeated: boolean;
}

export interface Failed {
  readonly record: QuarantineRecord;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
  /** Undefined: it is not kept whole, nothing can be read. */
  readonly refusal: Refusal | undefined;
}

function judge(record: QuarantineRecord, correct: Corrector, options: ReplayOptions): Judged {
  const before = callIn(record);
  if (!before) return { record, before, after: undefined, refusal: undefined };
  const after = correct(before, toldOf(record, before));
  const read = readCall(after, requestFor(record, options));
  if (read instanceof Refusal) return { record, before, after, refusal: read };
  return { record, before, after, entry: replayedEntry(read, record, options.now()), repeated: false };
}

/** As the door has it, at the first arrival (P3). */
function requestFor({ id, source, at, sentAt, context, ...record }: QuarantineRecord, options: ReplayOptions): RequestContext {
  return {
    source,
    receivedAt: at,
    limits: DEFAULT_LIMITS,
    eventTime: options.eventTime(),
    call: callTypeOf(record),
    sentAt,
    context,
    surrogates: true,
    dictionary: options.dictionary(),
    newMessageId: () => `quarantine-${id}`,
  };
}

function replayedEntry({ entry }: CallRead, { id }: QuarantineRecord, receivedAt: number): EventEntry {
  return { ...entry, receivedAt, quarantine: id };
}

/** Marks those whose message id has been taken: twice in this page, or longer ago than dedupe remembers. */
async function unlessTaken(judged: readonly Judged[], { taken, now }: ReplayOptions): Promise<readonly Judged[]> {
  const old = judged.filter((one): one is Passed => 'entry' in one && one.record.at < now() - REMEMBERED_MS);
  const known = new Set(old.length > 0 ? await taken(old.map(({ entry }) => entry.messageId)) : []);
  return judged.map((one) => {
    if (!('entry' in one)) return one;
    const { messageId } = one.entry;
    const repeated = known.has(messageId);
    known.add(messageId);
    return repeated ? { ...one, repeated } : one;
  });
}

/** P1. */
async function appendOnce(passed: readonly Passed[], { turn, append, logEnds, eventTime }: InTurn): Promise<void> {
  const ids = idsOf(passed);
  const inEventTime = eventTime() !== undefined;
  const calls = passed.map(({ entry }) => ({ value: encodeEntry(entry), at: inEventTime ? entry.time : entry.receivedAt }));
  await turn.begin(ids, logEnds());
  // What fails here may still be in the log: it stays begun, and the next one looks.
  await append(calls);
  await turn.settle(ids, 'replayed');
}

async function recover({ quarantine, turn, readLog }: InTurn): Promise<void> {
  const begun = await quarantine.begun();
  if (!begun) return;
  const open = new Set(begun.ids);
  const found: string[] = [];
  for (const [partition, end] of begun.logEnds.entries()) {
    for (let after = end; open.size > 0; ) {
      const records = await readLog(partition, { after, limit: AT_ONCE });
      if (records.length === 0) break;
      after = records.at(-1)!.position;
      for (const { value } of records) {
        const id = recordOf(value);
        if (id !== undefined && open.delete(id)) found.push(id);
      }
    }
  }
  await turn.settle(found, 'replayed');
  await turn.settle([...open], 'waiting');
}

const MARK = Buffer.from('"quarantine":"');

/** Id of the record that an entry was replayed from. Nearly no entry has one: they are not parsed. */
function recordOf(value: Uint8Array): string | undefined {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (bytes.indexOf(MARK) < 0) return undefined;
  const { type, quarantine } = JSON.parse(bytes.toString('utf8')) as { type?: unknown; quarantine?: unknown };
  return type === 'event' && typeof quarantine === 'string' ? quarantine : undefined;
}

function idsOf(records: readonly { readonly record: QuarantineRecord }[]): string[] {
  return records.map(({ record }) => record.id);
}
