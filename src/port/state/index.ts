/** port/state: the state store, its contract (state.ts), and its carriers. */
export { StateAhead } from './ahead.ts';
export { copyLmdbState, type LmdbStateOptions, openLmdbState } from './lmdb.ts';
export { MemoryStateDisk, type MemoryStateOptions, openMemoryState } from './memory.ts';
export type { Commit, Expected, KeyRange, LoadRequest, LoadResult, StateReader, StateStore, Table, Write } from './state.ts';
