/** runtime/unmerge: wrong merges, found by their cause and taken back; and identifiers that staff binds to profiles and takes out of them. */
export { Bindings, type BindPreviewed, type Bound, type Unbound } from './bindings.ts';
export { movesFollower } from './following.ts';
export type { IdentityHistory, LearntFrom } from './history.ts';
export { positionsOf } from './positions.ts';
export type { PartedCustomer, UnmergePreview } from './preview.ts';
export type { MergeCause } from './selection.ts';
export { Unmerges, type UnmergesDone, type UnmergesPreviewed, type UnmergeTarget } from './unmerges.ts';
