/** core/force: which definitions of the releases are in force, and what the others wait for. Pure. */
export { definitionsOf } from './compiling.ts';
export type { Renewal } from './renewal.ts';
export { type Effect, type Effects, type Preparation, type Stage, stageOf } from './stage.ts';
