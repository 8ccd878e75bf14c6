/** runtime/rehearsal: what of the runtime a rehearsal stands on: the engine, and reading what it has committed. No carrier, no server, no delivery. */
export { DiagnosisDesk } from '../diagnosis/index.ts';
export { ENGINE_VERSION, Engine } from '../engine/index.ts';
export { type Untriggered, whyUntriggered } from '../explain/index.ts';
export type { ProfileLookup } from '../figures.ts';
export type { PastRecord } from '../known-past.ts';
export { type KnownPlaces, type KnownRows, readKnownRows } from '../known-rows.ts';
export { nextRefreshAt } from '../model-schedule.ts';
export { recommendationModels, scoreModels } from '../models.ts';
export { type ReadCustomer, type Reader, readById, readByIdentifier, survivorOf } from '../reading.ts';
export { withContent } from '../release-content.ts';
export { Snapshots, type StoredState } from '../snapshots/index.ts';
export { createStillGo } from '../still-go.ts';
export { createWording } from '../wording.ts';
