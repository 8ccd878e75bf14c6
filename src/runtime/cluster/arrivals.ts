/**
 * The log of events of several partitions is read by its identity stages alone: what they have said of it is in the log of customers, from which everything is
 * replayed. So it goes when it is older than the retention, and all that it led to is known to be there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../port/log/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import { stageStandings } from '../identity/index.ts';
import { firstSince } from '../snapshots/index.ts';
import type { Seat } from './seat-keeper.ts';

export interface ArrivalsOptions {
  readonly partition: number;
  readonly events: Log;
  /** The key space that all stages share. */
  readonly state: StateReader;
  /** How long entries are kept, ms, by the clock of `at`. */
  readonly retentionMs: number;
}

const CHECK_MS = 600_000;

/** Lets go of what is over. Resolves to the position of the first entry that stays. */
export async function trimArrivals({ partition, events, state, retentionMs }: ArrivalsOptions): Promise<number> {
  const standings = await stageStandings(state, events.partitions);
  const [last] = await events.read(partition, (await events.end(partition)) - 1, 1);
  if (!last) return 0;
  const before = Math.min(standings[partition]!.produced + 1, await firstSince(events, partition, last.at - retentionMs));
  await events.trim(partition, before);
  return before;
}

/** Who sits here also looks after the log. */
export function trimming(seat: Seat, options: ArrivalsOptions, onError: (error: unknown) => void): Seat {
  let sitting: AbortController | undefined;
  const look = async ({ signal }: AbortController): Promise<void> => {
    while (!signal.aborted) {
      await trimArrivals(options).catch(onError);
      await sleep(CHECK_MS, undefined, { ref: false, signal }).catch(() => undefined);
    }
  };
  return {
    async take() {
      await seat.take();
      sitting = new AbortController();
      void look(sitting);
    },
    async leave() {
      sitting?.abort();
      await seat.leave();
    },
  };
}
