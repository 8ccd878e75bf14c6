/** runtime/migrate: an installation from its data folder to the cluster that is configured, and back. */
export { copyDesk, deskRows } from './beside.ts';
export type { LogTarget } from './log.ts';
export { kafkaTarget } from './log-targets.ts';
export { assertSettled, type Side } from './mark.ts';
export {
  type Migrated,
  type MigrateOptions,
  type MigrateProgress,
  type MigrationPlan,
  migrate,
  migrationAhead,
  reopen,
} from './migrate.ts';
export { lastRow } from './rows.ts';
export { configuredCluster } from './sides.ts';
export { clearState, rowsIn } from './state.ts';
