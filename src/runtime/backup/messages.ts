/**
 * What a restored installation does about messages that it has decided and has no receipt of.
 *
 * M1. One whose receipt stands in the backup's log behind the restored position was sent: the receipt is appended, and it is not sent again.
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

export interface HoldParts {
  readonly from: string;
  readonly manifest: Manifest;
  readonly position: number;
  readonly deliver: boolean;
  /** Wall clock, ms. */
  readonly now: number;
  readonly log: Log;
  readonly state: StateStore;
  /** That the state has reached, ms. */
  readonly at: number;
  /** Dead letters; closed. */
  readonly letters: Desk;
}

const APPEND = 500;

export async function holdMessages(parts: HoldParts): Promise<Held> {
  const { deliver, now, log, manifest, at, letters } = parts;
  const waiting = await waitingMessages(parts.state);
  const sent = waiting.size === 0 ? [] : await sentLater(parts, waiting);
  for (const { message } of sent) waiting.delete(message);
  const held = deliver ? [] : [...waiting.values()];
  await holdBack(letters, {
    letters: held.map((command) => letterOf(command, now)),
    until: at,
  });
  const receipts = [...sent, ...held.map((command) => failed(command, now))];
  for (let start = 0; start < receipts.length; start += APPEND) {
    const records = receipts.slice(start, start + APPEND).map((receipt) => ({ at, value: encodeEntry(receipt) }));
    await log.append(manifest.partition, records);
  }
  return { sent: sent.length, held: held.length, waiting: waiting.size - held.length };
}

async function waitingMessages(state: StateStore): Promise<Map<string, SendCommand>> {
  const waiting = new Map<string, SendCommand>();
  for await (const ids of outboxIds(state)) {
    for (const row of await readOutbox(state, ids)) {
      if (row.kind === 'command' && row.command.type === 'send') waiting.set(row.command.message, row.command);
    }
  }
  return waiting;
}

/** Receipts of hand-overs, each once. */
async function sentLater({ from, manifest, position }: HoldParts, waiting: ReadonlyMap<string, SendCommand>): Promise<ReceiptEntry[]> {
  const found = new Map<string, ReceiptEntry>();
  for (const file of manifest.log) {
    if (file.last <= position) continue;
    for await (const records of decodeEntries(readStored(from, file), file.path)) {
      for (const record of records) {
        if (record.position <= position || !mayBeReceipt(record.value)) continue;
        const entry = decodeEntry(record.value);
        const command = entry.type === 'receipt' && entry.kind === 'sent' ? waiting.get(entry.message) : undefined;
        // Whoever has the message at the restored position: a merge since then has not been.
        if (command) found.set(command.message, { ...(entry as ReceiptEntry), customer: command.customer });
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
