/** `volano backup`: a running server's installation, or that of a data folder, into a folder. */
import { Command, Option } from 'commander';
import type { AskForFrames, BackedUp, BackupHead, BackupOptions, BackupProgress } from '../runtime/index.ts';
import type { Where } from './management.ts';
import { configOption, dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { partsProgress } from './parts-progress.ts';
import { sizeText } from './sizes.ts';
import type { World } from './world.ts';

export interface BackupEngine {
  /** The server at the address; without one, when nobody was asked for, the data folder, or the cluster that is configured. */
  readonly ask: (where: Where, config: string | undefined) => Promise<AskForFrames>;
  readonly backUp: (ask: AskForFrames, options: BackupOptions) => Promise<BackedUp>;
  readonly backupAhead: (ask: AskForFrames, options: Pick<BackupOptions, 'to'>) => Promise<BackupHead>;
  /** Bytes on the disk of a folder, which need not be there yet. */
  readonly freeBytes: (path: string) => Promise<number>;
  /** Ms, any origin. */
  readonly clock: () => number;
}

interface BackupValues extends WhereValues {
  readonly to: string;
  readonly keep: string;
  readonly config?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

const KEEP_MAX = 1_000;

export function backupCommand(world: World, engine: BackupEngine): Command {
  const { say, terminal } = world;
  return new Command('backup')
    .description(say('backup.description'))
    .requiredOption('--to <folder>', say('backup.to'))
    .addOption(new Option('--keep <states>', say('backup.keep')).default('3'))
    .addOption(new Option('--dry-run', say('backup.dry_run')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(configOption(world))
    .addOption(jsonOption(world))
    .action(async (values: BackupValues) => {
      const { to, json } = values;
      const points = wholeNumber('--keep', values.keep, { low: 1, high: KEEP_MAX });
      const ask = await engine.ask(whereOf(values), values.config);
      if (values.dryRun) {
        const [head, free] = [await engine.backupAhead(ask, { to }), await engine.freeBytes(to)];
        terminal.print(json ? JSON.stringify({ dryRun: true, ...head, freeBytes: free }) : aheadText(world, head, free));
        return;
      }
      const progress = progressOf(world, engine.clock);
      const { manifest, added } = await engine.backUp(ask, { to, points, onProgress: progress.update }).finally(progress.end);
      const files = [...manifest.log, ...manifest.warehouse, ...manifest.files, ...manifest.points.flatMap((point) => point.files)];
      const bytesOf = (some: typeof files): number => some.reduce((sum, { bytes }) => sum + bytes, 0);
      const [bytes, total] = [bytesOf(files.filter(({ path }) => added.includes(path))), bytesOf(files)];
      const { position, at } = manifest.end;
      const states = manifest.points.map((point) => point.position);
      if (json) terminal.print(JSON.stringify({ position, at, added: added.length, bytes, totalBytes: total, states }));
      else {
        const time = new Date(at).toISOString();
        const size = { size: sizeText(bytes), total: sizeText(total) };
        terminal.print(say('backup.done', { position, time, added: added.length, ...size, points: states.length }));
      }
    });
}

function aheadText({ say }: World, { position, estimate }: BackupHead, free: number): string {
  const { entries, rows, stateBytes, fileBytes } = estimate;
  return say('backup.would', { position, entries, rows, state: sizeText(stateBytes), files: sizeText(fileBytes), free: sizeText(free) });
}

/** How far each part is, by what was said to come: entries and rows are counted as so many bytes. */
function progressOf(world: World, clock: () => number): { readonly update: (progress: BackupProgress) => void; readonly end: () => void } {
  const { update, end } = partsProgress(world, clock);
  const done = { state: 0, log: 0, warehouse: 0, file: 0 };
  return {
    update({ part, bytes, head }) {
      done[part] += bytes;
      const { stateBytes, entries, rows, fileBytes } = head.estimate;
      const total = { state: stateBytes, log: entries * USUAL_BYTES, warehouse: rows * USUAL_BYTES, file: fileBytes }[part];
      update({ part, done: done[part], total: Math.max(total, done[part]), size: sizeText(done[part]) });
    },
    end,
  };
}

/** Of an entry, and of a row. */
const USUAL_BYTES = 400;
