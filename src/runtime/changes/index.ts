/** runtime/changes: what somebody has left of a definition that is not released yet. */

export type { ChangeAction, ChangeProblem, ListedChange, LooseDefinition, ShownChange, StoredChange } from './change.ts';
export { CHANGES_DESK, type ChangePick, Changes, type ChangeWish } from './changes.ts';
export { projectWith } from './unpublished.ts';
