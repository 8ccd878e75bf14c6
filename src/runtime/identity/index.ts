/** runtime/identity: whose each entry is, found out before the engines of several partitions; and what one of those has for another. */
export { beginTrails, followTrails, forgetBeyond, reachOf } from './following.ts';
export { Forwarder, type ForwarderOptions } from './forwarder.ts';
export { type OwnRow, ownRowOf } from './own-rows.ts';
export { OwnSpace } from './own-space.ts';
export { type FoundParting, findParting } from './parting.ts';
export { type PartitionedPlaces, PartitionedReader } from './partitioned-reader.ts';
export { identityOrigin } from './producing.ts';
export { type StageStanding, stageStandings } from './progress.ts';
export { IdentityStage, type IdentityStageOptions, progressRows } from './stage.ts';
