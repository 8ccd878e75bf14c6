/** Looking into the quarantine, and getting out of it: counts, corrections, replay exactly once. */
export { RecordCounts } from './counts.ts';
export { type QuarantineCounts, type RecordPage, type RecordRow, rowOf, selectedRecords } from './listing.ts';
export { eventNameOf, type RecordSelection } from './record.ts';
export { createReplayer, type Dropped, type Replayer, type ReplayOptions, type ReplayRequest } from './replay.ts';
export type { Replayed, ReplaySample } from './tally.ts';
