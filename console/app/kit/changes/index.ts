/** Changing definitions: what is edited on a screen is kept on the server as an unpublished change, and released later. */
export { ChangeBar, ChangeConflict } from './bar.tsx';
export type { ChangeKey, ChangeProblem, ChangeSnapshot, ChangeState, Conflict, LooseDefinition } from './draft.ts';
export { UnpublishedTag, useUnpublished } from './unpublished.tsx';
export { type Change, type ChangeOptions, useChange } from './use-change.ts';
