/** runtime/backfill: the past for definitions that are new. */
export { type BackfillProgress, Backfills, type BackfillsOptions } from './backfill.ts';
