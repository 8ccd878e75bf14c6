/**
 * Claims on letters, beside them on the desk: somebody, in this process or another, is about to ask for their messages again. While a letter is claimed nobody
 * else claims it, and delivery does not end its message. Who claims and is then silent is passed over: at once when no other process can have made the
 * claim, so that it is of an earlier life, else when it has not moved for a while, by the clock of whoever waits for it.
 */
import { randomBytes } from 'node:crypto';
import { type DeskWrite, deskKey, jsonBytes, jsonValue } from '../../port/state/index.ts';

interface Claim {
  readonly holder: string;
  /** Counted up by the holder. */
  readonly beat: number;
}

export interface ClaimsOptions {
  /** Whether other processes have the same letters. */
  readonly shared: boolean;
  /** A clock that goes evenly, ms. */
  readonly steady: () => number;
}

/** How long a claim that does not move is waited for. */
const PATIENCE_MS = 15_000;

export const claimKey = (message: string): Uint8Array => deskKey('claim', message);

export class Claims {
  readonly #holder = randomBytes(9).toString('base64url');
  readonly #options: ClaimsOptions;
  /** Claims that were in the way, and since when they have stood so. */
  readonly #seen = new Map<string, { readonly row: string; readonly since: number }>();

  constructor(options: ClaimsOptions) {
    this.#options = options;
  }

  /** Whether the claim that stands so, perhaps one's own, is in the way. */
  holds(message: string, row: Uint8Array | undefined): boolean {
    if (!row || (!this.#options.shared && !this.isOwn(row))) {
      this.#seen.delete(message);
      return false;
    }
    const now = this.#options.steady();
    const text = Buffer.from(row).toString('latin1');
    const seen = this.#seen.get(message);
    if (seen?.row === text) return now - seen.since < PATIENCE_MS;
    this.#seen.set(message, { row: text, since: now });
    return true;
  }

  /** `now` minus this is how old a claim may be to be acted upon without renewing it. */
  get freshMs(): number {
    return PATIENCE_MS / 3;
  }

  isOwn(row: Uint8Array | undefined): boolean {
    return row !== undefined && jsonValue<Claim>(row).holder === this.#holder;
  }

  /** Makes a claim, or renews the one that stands so. */
  write(message: string, row?: Uint8Array): DeskWrite {
    const beat = row ? jsonValue<Claim>(row).beat + 1 : 0;
    return { key: claimKey(message), value: jsonBytes({ holder: this.#holder, beat } satisfies Claim) };
  }
}
