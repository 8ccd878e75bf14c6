/** `volano apply`: the folder becomes the running release. */
import { Command, Option } from 'commander';
import { countsOf, printChanges } from './changes.ts';
import type { LoadProject, OpenManagement, ReleaseOutcome } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import type { World } from './world.ts';

interface ApplyValues extends WhereValues {
  readonly json?: true;
  readonly note?: string;
}

export function applyCommand(world: World, engine: { readonly loadProject: LoadProject; readonly open: OpenManagement }): Command {
  const { say } = world;
  return new Command('apply')
    .description(say('apply.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(noteOption(world))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (folder: string, values: ApplyValues) => {
      const project = await engine.loadProject(folder);
      const management = await engine.open(whereOf(values));
      try {
        printOutcome(await management.apply(project, values.note), world, values.json);
      } finally {
        await management.close();
      }
    });
}

export function noteOption({ say }: World): Option {
  return new Option('--note <text>', say('apply.note'));
}

export function printOutcome(outcome: ReleaseOutcome, world: World, json: boolean | undefined): void {
  const { say, terminal } = world;
  const counts = countsOf(outcome.changes);
  if (json) {
    terminal.print(JSON.stringify({ ...outcome, ...counts }));
    return;
  }
  printChanges(outcome.changes, world);
  const same = outcome.changes.length === 0;
  terminal.print(same ? say('plan.none', { number: outcome.number }) : say('apply.done', { number: outcome.number, ...counts }));
}
