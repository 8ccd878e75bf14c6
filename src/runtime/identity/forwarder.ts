/**
 * Carries what leaves a partition of `customers` to the others: the rows of its engine's table `hop`, in order.
 *
 * Z1. Only rows whose commit is on disk are forwarded, in order of their stamps: towards each partition stamps rise.
 * Z2. The partition's own log says up to where they have been, after they are in the others; then the engine takes the rows away. So a crash anywhere leads to
 *     what has been forwarded being forwarded again, which its stamp tells (X1).
 */
import { encodeEntry } from '../../core/index.ts';
import type { AppendRequest, Log } from '../../port/log/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import { type Leaving, readLeaving } from '../engine/index.ts';

export interface ForwarderOptions {
  readonly partition: number;
  readonly customers: Log;
  /** Of the partition's engine. */
  readonly state: StateReader;
  /** Called at named points, for crash tests. */
  readonly failpoint?: (name: string) => void;
}

const PAGE = 500;

/** Carries what one partition of `customers` has for the others. */
export class Forwarder {
  readonly #options: ForwarderOptions;
  #upTo: readonly [position: number, ordinal: number] | undefined;

  constructor(options: ForwarderOptions) {
    this.#options = options;
  }

  /** Forwards what the entries up to a position, committed on disk, have left. Resolves to how many. Rejects when the log does; to be called again. */
  async run(position: number): Promise<number> {
    const { state, customers, partition, failpoint = () => {} } = this.#options;
    let count = 0;
    for (;;) {
      const rows = (await readLeaving(state, this.#upTo, PAGE)).filter(({ stamp }) => stamp[1] <= position);
      const last = rows.at(-1);
      if (!last) return count;
      for (const [to, requests] of byPartition(rows)) {
        await customers.append(to, requests);
        failpoint('forwarder.inside_append');
      }
      failpoint('forwarder.after_append');
      const upTo = [last.stamp[1], last.stamp[2]] as const;
      await customers.append(partition, [{ at: last.at, value: encodeEntry({ type: 'forwarded', upTo }) }]);
      failpoint('forwarder.after_said');
      this.#upTo = upTo;
      count += rows.length;
    }
  }
}

function byPartition(rows: readonly Leaving[]): Map<number, AppendRequest[]> {
  const found = new Map<number, AppendRequest[]>();
  for (const { to, at, entry } of rows) {
    const requests = found.get(to) ?? [];
    requests.push({ at, value: Buffer.from(entry, 'utf8') });
    found.set(to, requests);
  }
  return found;
}
