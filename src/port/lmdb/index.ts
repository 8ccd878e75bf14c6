/** port/lmdb: what the LMDB carriers of the log and the state store share. Other rooms use the carriers, not this. */
export { CommitQueue } from './commit-queue.ts';
export { type DirectoryLock, lockDirectory } from './directory-lock.ts';
export { copyEnvironment, copyLmdb, type Environment, flushed, freshSnapshot, openEnvironment, type Tree } from './environment.ts';
