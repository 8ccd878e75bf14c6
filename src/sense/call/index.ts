/** A call of the Segment protocol: its limits, its checks, and the entry it becomes. */

export { clock, dayNumber, instantOfText } from './instant.ts';
export { type CallLimits, DEFAULT_LIMITS, EVENT_NAME_MAX, IDENTIFIER_MAX, MESSAGE_ID_MAX } from './limits.ts';
export { isObject, objectAt } from './parts.ts';
export { type CallRead, type RequestContext, readCall } from './read-call.ts';
export { describe, Refusal } from './refusal.ts';
export { type TimeRange, timeFrom } from './time.ts';
