/** port/state: the state store, its contract (state.ts), and its carriers. */
export { copyLmdbState, type LmdbStateOptions, openLmdbState } from './lmdb.ts';
export { MemoryStateDisk, type MemoryStateOptions, openMemoryState } from './memory.ts';
export type { Commit, KeyRange, LoadRequest, LoadResult, StateStore, Table, Write } from './state.ts';
