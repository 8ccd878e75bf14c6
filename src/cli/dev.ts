/** `volano dev`: a project is planned and tested again at each save. */
import { Command } from 'commander';
import { dataOption, tokenOption, urlOption, type WhereValues } from './options.ts';
import { type RunAgain, watching } from './watch.ts';
import type { World } from './world.ts';

export interface DevEngine {
  readonly again: RunAgain;
  readonly stopRequested: () => Promise<void>;
}

export function devCommand(world: World, { again, stopRequested }: DevEngine): Command {
  const { say, terminal } = world;
  return new Command('dev')
    .description(say('dev.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .action(async (folder: string, { url, token, data }: WhereValues) => {
      const where = [...(url === undefined ? [] : ['--url', url]), ...(data === undefined ? [] : ['--data', data])];
      // Not among the words: those are seen by everybody on the machine.
      const environment = token === undefined ? {} : { VOLANO_ADMIN_TOKEN: token };
      const run = async (): Promise<void> => {
        terminal.print(say('dev.plan'));
        await again(['plan', folder, ...where], environment);
        terminal.print(say('dev.tests'));
        await again(['test', folder]);
      };
      await watching(world, { folder, run, until: stopRequested });
    });
}
