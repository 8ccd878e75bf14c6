/** `volano plan`: what a release of this folder would change. */
import { Command, Option } from 'commander';
import { countsOf, printChanges } from './changes.ts';
import { editOption, editsIn } from './edits.ts';
import { CheckFailed } from './failure.ts';
import type { LoadProject, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { concernedLines, findingLines } from './review-lines.ts';
import { rolloutLines } from './rollout-lines.ts';
import { byOption, guardrailOption, holdOption, type RolloutValues, rolloutIn, rolloutOption } from './rollout-options.ts';
import type { World } from './world.ts';

interface PlanValues extends WhereValues, RolloutValues {
  readonly json?: true;
  readonly check?: true;
  readonly edit?: readonly string[];
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
    .addOption(editOption(world))
    .addOption(rolloutOption(world))
    .addOption(holdOption(world))
    .addOption(byOption(world))
    .addOption(guardrailOption(world))
    .addOption(jsonOption(world))
    .action(async (folder: string, values: PlanValues) => {
      const project = await engine.loadProject(folder);
      const management = await engine.open(whereOf(values));
      try {
        const [edits, rollout] = [editsIn(values.edit), rolloutIn(values)];
        const review = await management.plan(project, { ...(edits && { edits }), ...(rollout !== undefined && { rollout }) });
        const { number, changes, findings, rollouts = [] } = review;
        const counts = countsOf(changes);
        if (values.json) terminal.print(JSON.stringify({ ...review, ...counts }));
        else {
          printChanges(changes, world);
          for (const line of [...concernedLines(review, world), ...rolloutLines(rollouts, world), ...findingLines(findings, world)])
            terminal.print(line);
          terminal.print(changes.length === 0 ? say('plan.none', { number }) : say('plan.summary', { number, ...counts }));
        }
        if (findings.some(({ severity }) => severity === 'error') || (values.check && changes.length > 0)) throw new CheckFailed();
      } finally {
        await management.close();
      }
    });
}
