/**
 * How much is sent with each write key. Counted in memory where it is sent, and noted on the desk some seconds later, upon what other processes have
 * noted there: a process that is killed loses the counts of these seconds, and nothing waits for them.
 */
import { HOUR } from '../../base/index.ts';
import { type Desk, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../port/state/index.ts';

/** What has been sent with a key. Times are wall clocks, ms UTC. */
export interface KeyUse {
  readonly usedAt: number;
  /** Calls taken in the last 24 hours, in whole hours of the clock. */
  readonly lately: number;
}

interface Noted {
  readonly usedAt: number;
  /** Calls taken by hour, counted since 1970. */
  readonly hours: Readonly<Record<string, number>>;
}

const HOURS = 24;
const NOTED_EVERY = 5_000;
const MAX = 20_000;
const useKey = (id: string): Uint8Array => deskKey('use', id);

export class KeyUsage {
  readonly #desk: Desk;
  readonly #now: () => number;
  #fresh = new Map<string, Noted>();
  #timer: NodeJS.Timeout | undefined;

  constructor(desk: Desk, now: () => number) {
    this.#desk = desk;
    this.#now = now;
  }

  /** Costs nearly nothing: it is called for every request. */
  add(id: string, calls: number): void {
    const now = this.#now();
    const { hours = {} } = this.#fresh.get(id) ?? {};
    const hour = Math.floor(now / HOUR);
    this.#fresh.set(id, { usedAt: now, hours: { ...hours, [hour]: (hours[hour] ?? 0) + calls } });
    // What cannot be noted is added to what comes next.
    this.#timer ??= setTimeout(() => void this.note().catch(() => undefined), NOTED_EVERY).unref();
  }

  async note(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const fresh = [...this.#fresh];
    this.#fresh = new Map();
    try {
      await Promise.all(fresh.map(([id, use]) => this.#noteOne(id, use)));
    } catch (error) {
      for (const [id, use] of fresh) this.#fresh.set(id, together(this.#fresh.get(id), use));
      throw error;
    }
  }

  /** By key. */
  async all(): Promise<ReadonlyMap<string, KeyUse>> {
    const pairs = await this.#desk.range({ prefix: deskKey('use'), limit: MAX });
    const noted = new Map(pairs.map(([key, value]) => [String(deskKeyParts(key, ['text', 'text'])[1]), jsonValue<Noted>(value)]));
    for (const [id, use] of this.#fresh) noted.set(id, together(noted.get(id), use));
    const since = this.#since;
    return new Map([...noted].map(([id, { usedAt, hours }]) => [id, { usedAt, lately: sum(Object.values(recent(hours, since))) }]));
  }

  #noteOne(id: string, use: Noted): Promise<void> {
    const key = useKey(id);
    const since = this.#since;
    return this.#desk.change({
      reads: [key],
      decide: ([value]) => {
        const { usedAt, hours } = together(value && jsonValue<Noted>(value), use);
        return { writes: [{ key, value: jsonBytes({ usedAt, hours: recent(hours, since) } satisfies Noted) }], result: undefined };
      },
    });
  }

  /** The earliest hour that counts. */
  get #since(): number {
    return Math.floor(this.#now() / HOUR) - HOURS + 1;
  }
}

function together(one: Noted | undefined, other: Noted): Noted {
  if (!one) return other;
  const hours = { ...one.hours };
  for (const [hour, calls] of Object.entries(other.hours)) hours[hour] = (hours[hour] ?? 0) + calls;
  return { usedAt: Math.max(one.usedAt, other.usedAt), hours };
}

function recent(hours: Noted['hours'], since: number): Noted['hours'] {
  return Object.fromEntries(Object.entries(hours).filter(([hour]) => Number(hour) >= since));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
