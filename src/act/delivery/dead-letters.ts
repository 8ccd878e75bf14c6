/**
 * Messages that failed for good, kept with what is needed to send them again: the newest ones, on a desk of their own. Beside them lie the marks of
 * what may have been handed over.
 *
 * L1. A letter is on disk before its message's receipt is appended, and gone from disk before the receipt of a later success is.
 * L2. One letter per message: a message that fails again has its newest letter.
 * L3. While a letter is claimed (claims.ts) nobody else claims it, and nobody puts another in its place or takes it away: they wait.
 * L4. Who owns a partition's messages no longer puts no more letters of them: what it has to say of a message its successor has said already, or will.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SendCommand } from '../../core/index.ts';
import { type Desk, type DeskPair, type DeskWrite, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../port/state/index.ts';
import { Claims, claimKey } from './claims.ts';
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
  put(letter: DeadLetter, signal: AbortSignal): Promise<'kept' | 'not kept'>;
  /** The same for taking it away. At once when there is none. */
  remove(message: string, signal: AbortSignal): Promise<'gone' | 'not gone'>;
  /** The same for who delivers the messages of a partition from here on (L4). */
  owned(partition: number): Promise<OwnedLetters>;
  /** Claims those of these messages that have a letter which nobody else claims. */
  claim(messages: readonly string[]): Promise<ClaimedLetters>;
  /** How many there were when this process last looked. */
  readonly seen: number;
  close(): Promise<void>;
}

export interface OwnedLetters extends Pick<DeadLetters, 'put' | 'remove'> {
  /** Of the messages of the partition; made as long as nobody else owns it. */
  marks(): Promise<Marks>;
}

/** Letters that are claimed until `end`. */
export interface ClaimedLetters {
  /** In the order that was asked for. */
  readonly letters: readonly NumberedLetter[];
  /** Resolves to those that are still claimed; for a while after it nobody passes over the claim. */
  hold(): Promise<readonly NumberedLetter[]>;
  /** The claims go, and with them the letters of these messages, unless there are newer ones. Resolves when that is on disk, or the signal aborts. */
  end(asked: readonly string[], signal: AbortSignal): Promise<void>;
}

/** Where none are kept. */
export const NO_LETTERS: LetterReader = { list: async () => [], get: async () => undefined, count: async () => 0 };

export interface DeadLettersOptions {
  readonly desk: Desk;
  /** How many are kept; default 10,000. */
  readonly keep?: number;
  /** Whether other processes have the same letters; default: none has. */
  readonly shared?: boolean;
  /** A clock that goes evenly, ms. */
  readonly steady?: () => number;
}

/** Reason of messages that a restored installation holds back, because they may have been handed over in the life before. They are kept, however many. */
export const RESTORED = 'restored';

const KEEP_DEFAULT = 10_000;
const TOGETHER = 500;
const AGAIN_DELAY_MS = 500;
const CLAIMED_DELAY_MS = 50;
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
/** partition -> how often its messages have got another owner. */
const ownerKey = (partition: number): Uint8Array => deskKey('owner', partition);

