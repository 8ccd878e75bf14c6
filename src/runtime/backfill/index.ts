/** runtime/backfill: the past for definitions that are new. */
export { type BackfillProgress, Backfills, type BackfillsLink, type BackfillsOptions } from './backfill.ts';
export { type DefinitionStanding, type PreparationStanding, type ReleaseStanding, type StandingState, standingOf } from './standing.ts';
