/**
 * Releases of several partitions, and what is said about their rollouts: one order for all of them.
 *
 * R1. A release is written down under its number before it is in any log; of two with one number the first counts.
 * R2. It is in all partitions of both logs before the next one is in any. Whoever finds one that may not be in all of them puts it into all: one that comes again
 *     does nothing.
 * R3. The same holds for what is said about a rollout, by its number; it is in the logs of customers alone.
 */
import { VolanoError } from '../../base/index.ts';
import type { ReleaseEntry, RolloutEntry } from '../../core/index.ts';
import type { Release } from '../../define/index.ts';
import type { Desk } from '../../port/state/index.ts';
import type { Appended, Appender } from '../appender.ts';

export interface ReleaseLedgerOptions {
  readonly desk: Desk;
  readonly events: readonly Pick<Appender, 'entries'>[];
  readonly customers: readonly Pick<Appender, 'entries'>[];
}

/** What the room's desk is called. */
export const RELEASES_DESK = 'releases';

interface Written {
  readonly release: Release;
  /** In all logs. */
  readonly produced: boolean;
}

const PAGE = 100;
const ALL = Buffer.from('n', 'latin1');
const SAID = Buffer.from('s', 'latin1');
/** What may not be in all logs yet. */
const OPEN = Buffer.from('o', 'latin1');

export class ReleaseLedger {
  readonly #options: ReleaseLedgerOptions;

  constructor(options: ReleaseLedgerOptions) {
    this.#options = options;
  }

  /** Resolves to where it is in the log of customers. Rejects with VOLANO_RELEASE_OVERTAKEN when there is another of this number. */
  async produce(release: Release): Promise<readonly Appended[]> {
    await this.complete();
    const key = keyOf(release.number);
    const text = JSON.stringify(release);
    const isFirst = await this.#options.desk.change({
      reads: [key],
      decide: ([found]) =>
        found
          ? { writes: [], result: JSON.stringify(read(found).release) === text }
          : { writes: [{ key, value: bytesOf(release, false) }], result: true },
    });
    if (isFirst) return this.#everywhere(release);
    await this.complete();
    throw new VolanoError('VOLANO_RELEASE_OVERTAKEN', { number: release.number });
  }

  /** Resolves to where it is in the log of customers. Rejects with VOLANO_ROLLOUT_OVERTAKEN when something else was said under this number. */
  async say(entry: RolloutEntry): Promise<readonly Appended[]> {
    await this.complete();
    const value = Buffer.from(JSON.stringify(entry), 'utf8');
    const isFirst = await this.#options.desk.change({
      reads: [saidKey(entry)],
      decide: ([found]) => {
        if (found) return { writes: [], result: Buffer.from(found).equals(value) };
        return { writes: [SAID, OPEN].map((table) => ({ key: saidKey(entry, table), value })), result: true };
      },
    });
    if (isFirst) return this.#sayEverywhere(entry);
    await this.complete();
    throw new VolanoError('VOLANO_ROLLOUT_OVERTAKEN', { id: entry.id });
  }

  /** Writes down what stands in some logs of an installation that has lost what it had written down, and puts it into all. */
  async recover(found: readonly (ReleaseEntry | RolloutEntry)[]): Promise<void> {
    const writes = found.flatMap((entry) => {
      if (entry.type === 'release') return [{ key: keyOf(entry.release.number), value: bytesOf(entry.release, false) }];
      const value = Buffer.from(JSON.stringify(entry), 'utf8');
      return [SAID, OPEN].map((table) => ({ key: saidKey(entry, table), value }));
    });
    await this.#options.desk.change({ decide: () => ({ writes, result: undefined }) });
    await this.complete();
  }

  /** Puts what an earlier life has left half done into all logs. */
  async complete(): Promise<void> {
    const written = await this.#options.desk.range({ prefix: ALL, limit: PAGE, reverse: true });
    for (const { release, produced } of written.map(([, value]) => read(value)).reverse()) if (!produced) await this.#everywhere(release);
    const open = await this.#options.desk.range({ prefix: OPEN, limit: PAGE });
    for (const [, value] of open) await this.#sayEverywhere(JSON.parse(Buffer.from(value).toString('utf8')) as RolloutEntry);
  }

  async #sayEverywhere(entry: RolloutEntry): Promise<readonly Appended[]> {
    const { desk, customers } = this.#options;
    const appended = await Promise.all(customers.map((one) => one.entries([entry])));
    await desk.change({ decide: () => ({ writes: [{ key: saidKey(entry, OPEN), value: undefined }], result: undefined }) });
    return appended.flat();
  }

  async #everywhere(release: Release): Promise<readonly Appended[]> {
    const { desk, events, customers } = this.#options;
    const entry = { type: 'release', release } as const;
    await Promise.all(events.map((one) => one.entries([entry])));
    const appended = await Promise.all(customers.map((one) => one.entries([entry])));
    await desk.change({ decide: () => ({ writes: [{ key: keyOf(release.number), value: bytesOf(release, true) }], result: undefined }) });
    return appended.flat();
  }
}

function keyOf(number: number): Buffer {
  const key = Buffer.alloc(1 + 4, ALL);
  key.writeUInt32BE(number, 1);
  return key;
}

function saidKey({ id, nth }: RolloutEntry, table = SAID): Buffer {
  return Buffer.concat([table, Buffer.from(`${id}\u0000${String(nth).padStart(8, '0')}`, 'utf8')]);
}

function bytesOf(release: Release, produced: boolean): Buffer {
  return Buffer.from(JSON.stringify({ release, produced } satisfies Written), 'utf8');
}

function read(bytes: Uint8Array): Written {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as Written;
}
