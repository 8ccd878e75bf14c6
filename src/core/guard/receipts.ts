/**
 * What follows when something comes back about a message. A fact says that it came back; beyond that
 * - an unsubscribe withdraws the consent of the message's purpose; taking it back grants it;
 * - a complaint does so too, and closes the channel to this customer;
 * - a bounce that will not heal closes the channel; of those that may, `BOUNCES_MAX` in a row do;
 * - a reply is only told: whether it means STOP is decided by the door, which then writes an unsubscribe.
 *
 * Whoever takes a message in (an SMTP server) may call it delivered and bounce it afterwards. So a delivery ends a row of bounces only
 * when the next bounce is of another message; an open, a click or a reply ends it at once.
 */
import type { EventEntry, JsonObject, MessageReceipt } from '../entry.ts';
import { type ConsentContext, choose, isNewer, record } from './consent.ts';
import { type Choice, channelSuppression, consentOf, removeOfChannel, setOfChannel } from './state.ts';

const BOUNCES_MAX = 3;

/** Writes the fact and applies what follows. True when the state has changed. */
export function applyReceipt(context: ConsentContext, entry: EventEntry, receipt: MessageReceipt): boolean {
  context.facts.push({
    kind: 'message',
    action: receipt.kind,
    customer: context.customer,
    at: context.now,
    name: '',
    version: 0,
    journey: receipt.journey,
    step: receipt.step,
    subject: receipt.message,
    detail: detailOf(receipt),
  });
  switch (receipt.kind) {
    case 'unsubscribed':
      return chooseFor(context, entry, { receipt, choice: 'withdrawn' });
    case 'resubscribed':
      return chooseFor(context, entry, { receipt, choice: 'granted' });
    case 'complained': {
      const withdrawn = chooseFor(context, entry, { receipt, choice: 'withdrawn' });
      return close(context, receipt, 'complained') || withdrawn;
    }
    case 'bounced':
      return receipt.permanent === true ? close(context, receipt, 'bounced') : countBounce(context, receipt);
    case 'delivered':
      return noteArrival(context, receipt);
    case 'opened':
    case 'clicked':
    case 'replied':
      return removeOfChannel(context.state.bounces, receipt.channel);
    case 'answered':
      return false;
  }
}

function detailOf({ channel, purpose, link, machine, permanent, text }: MessageReceipt): JsonObject {
  return {
    channel,
    purpose,
    ...(link !== undefined && { link }),
    ...(machine !== undefined && { machine }),
    ...(permanent !== undefined && { permanent }),
    ...(text !== undefined && { text }),
  };
}

/** A choice like any other: one that was made later stands. Calls have no purpose to choose about. */
function chooseFor(context: ConsentContext, entry: EventEntry, { receipt, choice }: { receipt: MessageReceipt; choice: Choice }): boolean {
  const { purpose, message } = receipt;
  const chosen = { choice, time: Math.min(entry.time, context.now) };
  if (purpose === '' || !isNewer(chosen, consentOf(context.state, purpose))) return false;
  return choose(context, { purpose, ...chosen }, { by: 'customer', message });
}

/** The earliest reason stays. */
function close(context: ConsentContext, { channel, message }: MessageReceipt, reason: string): boolean {
  const { state, now } = context;
  const wasCounting = removeOfChannel(state.bounces, channel);
  if (channelSuppression(state, channel)) return wasCounting;
  setOfChannel(state.channels, { channel, reason, at: now });
  record(context, { action: 'suppressed', name: '', detail: { channel, reason, message } });
  return true;
}

function countBounce(context: ConsentContext, receipt: MessageReceipt): boolean {
  const { state } = context;
  const { channel, message } = receipt;
  if (channelSuppression(state, channel)) return false;
  const known = state.bounces.find((one) => one.channel === channel);
  const isInRow = known !== undefined && (known.arrived === '' || known.arrived === message);
  const count = isInRow ? known.count + 1 : 1;
  if (count >= BOUNCES_MAX) return close(context, receipt, 'bounced_repeatedly');
  setOfChannel(state.bounces, { channel, count, arrived: '' });
  return true;
}

function noteArrival({ state }: ConsentContext, { channel, message }: MessageReceipt): boolean {
  const known = state.bounces.find((one) => one.channel === channel);
  if (!known || known.arrived === message) return false;
  setOfChannel(state.bounces, { ...known, arrived: message });
  return true;
}
