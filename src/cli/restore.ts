/** `volano restore`: a data folder from a backup. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { Restored, RestoreOptions, RestorePlan } from '../runtime/index.ts';
import { configOption, jsonOption, wholeNumber } from './options.ts';
import { partsProgress } from './parts-progress.ts';
import { grouped } from './progress.ts';
import { said } from './said.ts';
import { sizeText } from './sizes.ts';
import { momentOf } from './when.ts';
import type { World } from './world.ts';

export interface RestoreEngine {
  /** `config`: file of the configuration; default: the one in the data folder, if there is one. */
  readonly restore: (options: RestoreOptions, config: string | undefined) => Promise<RestoredThere>;
  readonly restoreAhead: (options: RestoreOptions, config: string | undefined) => Promise<RestorePlan>;
  /** Ms, any origin. */
  readonly clock: () => number;
}

export interface RestoredThere extends Restored {
  /** The cluster that it was restored into; absent: the data folder. */
  readonly cluster?: string;
}

interface RestoreValues {
  readonly from: string;
  readonly to: string;
  readonly position?: string;
  readonly time?: string;
  readonly deliver?: true;
  readonly config?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function restoreCommand(world: World, engine: RestoreEngine): Command {
  const { say, terminal } = world;
  return new Command('restore')
    .description(say('restore.description'))
    .requiredOption('--from <folder>', say('restore.from'))
    .requiredOption('--to <folder>', say('restore.to'))
    .addOption(new Option('--position <position>', say('restore.position')))
    .addOption(new Option('--time <time>', say('restore.time')))
    .addOption(new Option('--deliver', say('restore.deliver')))
    .addOption(new Option('--dry-run', say('restore.dry_run')))
    .addOption(configOption(world))
    .addOption(jsonOption(world))
    .action(async (values: RestoreValues) => {
      const options = optionsOf(values);
      if (values.dryRun) {
        const plan = await engine.restoreAhead(options, values.config);
        terminal.print(values.json ? JSON.stringify({ dryRun: true, ...plan }) : aheadText(world, plan));
        return;
      }
      const progress = partsProgress(world, engine.clock);
      const onProgress: RestoreOptions['onProgress'] = ({ part, done, total }) =>
        progress.update({ part, done, total, size: `${grouped(done)} / ${grouped(total)}` });
      const restored = await engine.restore({ ...options, onProgress }, values.config).finally(progress.end);
      if (values.json) terminal.print(JSON.stringify(restored));
      else for (const line of linesOf(world, restored, values)) terminal.print(line);
    });
}

/** Throws VOLANO_OPTION_INVALID. */
function optionsOf({ from, to, position, time, deliver }: RestoreValues): RestoreOptions {
  if (position !== undefined && time !== undefined)
    throw new VolanoError('VOLANO_OPTION_INVALID', {
      option: 'restore',
      expected: said`at most one of --position, --time`,
      value: `${position} ${time}`,
    });
  return {
    from,
    to,
    ...(position !== undefined && { position: wholeNumber('--position', position, { low: 1, high: Number.MAX_SAFE_INTEGER }) }),
    ...(time !== undefined && { time: momentOf('--time', time) }),
    ...(deliver && { deliver }),
  };
}

function aheadText({ say }: World, { position, from, replayed, bytes, freeBytes }: RestorePlan): string {
  const text = { position, from, replayed, size: sizeText(bytes) };
  return freeBytes === undefined ? say('restore.would_cluster', text) : say('restore.would', { ...text, free: sizeText(freeBytes) });
}

function linesOf({ say }: World, restored: RestoredThere, { to, config }: Pick<RestoreValues, 'to' | 'config'>): string[] {
  const { position, at, from, replayed, messages, cluster } = restored;
  const { held, sent, waiting } = messages;
  return [
    say('restore.done', { position, time: new Date(at).toISOString(), from, replayed }),
    ...(sent > 0 ? [say('restore.sent', { sent })] : []),
    ...(held > 0 ? [say('restore.held', { held })] : []),
    ...(waiting > 0 ? [say('restore.waiting', { waiting })] : []),
    cluster === undefined
      ? say('restore.next', { to })
      : say('restore.next_cluster', { cluster, options: config === undefined ? `--data ${to}` : `--data ${to} --config ${config}` }),
  ];
}
