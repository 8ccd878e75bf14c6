/**
 * The turn to settle records of a quarantine that several processes have: a row that one of them writes anew for as long as it works. Who finds the row
 * unchanged for the whole lease, by its own clock, takes it over; so clocks need not agree. What the former holder settles then is refused (Q6).
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { VolanoError } from '../../base/index.ts';
import { type Desk, type DeskWrite, deskKey, jsonBytes, jsonValue } from '../../port/state/index.ts';
import { said } from '../said.ts';

export interface LeaseOptions {
  readonly desk: Desk;
  readonly leaseMs: number;
  /** A clock that goes evenly, ms. */
  readonly steady: () => number;
  /** Nobody waits for the turn any more. */
  readonly signal: AbortSignal;
}

interface Held {
  readonly holder: string;
  /** Counted up by the holder. */
  readonly beat: number;
}

const TURN = deskKey('turn');
const LOOK_MS_MAX = 200;

export class Lease {
  readonly #options: LeaseOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LeaseOptions) {
    this.#options = options;
  }

  /** One after the other in this process, and of all processes. */
  run<Result>(work: (holding: Holding) => Promise<Result>): Promise<Result> {
    const result = this.#last.then(() => this.#run(work));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** When what runs has ended. */
  async ended(): Promise<void> {
    await this.#last;
  }

  async #run<Result>(work: (holding: Holding) => Promise<Result>): Promise<Result> {
    const { desk, leaseMs } = this.#options;
    const holding = new Holding(desk, await this.#acquired());
    const beating = setInterval(() => holding.beat().catch(() => undefined), leaseMs / 6).unref();
    try {
      return await work(holding);
    } finally {
      clearInterval(beating);
      // Else it is taken over after a while.
      await holding.release().catch(() => undefined);
    }
  }

  async #acquired(): Promise<string> {
    const { desk, leaseMs, steady, signal } = this.#options;
    const holder = randomBytes(9).toString('base64url');
    const mine = jsonBytes({ holder, beat: 0 } satisfies Held);
    let seen: { readonly row: Uint8Array; readonly since: number } | undefined;
    for (;;) {
      if (signal.aborted) throw new VolanoError('VOLANO_QUARANTINE_UNWRITABLE', { problem: said`it is closed` });
      const now = steady();
      const over = seen && now - seen.since >= leaseMs ? seen.row : undefined;
      const other = await desk.change({
        reads: [TURN],
        decide: ([row]) =>
          row === undefined || (over && Buffer.compare(row, over) === 0)
            ? { writes: [{ key: TURN, value: mine }], result: undefined }
            : { writes: [], result: row },
      });
      if (other === undefined) return holder;
      if (!seen || Buffer.compare(seen.row, other) !== 0) seen = { row: other, since: now };
      await sleep(Math.min(LOOK_MS_MAX, leaseMs / 4), undefined, { ref: false, signal }).catch(() => undefined);
    }
  }
}

/** What rows held, in the order of the keys that were asked for. */
export type Decide = (values: readonly (Uint8Array | undefined)[]) => readonly DeskWrite[];

/** The turn, for as long as nobody has taken it over. */
export class Holding {
  readonly #desk: Desk;
  readonly #holder: string;

  constructor(desk: Desk, holder: string) {
    this.#desk = desk;
    this.#holder = holder;
  }

  /** Writes, and with it the beat, unless the turn is lost: VOLANO_QUARANTINE_TAKEN. */
  change(reads: readonly Uint8Array[], decide: Decide): Promise<void> {
    return this.#desk.change({
      reads: [TURN, ...reads],
      decide: ([row, ...values]) => {
        const held = row && jsonValue<Held>(row);
        if (held?.holder !== this.#holder) throw new VolanoError('VOLANO_QUARANTINE_TAKEN');
        const next = { key: TURN, value: jsonBytes({ ...held, beat: held.beat + 1 } satisfies Held) };
        return { writes: [next, ...decide(values)], result: undefined };
      },
    });
  }

  beat(): Promise<void> {
    return this.change([], () => []);
  }

  release(): Promise<void> {
    return this.change([], () => [{ key: TURN, value: undefined }]);
  }
}
