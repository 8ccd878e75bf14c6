/** `volano plan`: what a release of this folder would change. */
import { Command, Option } from 'commander';
import { countsOf, printChanges } from './changes.ts';
import { CheckFailed } from './failure.ts';
import type { LoadProject, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import type { World } from './world.ts';

interface PlanValues extends WhereValues {
  readonly json?: true;
  readonly check?: true;
}

export function planCommand(world: World, engine: { readonly loadProject: LoadProject; readonly open: OpenManagement }): Command {
  const { say, terminal } = world;
  return new Command('plan')
    .description(say('plan.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(new Option('--check', say('plan.check')))
    .addOption(jsonOption(world))
    .action(async (folder: string, values: PlanValues) => {
      const project = await engine.loadProject(folder);
      const management = await engine.open(whereOf(values));
      try {
        const outcome = await management.plan(project);
        const counts = countsOf(outcome.changes);
        if (values.json) terminal.print(JSON.stringify({ ...outcome, ...counts }));
        else {
          printChanges(outcome.changes, world);
          const same = outcome.changes.length === 0;
          terminal.print(same ? say('plan.none', { number: outcome.number }) : say('plan.summary', { number: outcome.number, ...counts }));
        }
        if (values.check && outcome.changes.length > 0) throw new CheckFailed();
      } finally {
        await management.close();
      }
    });
}
