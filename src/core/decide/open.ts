/**
 * Messages between their decision and the end of their hand-over. What ends a journey early speaks against them too, also when their
 * instance has completed by then: so that nothing stale is handed over, nor handed over once more after it failed.
 */
import type { MessageClass } from '../../define/index.ts';
import type { JsonObject, ReceiptKind } from '../entry.ts';
import type { SendCommand } from '../fact.ts';
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

/** Failed messages of a customer that are kept: the latest decided. */
const FAILED_MAX = 20;
/** Why a message that failed goes no more: what has ended its journey since is not known. */
const FORGOTTEN: Stale = { rule: 'journey.forgotten', read: {} };

/** The message's hand-over has ended. One that failed is kept, since it may be sent once more. False when it was not open. */
export function closeSend(journeys: JourneyState, message: string, kind: ReceiptKind): boolean {
  const { sends } = journeys;
  const index = sends.findIndex((send) => send.message === message);
  const send = sends[index];
  if (!send) return false;
  if (kind === 'failed' && mayBeStale(send)) {
    send.failed = true;
    forgetFailed(journeys);
  } else sends.splice(index, 1);
  return true;
}

/** A message that failed is to be sent once more. What ended its journey meanwhile speaks against it; so does it when nobody knows any more. */
export function reopenSend(journeys: JourneyState, command: SendCommand): boolean {
  const send = openSendOf(journeys, command.message);
  if (send) {
    const { failed = false } = send;
    delete send.failed;
    return failed;
  }
  const { message, journey, journeyVersion: version, instance, step, at: since, purpose, channel } = command;
  const messageClass = command.messageClass as MessageClass;
  if (!mayBeStale({ purpose, messageClass })) return false;
  addOpenSend(journeys, { message, journey, version, instance, step, since, purpose, channel, messageClass, stale: FORGOTTEN });
  return true;
}

/** Keeps the latest that failed. */
export function forgetFailed({ sends }: JourneyState): void {
  let surplus = -FAILED_MAX;
  for (const { failed } of sends) if (failed) surplus += 1;
  for (let index = 0; surplus > 0; index++) {
    if (!sends[index]!.failed) continue;
    sends.splice(index, 1);
    index -= 1;
    surplus -= 1;
  }
}

/** Transactional messages are sent whatever has become of their journey. */
function mayBeStale({ purpose, messageClass }: Pick<OpenSend, 'purpose' | 'messageClass'>): boolean {
  return purpose === '' || messageClass !== 'transactional';
}

/** The instance was ended early, by this detail of the fact: its messages are stale from now on. */
export function markStale({ sends }: JourneyState, instance: string, detail: JsonObject): void {
  for (const send of sends) if (send.instance === instance) send.stale ??= staleFrom(detail);
}

/** What a fact about an end says, as a reason to withdraw. */
export function staleFrom({ rule, read, ...others }: JsonObject): Stale {
  return { rule: String(rule), read: (read as JsonObject | undefined) ?? others };
}
