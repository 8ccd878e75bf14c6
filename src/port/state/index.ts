export type { Commit, KeyRange, LoadRequest, LoadResult, StateStore, Table, Write } from './state.ts';
