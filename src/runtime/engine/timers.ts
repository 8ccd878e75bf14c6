/**
 * Rows of the table `timer`: (due, customer), by which ticks find whose time has come.
 *
 * W1. Of each customer that will wake by itself there is a row not later than its wake-up. A wake-up that moves later leaves the row where it
 *     is: most do with every event, and few of those rows ever come due.
 * W2. A row that comes due finds its customer by what that customer says then: with nothing due there nothing happens, and the row moves to
 *     the wake-up. So does one that has come due before its customer was next touched. Rows beyond those of W1, and those of customers merged
 *     away, go likewise.
 * W3. What rows there are may depend on where batches are cut; what customers do, and when, does not.
 */
import type { CustomerId } from '../../base/index.ts';
import { wakeAtOf } from '../../core/index.ts';
import type { Write } from '../../port/state/index.ts';
import type { Cached } from './cache.ts';
import { timerKey } from './keys.ts';
import type { Wakeup } from './wakeups.ts';

/** Takes away rows that have come due and are no customer's wake-up. Returns the customers that may have no row now. */
export function removeStale(rows: readonly Wakeup[], find: (id: CustomerId) => Cached | undefined, writes: Write[]): Set<Cached> {
  const rowless = new Set<Cached>();
  for (const { due, id } of rows) {
    const cached = find(id);
    if (cached && wakeAtOf(cached.customer) === due) {
      cached.timer = due;
      rowless.delete(cached);
      continue;
    }
    writes.push({ table: 'timer', key: timerKey(due, id), value: undefined });
    if (!cached) continue;
    cached.timer = Number.POSITIVE_INFINITY;
    rowless.add(cached);
  }
  return rowless;
}

/** Sees to it that W1 holds of a customer. `at`: of the batch's last entry; a row not later would come due at once, for nothing. */
export function moveTimer(cached: Cached, at: number, writes: Write[]): void {
  const { customer, timer } = cached;
  const due = wakeAtOf(customer);
  if (due === timer || (due > timer && timer > at)) return;
  removeTimer(cached, writes);
  if (Number.isFinite(due)) writes.push({ table: 'timer', key: timerKey(due, customer.id), value: EMPTY });
  cached.timer = due;
}

/** Takes away the row that is known of a customer. */
export function removeTimer({ customer, timer }: Cached, writes: Write[]): void {
  if (Number.isFinite(timer)) writes.push({ table: 'timer', key: timerKey(timer, customer.id), value: undefined });
}

const EMPTY = new Uint8Array(0);
