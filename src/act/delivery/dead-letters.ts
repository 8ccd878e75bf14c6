/**
 * Messages that failed for good, kept with what is needed to send them again: the newest ones, on a desk of their own. Beside them lie the marks of
 * what may have been handed over.
 *
 * L1. A letter is on disk before its message's receipt is appended, and gone from disk before the receipt of a later success is.
 * L2. One letter per message: a message that fails again has its newest letter.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SendCommand } from '../../core/index.ts';
import { type Desk, type DeskPair, type DeskWrite, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../port/state/index.ts';
import { type Marks, openMarks } from './marks.ts';

export interface DeadLetter {
  readonly message: string;
  readonly command: SendCommand;
  /** As in its receipt. */
  readonly reason: string;
  readonly attempts: number;
  /** Wall clocks, ms. */
  readonly decidedAt: number;
  readonly failedAt: number;
}

/** A letter with its number, ascending in the order of failing. */
export type NumberedLetter = DeadLetter & { readonly number: number };

export interface LetterSlice {
  readonly limit: number;
  /** Only those with a smaller number. */
  readonly before?: number;
  readonly channel?: string;
}

/** For who only looks. */
export interface LetterReader {
  /** Newest first. */
  list(slice: LetterSlice): Promise<readonly NumberedLetter[]>;
  get(message: string): Promise<NumberedLetter | undefined>;
  count(): Promise<number>;
}

export interface DeadLetters extends LetterReader {
  /** Resolves when it is on disk; while it cannot be written (a full disk) it is tried again, until the signal aborts. */
  put(letter: DeadLetter, signal: AbortSignal): Promise<void>;
  /** The same for taking it away. At once when there is none. */
  remove(message: string, signal: AbortSignal): Promise<void>;
  /** How many there were when this process last looked. */
  readonly seen: number;
  /** Of the messages of a partition. */
  marksOf(partition: number): Promise<Marks>;
  close(): Promise<void>;
}

/** Where none are kept. */
export const NO_LETTERS: LetterReader = { list: async () => [], get: async () => undefined, count: async () => 0 };

export interface DeadLettersOptions {
  readonly desk: Desk;
  /** How many are kept; default 10,000. */
  readonly keep?: number;
}

/** Reason of messages that a restored installation holds back, because they may have been handed over in the life before. They are kept, however many. */
export const RESTORED = 'restored';

const KEEP_DEFAULT = 10_000;
const TOGETHER = 500;
const AGAIN_DELAY_MS = 500;
const READ_STEP = 500;

/** The number that was given last, and how many there are. */
interface Tally {
  readonly last: number;
  readonly count: number;
}

const TALLY = deskKey('tally');
/** number -> letter as JSON. */
const letterKey = (number: number): Uint8Array => deskKey('letter', number);
/** message id -> number. */
const numberKey = (message: string): Uint8Array => deskKey('number', message);

/** Letters of an older version as they lie on the desk. The last of them says how many there are. */
export function letterWrites({ number, ...letter }: NumberedLetter, count: number): readonly DeskWrite[] {
  return [
    { key: letterKey(number), value: jsonBytes(letter) },
    { key: numberKey(letter.message), value: jsonBytes(number) },
    { key: TALLY, value: jsonBytes({ last: number, count } satisfies Tally) },
  ];
}

/** Over a desk that nothing else uses. */
export function openDeadLetters(options: DeadLettersOptions): DeadLetters {
  return new DeskLetters(options);
}

class DeskLetters implements DeadLetters {
  readonly #desk: Desk;
  readonly #keep: number;
  seen = 0;

  constructor({ desk, keep = KEEP_DEFAULT }: DeadLettersOptions) {
    this.#desk = desk;
    this.#keep = keep;
    this.count().catch(() => undefined);
  }

