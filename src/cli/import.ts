/** `volano import`: a file of events through the door of a running server. */
import { Command, Option } from 'commander';
import { addressOf, DEFAULT_URL, dataOption, jsonOption, urlOption } from './options.ts';
import { importProgress, type Progressed } from './progress.ts';
import type { World } from './world.ts';

export type RunImport = (options: RunImportOptions) => Promise<ImportOutcome>;

export interface RunImportOptions {
  readonly file: string;
  /** Path of the map file. */
  readonly map: string;
  readonly url: string;
  /** Default: the first source's of the data folder. */
  readonly writeKey?: string;
  readonly dataFolder: string;
  readonly rejects: string;
  readonly restart: boolean;
  readonly progress: (state: Progressed) => void;
}

export interface ImportOutcome {
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly elapsedMs: number;
}

interface ImportValues {
  readonly map: string;
  readonly data: string;
  readonly url?: string;
  readonly json?: true;
  readonly restart?: true;
  readonly writeKey?: string;
  readonly rejects?: string;
}

export function importCommand(world: World, run: RunImport): Command {
  const { say, terminal } = world;
  return new Command('import')
    .description(say('import.description'))
    .argument('<file>', say('import.file'))
    .addOption(new Option('--map <map>', say('import.map')).makeOptionMandatory())
    .addOption(urlOption(world))
    .addOption(new Option('--write-key <key>', say('import.key')).env('VOLANO_WRITE_KEY'))
    .addOption(dataOption(world))
    .addOption(new Option('--rejects <file>', say('import.rejects')))
    .addOption(new Option('--restart', say('import.restart')))
    .addOption(jsonOption(world))
    .action(async (file: string, values: ImportValues) => {
      const { map, data, restart, json, writeKey, rejects = `${file}.rejects.jsonl` } = values;
      const url = addressOf(values.url ?? DEFAULT_URL);
      const progress = importProgress(world, () => performance.now());
      const outcome = await run({
        file,
        map,
        url,
        dataFolder: data,
        rejects,
        restart: restart === true,
        progress: (state) => progress.update(state),
        ...(writeKey !== undefined && { writeKey }),
      });
      progress.end();
      if (json) terminal.print(JSON.stringify({ ...outcome, ...(outcome.rejected > 0 && { rejects }) }));
      else {
        terminal.print(say('import.done', { ...outcome, seconds: (outcome.elapsedMs / 1_000).toFixed(1) }));
        if (outcome.rejected > 0) terminal.print(say('import.rejected', { file: rejects }));
      }
    });
}
