/**
 * Messages between their decision and the end of their hand-over. What ends a journey early speaks against them too, also when their
 * instance has completed by then: so that nothing stale is handed over.
 */
import type { JsonObject } from '../entry.ts';
import type { JourneyState, OpenSend, Stale } from './state.ts';

/** The message, while its hand-over has not ended. */
export function openSendOf({ sends }: JourneyState, message: string): OpenSend | undefined {
  return sends.find((send) => send.message === message);
}

/** Adds a message at its place. */
export function addOpenSend({ sends }: JourneyState, send: OpenSend): void {
  let index = sends.length;
  while (index > 0 && sends[index - 1]!.message > send.message) index--;
  sends.splice(index, 0, send);
}

/** The message's hand-over has ended. False when it was not open. */
export function closeSend({ sends }: JourneyState, message: string): boolean {
  const index = sends.findIndex((send) => send.message === message);
  if (index === -1) return false;
  sends.splice(index, 1);
  return true;
}

/** The instance was ended early, by this detail of the fact: its messages are stale from now on. */
export function markStale({ sends }: JourneyState, instance: string, detail: JsonObject): void {
  for (const send of sends) if (send.instance === instance) send.stale ??= staleFrom(detail);
}

/** What a fact about an end says, as a reason to withdraw. */
export function staleFrom({ rule, read, ...others }: JsonObject): Stale {
  return { rule: String(rule), read: (read as JsonObject | undefined) ?? others };
}
