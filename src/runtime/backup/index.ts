/** runtime/backup: an installation's state, log and warehouse in a folder, and back. */
export {
  type AskForFrames,
  askFolder,
  type BackedUp,
  type BackupOptions,
  backUp,
  backupAhead,
  embeddedSource,
} from './backup.ts';
export { type ClusterParts, clusterSource } from './cluster-source.ts';
export { sweepCopies } from './copies.ts';
export { BackupDesk, type BackupParts } from './desk.ts';
export type { Manifest } from './format.ts';
export { type BackupHead, decodeFrames, encodeFrames, type Frame, problemFrame } from './frames.ts';
export { DESKS, deskOfFile, isOfFolderQuarantine, PAPERS, pagesOf } from './other-files.ts';
export {
  type Restored,
  type RestoreOptions,
  type RestorePlan,
  type RestoreProgress,
  restore,
  restoreAhead,
} from './restore.ts';
export { freeBytes } from './room.ts';
export { framesOfAll, type SeveralSource } from './several-source.ts';
export type { BackupQuestion, BackupSource } from './source.ts';
export type { BackupProgress } from './take.ts';
export {
  assertRestored,
  type LogName,
  putInto,
  RESTORED_MARK,
  RESTORING,
  type RestoredLog,
  type RestoreMoment,
  type RestoreTarget,
  type SeveralTarget,
} from './target.ts';
