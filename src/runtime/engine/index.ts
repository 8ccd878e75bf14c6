/** runtime/engine: the engine of a partition, its thread, and reading what it has committed. */

export type { Positioned, UnreadableEntry } from './batch.ts';
export { readRows } from './customers.ts';
export { DedupeBatch, dedupeHorizon, expiredIds, rememberedIds } from './dedupe.ts';
export { type BatchOutcome, ENGINE_VERSION, Engine, type EngineOptions } from './engine.ts';
export { duplicate, failure, NOBODY, UNKNOWN_CUSTOMER } from './entry-facts.ts';
export { type Failpoint, failpointOf } from './failpoint.ts';
export { type Leaving, readLeaving } from './hops.ts';
export { identifierKey, identityKey, metaKey, partKey, partName, readCustomerId, readTimerKey, timerKey } from './keys.ts';
export { type BatchListener, byPartition, type EngineLink, type EngineStatus, type Place } from './link.ts';
export { type LoadedUnmerge, loadUnmerge, type UnbindQuestion, type UnmergeQuestion, waitingCommands } from './load-unmerge.ts';
export { type Meta, type OpenBackfill, type ReleaseEffect, readMeta } from './meta.ts';
export { RecentIds } from './recent-ids.ts';
export { readStanding, type Standing } from './standing.ts';
export { Stretch } from './stretch.ts';
export { EngineThread } from './thread.ts';
export type { EngineThreadData } from './worker.ts';
