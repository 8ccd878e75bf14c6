/** runtime/cluster: the installation of many machines. */
export { sharedDesks, snapshotDesks } from './desks.ts';
export { clusterOptions, openWarehouseAt } from './from-config.ts';
export { type ClusterOptions, clustered } from './installation.ts';
export { RELEASES_DESK, ReleaseLedger } from './release-ledger.ts';
export { eventsTopic, IDENTITY_SPACE, sinkSpace } from './spaces.ts';
