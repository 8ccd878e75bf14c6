/** runtime/identity: whose each entry is, found out before the engines of several partitions; and what one of those has for another. */
export { Forwarder, type ForwarderOptions } from './forwarder.ts';
export { type FoundParting, findParting } from './parting.ts';
export { type PartitionedPlaces, PartitionedReader } from './partitioned-reader.ts';
export { identityOrigin } from './producing.ts';
export { IdentityStage, type IdentityStageOptions, type StageStanding, stageStandings } from './stage.ts';
