/** Frequency caps: how many messages went within a cap's window or are still to go, and which of them must be remembered. */
import { periodOf, periodStart, type TimeZone } from '../../base/index.ts';
import type { MessageClass } from '../../define/index.ts';
import type { View } from '../know/index.ts';
import type { Accepted, Cap, GuardPlan } from './plan.ts';
import type { ComingMessage, GuardState } from './state.ts';

/** What a cap looks at in a message that went or wants to go. */
interface Counted {
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
}

/** Beyond this many, only what a cap can still count is kept. */
const KEEP_MAX = 256;

export function concerns(cap: Cap, message: Counted): boolean {
  if (!cap.classes.has(message.messageClass)) return false;
  return (cap.channel ?? message.channel) === message.channel && (cap.purpose ?? message.purpose) === message.purpose;
}

/** When and where is counted; `coming`: the messages on their way that count, by default all. */
export interface Counting {
  readonly now: number;
  readonly zone: TimeZone;
  readonly coming?: readonly ComingMessage[] | undefined;
}

/**
 * Messages that went within the cap's window ending at `now`, and those that are coming. A rolling window is open at its start:
 * (now - length, now].
 */
export function countOf(cap: Cap, { sends, coming: all }: GuardState, { now, zone, coming = all }: Counting): number {
  const after = typeof cap.per === 'number' ? now - cap.per : periodStart(periodOf(now, cap.per, zone), cap.per, zone) - 1;
  let count = 0;
  for (const one of coming) if (concerns(cap, one)) count++;
  for (let index = sends.length - 1; index >= 0; index--) {
    const sent = sends[index]!;
    if (sent.at <= after) break;
    if (concerns(cap, sent)) count++;
  }
  return count;
}

/** How many the customer accepts by their own word. What is no number, or more than any cap may be, is no limit. */
export function acceptedBy({ trait, cap }: Accepted, view: View): { readonly value: number; readonly max: number } | undefined {
  const value = view.trait(trait);
  if (typeof value !== 'number' || value > cap.max) return undefined;
  return { value, max: Math.max(0, Math.floor(value)) };
}

/**
 * Forgets messages older than any window. Of more than `KEEP_MAX`, the older ones that are not among the latest `max` of any cap go as
 * well: a cap that is full needs no more to know it.
 */
export function forget(state: GuardState, plan: GuardPlan, now: number): void {
  const { sends, coming } = state;
  const stranded = coming.findIndex((one) => one.at > now - plan.memoryMs);
  coming.splice(0, stranded === -1 ? coming.length : stranded);
  const fresh = sends.findIndex((sent) => sent.at > now - plan.memoryMs);
  sends.splice(0, fresh === -1 ? sends.length : fresh);
  if (sends.length <= KEEP_MAX) return;
  const caps = plan.accepted ? [plan.accepted.cap, ...plan.caps] : plan.caps;
  const left = caps.map((cap) => cap.max);
  const kept = sends
    .toReversed()
    .filter((sent, age) => {
      let isNeeded = age < KEEP_MAX;
      for (const [index, cap] of caps.entries()) {
        if (concerns(cap, sent) && left[index]!-- > 0) isNeeded = true;
      }
      return isNeeded;
    })
    .reverse();
  sends.splice(0, sends.length, ...kept);
}