  put(letter: DeadLetter, signal: AbortSignal): Promise<void> {
    return untilDone(() => this.#put(letter), signal);
  }

  async remove(message: string, signal: AbortSignal): Promise<void> {
    await untilDone(async () => {
      if ((await this.#desk.get(numberKey(message))) !== undefined) await this.#remove(message);
    }, signal);
  }

  async list({ limit, before = Number.MAX_SAFE_INTEGER, channel }: LetterSlice): Promise<readonly NumberedLetter[]> {
    const found: NumberedLetter[] = [];
    for (let end = letterKey(before); ; ) {
      const step = channel === undefined ? Math.min(limit - found.length, READ_STEP) : READ_STEP;
      const rows = await this.#desk.range({ prefix: deskKey('letter'), end, limit: step, reverse: true });
      for (const row of rows) {
        const letter = letterOf(row);
        if (channel === undefined || letter.command.channel === channel) found.push(letter);
        if (found.length === limit) return found;
      }
      if (rows.length < step) return found;
      end = rows.at(-1)![0];
    }
  }

  async get(message: string): Promise<NumberedLetter | undefined> {
    const number = await this.#desk.get(numberKey(message));
    if (!number) return undefined;
    const key = letterKey(jsonValue(number));
    const text = await this.#desk.get(key);
    return text && letterOf([key, text]);
  }

  async count(): Promise<number> {
    this.seen = tallyOf(await this.#desk.get(TALLY)).count;
    return this.seen;
  }

  marksOf(partition: number): Promise<Marks> {
    return openMarks({ desk: this.#desk, partition });
  }

  close(): Promise<void> {
    return this.#desk.close();
  }

  async #put(letter: DeadLetter): Promise<void> {
    const { message } = letter;
    this.seen = await this.#desk.change({
      reads: [numberKey(message), TALLY],
      decide: ([before, tally]) => {
        const { last, count } = tallyOf(tally);
        const next = before ? count : count + 1;
        const replaced = before ? [{ key: letterKey(jsonValue(before)), value: undefined }] : [];
        return { writes: [...replaced, ...letterWrites({ ...letter, number: last + 1 }, next)], result: next };
      },
    });
    if (this.seen > this.#keep) await this.#drop(this.seen - this.#keep);
  }

  async #remove(message: string): Promise<void> {
    this.seen = await this.#desk.change({
      reads: [numberKey(message), TALLY],
      decide: ([number, tally]) => {
        const { last, count } = tallyOf(tally);
        if (!number) return { writes: [], result: count };
        const left = { key: TALLY, value: jsonBytes({ last, count: count - 1 } satisfies Tally) };
        const gone = [letterKey(jsonValue(number)), numberKey(message)].map((key) => ({ key, value: undefined }));
        return { writes: [...gone, left], result: count - 1 };
      },
    });
  }

  /** The oldest, but of what a restored installation holds back whoever restores decides. */
  async #drop(surplus: number): Promise<void> {
    const rows = await this.#desk.range({ prefix: deskKey('letter'), limit: surplus });
    const letters = rows.map(letterOf).filter(({ reason }) => reason !== RESTORED);
    await Promise.all(letters.map(({ message }) => this.#remove(message)));
  }
}

/**
 * On the desk of an installation that is not running: these messages become letters, and letters of messages that were decided after `until` (ms, the clock
 * of `at`), which a restored state does not know of, go. Closes it.
 */
export async function holdBack(
  desk: Desk,
  { letters, until }: { readonly letters: readonly DeadLetter[]; readonly until: number },
): Promise<void> {
  const kept = openDeadLetters({ desk });
  const { signal } = new AbortController();
  try {
    for (const { message, command } of await kept.list({ limit: Number.POSITIVE_INFINITY })) {
      if (command.at > until) await kept.remove(message, signal);
    }
    for (let start = 0; start < letters.length; start += TOGETHER)
      await Promise.all(letters.slice(start, start + TOGETHER).map((letter) => kept.put(letter, signal)));
  } finally {
    await kept.close();
  }
}

function letterOf([key, text]: DeskPair): NumberedLetter {
  return { number: Number(deskKeyParts(key, ['text', 'number'])[1]), ...jsonValue<DeadLetter>(text) };
}

function tallyOf(value: Uint8Array | undefined): Tally {
  return value ? jsonValue<Tally>(value) : { last: 0, count: 0 };
}

async function untilDone(write: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (signal.aborted) return;
      process.emitWarning(`Dead letters cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(AGAIN_DELAY_MS, undefined, { ref: false });
    }
  }
}
