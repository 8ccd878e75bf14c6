/** runtime/engine: the engine of a partition, its thread, and reading what it has committed. */

export type { Positioned, UnreadableEntry } from './batch.ts';
export { readRows } from './customers.ts';
export { DedupeBatch, dedupeHorizon, expiredIds, rememberedIds } from './dedupe.ts';
export { DividedMeta } from './dividing.ts';
export { type BatchOutcome, ENGINE_VERSION, Engine, type EngineOptions } from './engine.ts';
export { duplicate, failure, NOBODY, UNKNOWN_CUSTOMER } from './entry-facts.ts';
export { type Failpoint, failpointOf } from './failpoint.ts';
export { homeRecordOf } from './homes.ts';
export { hopOrigin, type Leaving, readHighest, readLeaving, stampOf } from './hops.ts';
export {
  addedCounts,
  type ByRule,
  type JourneyCounts,
  type StepCounts,
  totalOf,
  type WrongCounts,
  waitingIn,
  wrongIn,
} from './journey-counts.ts';
export { miscountsIn, readJourneyCounts } from './journey-rows.ts';
export {
  customerPrefix,
  identifierKey,
  identityKey,
  metaKey,
  outboxKey,
  partKey,
  partName,
  pastKey,
  readCustomerId,
  readTimerKey,
  timerKey,
} from './keys.ts';
export { type BatchListener, byPartition, type EngineLink, type EngineStatus, type Place } from './link.ts';
export { entriesNamed } from './load-parted.ts';
export {
  type LoadedUnmerge,
  loadUnmerge,
  type UnbindQuestion,
  type UnmergeQuestion,
  type UnmergeRefusal,
  waitingCommands,
} from './load-unmerge.ts';
export { type Meta, type OpenBackfill, type Progress, type ReleaseEffect, readMeta } from './meta.ts';
export { RecentIds } from './recent-ids.ts';
export { readStanding, type Standing } from './standing.ts';
export { Stretch } from './stretch.ts';
export { EngineThread } from './thread.ts';
export type { EngineThreadData } from './worker.ts';
