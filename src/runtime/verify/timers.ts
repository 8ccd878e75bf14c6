/** Whether ticks would find everybody whose time comes (W1 of the engine): each customer that wakes by itself has a timer by then. */
import { type Plan, wakeAtOf } from '../../core/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import { readTimerKey, timerKey } from '../engine/index.ts';
import type { Comparison } from './compare.ts';
import { differenceOf } from './difference.ts';
import { customerOf, unitsOf } from './rows.ts';

/** The first customer in the state that would wake too late or never is a difference. */
export async function compareTimers(state: StateStore, { plan, now }: { readonly plan: Plan; readonly now: number }): Promise<Comparison> {
  let keys = 0;
  const earliest = new Map<string, number>();
  for await (const { key } of unitsOf(state, 'timer', now)) {
    keys++;
    const { due, id } = readTimerKey(key);
    if (!earliest.has(id)) earliest.set(id, due);
  }
  for await (const unit of unitsOf(state, 'customer', now)) {
    const customer = customerOf(unit, plan);
    const due = wakeAtOf(customer);
    if (due === Number.POSITIVE_INFINITY || (earliest.get(customer.id) ?? Number.POSITIVE_INFINITY) <= due) continue;
    return { keys, difference: differenceOf('timer', timerKey(due, customer.id), { live: undefined, replayed: new Uint8Array(0) }) };
  }
  return { keys };
}
