/**
 * How often somebody may guess.
 *
 * G1. An attempt counts before it is looked at, so attempts that are made at once count one by one; a success takes back what it counted.
 * G2. Beyond the free attempts each failure doubles the wait of its account, and of its address, up to a quarter of an hour.
 */
import { DAY, MINUTE, SECOND, VolanoError } from '../../base/index.ts';
import { type Desk, deskKey, jsonBytes, jsonValue } from '../../port/state/index.ts';

export interface Attempt {
  readonly account: string;
  readonly address: string;
}

interface Failures {
  readonly count: number;
  /** Of the last one, ms. */
  readonly at: number;
}

/** Many people may share an address. */
const FREE = { account: 5, address: 30 };
const WAIT_MAX = 15 * MINUTE;
const FORGOTTEN_AFTER = DAY;

export class Throttle {
  readonly #desk: Desk;
  readonly #now: () => number;

  constructor(desk: Desk, now: () => number) {
    this.#desk = desk;
    this.#now = now;
  }

  /** Throws VOLANO_ACCESS_THROTTLED. */
  begin(attempt: Attempt): Promise<void> {
    const keys = keysOf(attempt);
    return this.#desk.change({
      reads: keys,
      decide: (values) => {
        const now = this.#now();
        const before = values.map((value) => failuresIn(value, now));
        const until = Math.max(...before.map((failures, index) => waitsUntil(failures, index === 0 ? FREE.account : FREE.address)));
        if (until > now) throw new VolanoError('VOLANO_ACCESS_THROTTLED', { seconds: Math.ceil((until - now) / SECOND) });
        const writes = keys.map((key, index) => ({ key, value: jsonBytes({ count: before[index]!.count + 1, at: now }) }));
        return { writes, result: undefined };
      },
    });
  }

  succeeded(attempt: Attempt): Promise<void> {
    const [account, address] = keysOf(attempt);
    return this.#desk.change({
      reads: [address],
      decide: ([value]) => {
        const failures = failuresIn(value, this.#now());
        const left = failures.count > 1 ? jsonBytes({ ...failures, count: failures.count - 1 }) : undefined;
        return {
          writes: [
            { key: account, value: undefined },
            { key: address, value: left },
          ],
          result: undefined,
        };
      },
    });
  }
}

function keysOf({ account, address }: Attempt): readonly [Uint8Array, Uint8Array] {
  return [deskKey('failures', 'account', account), deskKey('failures', 'address', address)];
}

function failuresIn(value: Uint8Array | undefined, now: number): Failures {
  const failures = value && jsonValue<Failures>(value);
  return failures && failures.at > now - FORGOTTEN_AFTER ? failures : { count: 0, at: 0 };
}

function waitsUntil({ count, at }: Failures, free: number): number {
  return count < free ? 0 : at + Math.min(2 ** (count - free) * SECOND, WAIT_MAX);
}
