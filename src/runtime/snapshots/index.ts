/** runtime/snapshots: states in files, and the files themselves. */
export { firstSince } from './first-since.ts';
export { Keeper, type KeeperOptions, type Kept } from './keeper.ts';
export { decodeEntries, encodeEntries, endOf, type LogEnd, rowsHeader } from './rows.ts';
export { sharedSnapshots } from './shared.ts';
export { type SnapshotStore, Snapshots, type SnapshotsOptions, type StoredState } from './snapshots.ts';
export { fillState, type IsWanted, type StateHead, stateHead, statePages } from './state.ts';
export {
  checkFile,
  FILE_MODE,
  FOLDER_MODE,
  ignoreMissing,
  readStored,
  replaceDocument,
  type StoredFile,
  syncFolder,
  writeStored,
} from './stored.ts';
export { lostBefore } from './whole-log.ts';
