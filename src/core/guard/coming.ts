/**
 * Messages between their decision and the end of their hand-over, as caps see them. Each may reach the customer at any moment, so it counts in
 * every window until its receipt; then it counts at the instant of its hand-over. So for every message, when it goes, all those that share a
 * window with it had been counted for the last of them that asked: whatever was decided before that was coming or had gone.
 *
 * One that failed and is sent once more has asked long ago. It asks again at its hand-over, and counts those that came before it:
 * decided by then, or asked for earlier.
 */
import type { ReceiptEntry } from '../entry.ts';
import type { SendCommand } from '../fact.ts';
import { forget } from './caps.ts';
import type { GuardPlan } from './plan.ts';
import type { Asked } from './refusal.ts';
import { addSent, type ComingMessage, type GuardState, takeSent } from './state.ts';

/**
 * The message's hand-over has ended. What failed may have arrived all the same, and counts, also when it is withdrawn at its second chance.
 * What was withdrawn otherwise counts no more. True when the state has changed.
 */
export function settle(state: GuardState, { message, kind, handedAt }: ReceiptEntry, now: number): boolean {
  const coming = takeSent(state.coming, message);
  if (!coming) return false;
  const { at, channel, purpose, messageClass, again } = coming;
  if (kind === 'withdrawn' && !again) return true;
  const counted = kind === 'withdrawn' ? at : Math.max(at, Math.min(handedAt ?? now, now));
  addSent(state.sends, { message, at: counted, channel, purpose, messageClass });
  return true;
}

/** A message that failed is to be sent once more. True when the state has changed. */
export function comeAgain(state: GuardState, command: SendCommand, { plan, now }: { plan: GuardPlan; now: number }): boolean {
  const { message, channel, purpose } = command;
  const messageClass = command.messageClass as Asked['messageClass'];
  if (purpose === '' || messageClass === 'transactional') return false;
  takeSent(state.sends, message);
  takeSent(state.coming, message);
  forget(state, plan, now);
  addSent(state.coming, { message, at: now, channel, purpose, messageClass, again: true });
  return true;
}

/** The message, when it comes once more, and what came before it. */
export function comingAgain({ coming }: GuardState, message: string): readonly ComingMessage[] | undefined {
  const mine = coming.find((one) => one.message === message);
  return mine?.again ? coming.filter((one) => isBefore(one, mine)) : undefined;
}

/** Of one instant, decisions go first. */
function isBefore(one: ComingMessage, mine: ComingMessage): boolean {
  if (one.at !== mine.at) return one.at < mine.at;
  return one.again ? one.message < mine.message : true;
}
