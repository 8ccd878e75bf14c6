/** runtime/backup: an installation's state, log and warehouse in a folder, and back. */
export {
  type AskForFrames,
  askFolder,
  type BackedUp,
  type BackupOptions,
  backUp,
  backupAhead,
  embeddedSource,
  sweepCopies,
} from './backup.ts';
export { BackupDesk, type BackupParts } from './desk.ts';
export type { Manifest } from './format.ts';
export { type BackupHead, decodeFrames, encodeFrames, type Frame } from './frames.ts';
export {
  assertRestored,
  type Restored,
  type RestoreOptions,
  type RestorePlan,
  type RestoreProgress,
  restore,
  restoreAhead,
} from './restore.ts';
export { freeBytes } from './room.ts';
export type { BackupQuestion, BackupSource } from './source.ts';
export type { BackupProgress } from './take.ts';
