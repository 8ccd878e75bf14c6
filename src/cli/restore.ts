/** `volano restore`: a data folder from a backup. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { Restored, RestoreOptions, RestorePlan } from '../runtime/index.ts';
import { jsonOption, wholeNumber } from './options.ts';
import { partsProgress } from './parts-progress.ts';
import { grouped } from './progress.ts';
import { sizeText } from './sizes.ts';
import { momentOf } from './when.ts';
import type { World } from './world.ts';

export interface RestoreEngine {
  readonly restore: (options: RestoreOptions) => Promise<Restored>;
  readonly restoreAhead: (options: RestoreOptions) => Promise<RestorePlan>;
  /** Ms, any origin. */
  readonly clock: () => number;
}

interface RestoreValues {
  readonly from: string;
  readonly to: string;
  readonly position?: string;
  readonly time?: string;
  readonly deliver?: true;
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
    .addOption(jsonOption(world))
    .action(async (values: RestoreValues) => {
      const options = optionsOf(values);
      if (values.dryRun) {
        const plan = await engine.restoreAhead(options);
        const { position, from, replayed, bytes, freeBytes } = plan;
        const text = { position, from, replayed, size: sizeText(bytes), free: sizeText(freeBytes) };
        terminal.print(values.json ? JSON.stringify({ dryRun: true, ...plan }) : say('restore.would', text));
        return;
      }
      const progress = partsProgress(world, engine.clock);
      const onProgress: RestoreOptions['onProgress'] = ({ part, done, total }) =>
        progress.update({ part, done, total, size: `${grouped(done)} / ${grouped(total)}` });
      const restored = await engine.restore({ ...options, onProgress }).finally(progress.end);
      if (values.json) terminal.print(JSON.stringify(restored));
      else for (const line of linesOf(world, restored, values.to)) terminal.print(line);
    });
}

/** Throws VOLANO_OPTION_INVALID. */
function optionsOf({ from, to, position, time, deliver }: RestoreValues): RestoreOptions {
  if (position !== undefined && time !== undefined)
    throw new VolanoError('VOLANO_OPTION_INVALID', {
      option: 'restore',
      expected: 'at most one of --position, --time',
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

function linesOf({ say }: World, { position, at, from, replayed, messages }: Restored, to: string): string[] {
  const { held, sent, waiting } = messages;
  return [
    say('restore.done', { position, time: new Date(at).toISOString(), from, replayed }),
    ...(sent > 0 ? [say('restore.sent', { sent })] : []),
    ...(held > 0 ? [say('restore.held', { held })] : []),
    ...(waiting > 0 ? [say('restore.waiting', { waiting })] : []),
    say('restore.next', { to }),
  ];
}
