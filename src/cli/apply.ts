/** `volano apply`: the folder becomes the running release. */
import { Command, Option } from 'commander';
import type { ReleaseStanding } from '../runtime/index.ts';
import { countsOf, printChanges } from './changes.ts';
import { editOption, editsIn } from './edits.ts';
import type { LoadProject, OpenManagement, ReleaseOutcome } from './management.ts';
import { dataOption, jsonOption, memberOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { findingsHint } from './review-lines.ts';
import { rolloutLines } from './rollout-lines.ts';
import { byOption, guardrailOption, holdOption, type RolloutValues, rolloutIn, rolloutOption } from './rollout-options.ts';
import { inForce } from './waiting.ts';
import type { World } from './world.ts';

interface ApplyValues extends WhereValues, RolloutValues {
  readonly json?: true;
  readonly note?: string;
  readonly wait: boolean;
  readonly accept?: readonly string[];
  readonly edit?: readonly string[];
}

export function applyCommand(world: World, engine: { readonly loadProject: LoadProject; readonly open: OpenManagement }): Command {
  const { say, terminal } = world;
  return new Command('apply')
    .description(say('apply.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(noteOption(world))
    .option('--accept <lint...>', say('apply.accept'))
    .addOption(editOption(world))
    .addOption(rolloutOption(world))
    .addOption(holdOption(world))
    .addOption(byOption(world))
    .addOption(guardrailOption(world))
    .option('--no-wait', say('apply.no_wait'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(memberOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (folder: string, values: ApplyValues) => {
      const project = await engine.loadProject(folder);
      const management = await engine.open(whereOf(values));
      try {
        const { note, accept } = values;
        const edits = editsIn(values.edit);
        const rollout = rolloutIn(values);
        const wish = {
          ...(note !== undefined && { note }),
          ...(accept && { accept }),
          ...(edits && { edits }),
          ...(rollout !== undefined && { rollout }),
        };
        const outcome = await management.apply(project, wish);
        const quiet = values.json === true;
        if (!quiet) printChanges(outcome.changes, world);
        if (!quiet) for (const line of rolloutLines(outcome.rollouts ?? [], world)) terminal.print(line);
        if (outcome.draft !== undefined) {
          if (quiet) terminal.print(JSON.stringify({ ...outcome, ...countsOf(outcome.changes) }));
          else terminal.print(say('apply.proposed', { draft: outcome.draft }));
          return;
        }
        const standing = values.wait ? await inForce(management, world, { quiet }) : await management.standing();
        if (quiet) terminal.print(JSON.stringify({ ...outcome, ...countsOf(outcome.changes), ...(standing && { state: standing.state }) }));
        else for (const line of [...outcomeLines(outcome, standing, world), ...findingsHint(outcome, world)]) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

export function noteOption({ say }: World): Option {
  return new Option('--note <text>', say('apply.note'));
}

export function printOutcome(outcome: ReleaseOutcome, world: World, json: boolean | undefined): void {
  const { terminal } = world;
  const counts = countsOf(outcome.changes);
  if (json) {
    terminal.print(JSON.stringify({ ...outcome, ...counts }));
    return;
  }
  printChanges(outcome.changes, world);
  for (const line of outcomeLines(outcome, undefined, world)) terminal.print(line);
}

/** What has come of it, and what of it is not in force yet. */
function outcomeLines({ number, changes, rollouts = [] }: ReleaseOutcome, standing: ReleaseStanding | undefined, { say }: World): string[] {
  const isSame = changes.length === 0 && rollouts.length === 0;
  if (isSame && !standing?.preparing) return [say('plan.none', { number })];
  const lines = isSame ? [] : [say('apply.done', { number, ...countsOf(changes) })];
  const count = standing?.definitions.filter(({ state }) => state !== 'live').length ?? 0;
  if (standing?.preparing) lines.push(say(standing.isBrought ? 'apply.preparing' : 'apply.later', { count }));
  return lines;
}
