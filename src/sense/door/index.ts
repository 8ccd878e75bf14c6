/** The door: Segment's tracking API over HTTP. */
export { createDoor, type Door, type DoorCounters, type DoorOptions, type HeldAnswer } from './door.ts';
export { type AcceptedCall, type Answer, type Append, type QuarantinedAnswer, VALUES_FREE } from './receive.ts';
