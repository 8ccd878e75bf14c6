/**
 * What a restored installation does about messages that it has decided and has no receipt of.
 *
 * M1. One whose receipt stands in the backup's log behind the restored position was sent, or withdrawn, and its channel may take it no more: the receipt is
 *     appended, and it is not sent again.
 * M2. Of the others nobody knows: they may have been handed over after the backup was taken, or after the restored position. They are held back as dead
 *     letters with the reason `restored`, which staff can send again; the log says of them that they failed. Or, when that is wished, they wait for the next start.
 * M3. Nothing else leaves the outbox: events of the engine's own go into the log by the next start, where each counts once.
 * M4. The clock of `at` does not move: no wake-up comes due by it.
 */
import { type DeadLetter, holdBack, outboxIds, RESTORED, readOutbox } from '../../act/index.ts';
import { decodeEntry, encodeEntry, type ReceiptEntry, type SendCommand } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Desk, StateStore } from '../../port/state/index.ts';
import { decodeEntries, readStored } from '../snapshots/index.ts';
import type { Manifest } from './format.ts';

export interface Held {
  /** Handed over behind the restored position. */
  readonly sent: number;
  /** Kept as dead letters. */
  readonly held: number;
  /** Left for the next start to hand over. */
  readonly waiting: number;
}

/** Where messages wait. */
export interface Outbox {
  readonly partition: number;
  readonly state: StateStore;
  /** That the state has reached, ms. */
  readonly at: number;
}

/** What a backup has of a log behind the entries that count. */
export interface RestOfLog {
  readonly file: Manifest['log'][number];
  /** Last entry that counts. */
  readonly after: number;
}

export interface HoldParts {
  readonly from: string;
  readonly rest: readonly RestOfLog[];
  readonly deliver: boolean;
  /** Wall clock, ms. */
  readonly now: number;
  readonly log: Log;
  /** One of each partition. */
  readonly outboxes: readonly Outbox[];
  /** Dead letters; closed. */
  readonly letters: Desk;
}

const APPEND = 500;

export async function holdMessages(parts: HoldParts): Promise<Held> {
  const { deliver, now, log, outboxes, letters } = parts;
  const waiting = await waitingMessages(outboxes);
  const sent = waiting.size === 0 ? [] : await endedLater(parts, waiting);
  const ended: readonly { readonly outbox: Outbox; readonly receipt: ReceiptEntry }[] = sent.map((receipt) => ({
    receipt,
    outbox: waiting.get(receipt.message)!.outbox,
  }));
  for (const { message } of sent) waiting.delete(message);
  const held = deliver ? [] : [...waiting.values()];
  await holdBack(letters, {
    letters: held.map(({ command }) => letterOf(command, now)),
    until: Math.max(...outboxes.map(({ at }) => at)),
  });
  const all = [...ended, ...held.map(({ command, outbox }) => ({ receipt: failed(command, now), outbox }))];
  for (const [{ partition, at }, receipts] of Map.groupBy(all, ({ outbox }) => outbox)) {
    for (let start = 0; start < receipts.length; start += APPEND) {
      const records = receipts.slice(start, start + APPEND).map(({ receipt }) => ({ at, value: encodeEntry(receipt) }));
      await log.append(partition, records);
    }
  }
  return { sent: sent.filter(({ kind }) => kind === 'sent').length, held: held.length, waiting: waiting.size - held.length };
}

/** By message. */
type Waiting = ReadonlyMap<string, { readonly command: SendCommand; readonly outbox: Outbox }>;

async function waitingMessages(outboxes: readonly Outbox[]): Promise<Map<string, { command: SendCommand; outbox: Outbox }>> {
  const waiting = new Map<string, { command: SendCommand; outbox: Outbox }>();
  for (const outbox of outboxes) {
    for await (const ids of outboxIds(outbox.state)) {
      for (const row of await readOutbox(outbox.state, ids)) {
        if (row.kind === 'command' && row.command.type === 'send') waiting.set(row.command.message, { command: row.command, outbox });
      }
    }
  }
  return waiting;
}

/** Receipts of hand-overs, and of what was withdrawn, each once; what was sent at last was sent. */
async function endedLater({ from, rest }: HoldParts, waiting: Waiting): Promise<ReceiptEntry[]> {
  const found = new Map<string, ReceiptEntry>();
  for (const { file, after } of rest) {
    if (file.last <= after) continue;
    for await (const records of decodeEntries(readStored(from, file), file.path)) {
      for (const record of records) {
        if (record.position <= after || !mayBeReceipt(record.value)) continue;
        const entry = decodeEntry(record.value);
        // What was passed on stands where the message waits as well.
        if (entry.type !== 'receipt' || entry.from || entry.kind === 'failed' || found.get(entry.message)?.kind === 'sent') continue;
        const command = waiting.get(entry.message)?.command;
        // Whoever has the message at the restored position: a merge since then has not been.
        if (command) found.set(command.message, { ...entry, customer: command.customer });
      }
    }
  }
  return [...found.values()];
}

const RECEIPT = Buffer.from('"receipt"');

function mayBeReceipt(value: Uint8Array): boolean {
  return Buffer.from(value.buffer, value.byteOffset, Math.min(value.length, 64)).includes(RECEIPT);
}

function letterOf(command: SendCommand, now: number): DeadLetter {
  return { message: command.message, command, reason: RESTORED, attempts: 0, decidedAt: now, failedAt: now };
}

function failed({ customer, message, channel, askedAt }: SendCommand, now: number): ReceiptEntry {
  const asked = askedAt === undefined ? {} : { askedAt };
  return { type: 'receipt', kind: 'failed', customer, message, channel, decidedAt: now, dispatchedAt: now, ...asked, reason: RESTORED };
}
