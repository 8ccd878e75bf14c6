/** port/state: the state store, its contract (state.ts), and its carriers. */
export { copyLmdb, type DirectoryLock, lockDirectory } from '../lmdb/index.ts';
export { StateAhead } from './ahead.ts';
export { compareState, type StateDifference } from './compare.ts';
export { type CopyProgress, copyState, isCopyUnfinished } from './copy.ts';
export { Desk, type DeskChange, type DeskPair, type DeskRange, type DeskStore, type DeskWrite, jsonBytes, jsonValue } from './desk/desk.ts';
export { type DeskFolderOptions, type DeskKind, openDeskFolder } from './desk/folder.ts';
export { type DeskKeyPart, deskKey, deskKeyParts } from './desk/keys.ts';
export { deskPapers, folderPapers, type Papers } from './desk/papers.ts';
export { copyLmdbState, type LmdbStateOptions, openLmdbState } from './lmdb.ts';
export { MemoryStateDisk, type MemoryStateOptions, openMemoryState } from './memory.ts';
export { Pieces } from './pieces.ts';
export { openPostgresState, type PostgresStateOptions } from './postgres.ts';
export { followPostgresState, type StateFeed } from './postgres-feed.ts';
export { missingRight } from './postgres-schema.ts';
export { openPostgresSnapshot, snapshotPostgresState } from './postgres-snapshot.ts';
export { type StateSnapshot, snapshotLmdbState, type TakeStateSnapshot } from './snapshot.ts';
export type { Commit, Expected, KeyRange, LoadRequest, LoadResult, StateReader, StateStore, StateView, Table, Write } from './state.ts';
export { TABLES } from './write.ts';
