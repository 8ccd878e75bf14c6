/** `volano import`: a file of events through the door of a running server. */
import { Command, Option } from 'commander';
import { jsonOption, urlOption, whereOf } from './options.ts';
import { type ImportProgress, importProgress } from './progress.ts';
import type { World } from './world.ts';

export type ImportFile = (options: ImportOptions) => Promise<ImportOutcome>;

export interface ImportOptions {
  readonly file: string;
  readonly map: string;
  readonly url: string;
  readonly writeKey?: string;
  readonly rejects: string;
  readonly restart: boolean;
  readonly progress: (state: ImportProgress) => void;
}

export interface ImportOutcome {
  readonly accepted: number;
  readonly rejected: number;
}

interface ImportValues {
  readonly map: string;
  readonly url: string;
  readonly json?: true;
  readonly restart?: true;
  readonly writeKey?: string;
  readonly rejects?: string;
}

export function importCommand(world: World, importFile: ImportFile): Command {
  const { say, terminal } = world;
  return new Command('import')
    .description(say('import.description'))
    .argument('<file>', say('import.file'))
    .addOption(new Option('--map <map>', say('import.map')).makeOptionMandatory())
    .addOption(urlOption(world))
    .addOption(new Option('--write-key <key>', say('import.key')).env('VOLANO_WRITE_KEY'))
    .addOption(new Option('--rejects <file>', say('import.rejects')))
    .addOption(new Option('--restart', say('import.restart')))
    .addOption(jsonOption(world))
    .action(async (file: string, values: ImportValues) => {
      const { map, restart, json, writeKey } = values;
      const rejects = values.rejects ?? `${file}.rejected.jsonl`;
      const { url } = whereOf({ url: values.url, data: '' });
      const startedAt = performance.now();
      const progress = importProgress(world, () => performance.now());
      const outcome = await importFile({
        file,
        map,
        url,
        rejects,
        restart: restart === true,
        progress: (state) => progress.update(state),
        ...(writeKey !== undefined && { writeKey }),
      });
      progress.end();
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      if (json) terminal.print(JSON.stringify({ ...outcome, seconds: Number(seconds), rejects }));
      else {
        terminal.print(say('import.done', { ...outcome, seconds }));
        if (outcome.rejected > 0) terminal.print(say('import.rejected', { file: rejects }));
      }
    });
}
