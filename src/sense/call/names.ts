/** What a call is and is called: its type, the name of its event, its messageId. */
import type { CallType, JsonObject } from '../../core/index.ts';
import { said } from '../said.ts';
import { EVENT_NAME_MAX, MESSAGE_ID_MAX } from './limits.ts';
import { describe, invalid, type Refusal } from './refusal.ts';

const EVENT_NAMES: Readonly<Record<Exclude<CallType, 'track'>, string>> = {
  identify: '$identify',
  page: '$page',
  screen: '$screen',
  group: '$group',
  alias: '$alias',
};
const RESERVED: ReadonlySet<string> = new Set(Object.values(EVENT_NAMES));

export function callOf(item: JsonObject, routed: CallType | undefined): CallType | Refusal {
  const { type } = item;
  if (routed !== undefined) {
    return type === undefined || type === null || type === routed
      ? routed
      : invalid('type', said`is not "${routed}", which the address says`);
  }
  if (type === 'track' || type === 'identify' || type === 'page' || type === 'screen' || type === 'group' || type === 'alias') return type;
  return invalid('type', said`must be track, identify, page, screen, group or alias`);
}

export function eventOf(item: JsonObject, call: CallType): string | Refusal {
  if (call !== 'track') return EVENT_NAMES[call];
  const { event } = item;
  if (typeof event !== 'string' || event.trim() === '')
    return invalid('event', said`must be the name of what happened, e.g. "Order Completed"`);
  if (event.length > EVENT_NAME_MAX) return invalid('event', said`has ${event.length} characters; at most ${EVENT_NAME_MAX} are accepted`);
  if (RESERVED.has(event)) return invalid('event', said`"${event}" is a reserved name; send the call of that name`);
  return event.isWellFormed() ? event : invalid('event', said`has half a character (a lone surrogate)`);
}

/** Undefined when the sender gave none. */
export function messageIdOf(item: JsonObject): string | Refusal | undefined {
  const { messageId } = item;
  if (messageId === undefined || messageId === null) return undefined;
  if (typeof messageId !== 'string') return invalid('messageId', said`is ${describe(messageId)}; it must be text`);
  if (messageId === '') return undefined;
  if (messageId.length > MESSAGE_ID_MAX)
    return invalid('messageId', said`has ${messageId.length} characters; at most ${MESSAGE_ID_MAX} are accepted`);
  return messageId.isWellFormed() ? messageId : invalid('messageId', said`has half a character (a lone surrogate)`);
}
