/** A call of the Segment protocol: its limits, its checks, and the entry it becomes. */

export { clock, dayNumber, instantOfText, instantOfValue } from './instant.ts';
export { type CallLimits, DEFAULT_LIMITS, EVENT_NAME_MAX, IDENTIFIER_MAX, KEYS_MAX, MESSAGE_ID_MAX } from './limits.ts';
export { isObject, objectAt } from './parts.ts';
export { type CallRead, type RequestContext, readCall } from './read-call.ts';
export { describe, invalid, Refusal } from './refusal.ts';
export { callSchema } from './schema.ts';
export type { TimeRange } from './time.ts';
