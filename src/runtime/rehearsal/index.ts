/** runtime/rehearsal: what of the runtime a rehearsal stands on: the engine, and reading what it has committed. No carrier, no server, no delivery. */
export { Engine } from '../engine/index.ts';
export { type ReadCustomer, type Reader, readByIdentifier, survivorOf } from '../reading.ts';
export { createStillGo } from '../still-go.ts';
