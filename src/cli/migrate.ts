/** `volano migrate`: an installation from its data folder to the configured cluster, and back. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { Migrated, MigrateOptions, MigrationPlan, Side } from '../runtime/index.ts';
import { configOption, dataOption, jsonOption } from './options.ts';
import { partsProgress } from './parts-progress.ts';
import { grouped } from './progress.ts';
import { said } from './said.ts';
import type { World } from './world.ts';

export interface Migrations {
  readonly migrate: (options: MigrateOptions) => Promise<Migrated>;
  readonly migrationAhead: (options: MigrateOptions) => Promise<MigrationPlan>;
  readonly reopen: (options: MigrateOptions) => Promise<void>;
}

export interface MigrateEngine {
  readonly load: () => Promise<Migrations>;
  /** Ms, any origin. */
  readonly clock: () => number;
}

interface MigrateValues {
  readonly to?: Side;
  readonly reopen?: Side;
  readonly data: string;
  readonly config?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

const SIDES: readonly Side[] = ['cluster', 'embedded'];

export function migrateCommand(world: World, { load, clock }: MigrateEngine): Command {
  const { say, terminal } = world;
  return new Command('migrate')
    .description(say('migrate.description'))
    .addOption(new Option('--to <side>', say('migrate.to')).choices(SIDES))
    .addOption(new Option('--reopen <side>', say('migrate.reopen')).choices(SIDES))
    .addOption(dataOption(world))
    .addOption(configOption(world))
    .addOption(new Option('--dry-run', say('migrate.dry_run')))
    .addOption(jsonOption(world))
    .action(async (values: MigrateValues) => {
      const { dryRun, json, reopen } = values;
      const options = optionsOf(values);
      const engine = await load();
      if (reopen) {
        await engine.reopen(options);
        terminal.print(json ? JSON.stringify({ reopened: reopen }) : say('migrate.reopened', { side: reopen }));
        return;
      }
      if (dryRun) {
        const plan = await engine.migrationAhead(options);
        terminal.print(json ? JSON.stringify({ dryRun: true, ...plan }) : say('migrate.would', valuesOf(plan)));
        return;
      }
      const progress = partsProgress(world, clock);
      const onProgress: MigrateOptions['onProgress'] = ({ part, done, total }) =>
        progress.update({ part, done, total, size: `${grouped(done)} / ${grouped(total)}` });
      const migrated = await engine.migrate({ ...options, onProgress }).finally(progress.end);
      if (json) terminal.print(JSON.stringify(migrated));
      else {
        terminal.print(say('migrate.done', valuesOf(migrated)));
        terminal.print(say(`migrate.next_${options.to}`));
      }
    });
}

/** Throws VOLANO_OPTION_INVALID. */
function optionsOf({ to, reopen, data, config }: MigrateValues): MigrateOptions {
  const side = to ?? reopen;
  if (side === undefined || (to !== undefined && reopen !== undefined))
    throw new VolanoError('VOLANO_OPTION_INVALID', {
      option: 'migrate',
      expected: said`exactly one of --to, --reopen`,
      value: [to, reopen].filter(Boolean).join(' '),
    });
  return { to: side, directory: data, environment: process.env, ...(config !== undefined && { config }) };
}

function valuesOf({ from, to, position, stateRows, deskRows, warehouseRows }: MigrationPlan): Readonly<Record<string, string>> {
  return {
    from,
    to,
    position: grouped(position),
    state: grouped(stateRows),
    desks: grouped(deskRows),
    rows: grouped(warehouseRows),
  };
}