/** Whose messages are of a partition, as long as nobody else's are. */
interface Owner {
  readonly partition: number;
  readonly times: number;
}

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
  readonly #claims: Claims;
  readonly #steady: () => number;
  seen = 0;

  constructor({ desk, keep = KEEP_DEFAULT, shared = false, steady = () => performance.now() }: DeadLettersOptions) {
    this.#desk = desk;
    this.#keep = keep;
    this.#steady = steady;
    this.#claims = new Claims({ shared, steady });
    this.count().catch(() => undefined);
  }

  async put(letter: DeadLetter, signal: AbortSignal, owner?: Owner): Promise<'kept' | 'not kept'> {
    return (await untilDone(() => this.#put(letter, owner), signal)) ?? 'not kept';
  }

  async owned(partition: number): Promise<OwnedLetters> {
    const times = await this.#desk.change({
      reads: [ownerKey(partition)],
      decide: ([value]) => {
        const next = timesOf(value) + 1;
        return { writes: [{ key: ownerKey(partition), value: jsonBytes(next) }], result: next };
      },
    });
    const owner = { partition, times };
    const own = { key: ownerKey(partition), value: jsonBytes(times) };
    return {
      put: (letter, signal) => this.put(letter, signal, owner),
      remove: (message, signal) => this.remove(message, signal),
      marks: () => openMarks({ desk: this.#desk, partition, own }),
    };
  }

  async claim(messages: readonly string[]): Promise<ClaimedLetters> {
    const since = this.#steady();
    const numbers = await this.#desk.change({
      reads: messages.flatMap((message) => [numberKey(message), claimKey(message)]),
      decide: (values) => {
        const free = messages.flatMap((message, i) => {
          const [number, claim] = [values[2 * i], values[2 * i + 1]];
          return number && !this.#claims.holds(message, claim) ? [[message, jsonValue<number>(number)] as const] : [];
        });
        return { writes: free.map(([message]) => this.#claims.write(message)), result: free };
      },
    });
    const keys = numbers.map(([, number]) => letterKey(number));
    const texts = await this.#desk.getMany(keys);
    const letters = texts.flatMap((text, i) => (text ? [letterOf([keys[i]!, text])] : []));
    return this.#claimed(letters, since);
  }

  #claimed(letters: readonly NumberedLetter[], since: number): ClaimedLetters {
    return {
      letters,
      hold: async () => {
        let held = letters;
        for (let heard = since; this.#steady() - heard >= this.#claims.freshMs; ) {
          heard = this.#steady();
          held = await this.#held(held);
        }
        return held;
      },
      end: async (asked, signal) => void (await untilDone(() => this.#end(letters, new Set(asked)), signal)),
    };
  }

  #held(letters: readonly NumberedLetter[]): Promise<readonly NumberedLetter[]> {
    return this.#desk.change({
      reads: letters.map(({ message }) => claimKey(message)),
      decide: (rows) => {
        const own = letters.filter((_, i) => this.#claims.isOwn(rows[i]));
        return {
          writes: own.map(({ message }) => this.#claims.write(message, rows[letters.findIndex((one) => one.message === message)])),
          result: own,
        };
      },
    });
  }

  async #end(letters: readonly NumberedLetter[], asked: ReadonlySet<string>): Promise<true> {
    this.seen = await this.#desk.change({
      reads: [TALLY, ...letters.flatMap(({ message }) => [numberKey(message), claimKey(message)])],
      decide: ([tally, ...values]) => {
        const { last, count } = tallyOf(tally);
        const writes: DeskWrite[] = [];
        let left = count;
        for (const [i, { message, number }] of letters.entries()) {
          const [there, claim] = [values[2 * i], values[2 * i + 1]];
          if (this.#claims.isOwn(claim)) writes.push({ key: claimKey(message), value: undefined });
          if (!asked.has(message) || !there || jsonValue<number>(there) !== number) continue;
          writes.push({ key: letterKey(number), value: undefined }, { key: numberKey(message), value: undefined });
          left--;
        }
        if (left < count) writes.push({ key: TALLY, value: jsonBytes({ last, count: left } satisfies Tally) });
        return { writes, result: left };
      },
    });
    return true;
  }

  async remove(message: string, signal: AbortSignal): Promise<'gone' | 'not gone'> {
    const write = async () => ((await this.#desk.get(numberKey(message))) === undefined ? ('gone' as const) : this.#remove(message));
    return (await untilDone(write, signal)) ?? 'not gone';
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

  close(): Promise<void> {
    return this.#desk.close();
  }

  /** Undefined: not now (L3). */
  async #put(letter: DeadLetter, owner: Owner | undefined): Promise<'kept' | 'not kept' | undefined> {
    const { message } = letter;
    const outcome = await this.#desk.change<number | 'not kept' | undefined>({
      reads: [numberKey(message), TALLY, claimKey(message), ...(owner ? [ownerKey(owner.partition)] : [])],
      decide: ([before, tally, claim, times]) => {
        if (owner && timesOf(times) !== owner.times) return { writes: [], result: 'not kept' };
        if (this.#claims.holds(message, claim)) return { writes: [], result: undefined };
        const { last, count } = tallyOf(tally);
        const next = before ? count : count + 1;
        const gone = [...(before ? [letterKey(jsonValue(before))] : []), ...(claim ? [claimKey(message)] : [])];
        const writes = [...gone.map((key) => ({ key, value: undefined })), ...letterWrites({ ...letter, number: last + 1 }, next)];
        return { writes, result: next };
      },
    });
    if (typeof outcome !== 'number') return outcome;
    this.seen = outcome;
    if (outcome > this.#keep) await this.#drop(outcome - this.#keep);
    return 'kept';
  }

  /** Undefined: not now (L3). */
  async #remove(message: string): Promise<'gone' | undefined> {
    const left = await this.#desk.change({
      reads: [numberKey(message), TALLY, claimKey(message)],
      decide: ([number, tally, claim]) => {
        const { last, count } = tallyOf(tally);
        if (!number) return { writes: [], result: count };
        if (this.#claims.holds(message, claim)) return { writes: [], result: undefined };
        const gone = [letterKey(jsonValue(number)), numberKey(message), ...(claim ? [claimKey(message)] : [])];
        const writes = gone.map((key) => ({ key, value: undefined }));
        return { writes: [...writes, { key: TALLY, value: jsonBytes({ last, count: count - 1 } satisfies Tally) }], result: count - 1 };
      },
    });
    if (left === undefined) return undefined;
    this.seen = left;
    return 'gone';
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

function timesOf(value: Uint8Array | undefined): number {
  return value ? jsonValue<number>(value) : 0;
}

/** Again while the outcome is undefined, and while it cannot be written. Undefined: aborted. */
async function untilDone<Outcome>(write: () => Promise<Outcome | undefined>, signal: AbortSignal): Promise<Outcome | undefined> {
  for (;;) {
    let delayMs = CLAIMED_DELAY_MS;
    try {
      const outcome = await write();
      if (outcome !== undefined) return outcome;
    } catch (error) {
      if (signal.aborted) return undefined;
      process.emitWarning(`Dead letters cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      delayMs = AGAIN_DELAY_MS;
    }
    if (signal.aborted) return undefined;
    await sleep(delayMs, undefined, { ref: false });
  }
}
