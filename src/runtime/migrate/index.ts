/** runtime/migrate: an installation from its data folder to the cluster that is configured, and back. */
export { copyDesk } from './beside.ts';
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
export { configuredCluster, type Place } from './sides.ts';
export { clearState } from './state.ts';
