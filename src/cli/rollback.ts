/** `volano rollback`: a new release with the definitions of an earlier one, and what becomes of those inside meanwhile. */
import { Command, Option } from 'commander';
import { noteOption, printOutcome } from './apply.ts';
import { countsOf, printChanges } from './changes.ts';
import { editOption, editsIn } from './edits.ts';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, memberOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { concernedLines, findingLines } from './review-lines.ts';
import type { World } from './world.ts';

interface RollbackValues extends WhereValues {
  readonly json?: true;
  readonly note?: string;
  readonly edit?: readonly string[];
  readonly accept?: readonly string[];
  readonly dryRun?: true;
}

export function rollbackCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('rollback')
    .description(say('rollback.description'))
    .argument('[number]', say('rollback.number'))
    .addOption(noteOption(world))
    .addOption(editOption(world))
    .option('--accept <lint...>', say('apply.accept'))
    .addOption(new Option('--dry-run', say('rollback.dry_run')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(memberOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (text: string | undefined, _values: unknown, command: Command) => {
      const values = command.optsWithGlobals<RollbackValues>();
      const to = text === undefined ? undefined : wholeNumber('number', text, { low: 1, high: 1_000_000_000 });
      const { note, accept, dryRun } = values;
      const edits = editsIn(values.edit);
      const management = await open(whereOf(values));
      try {
        const wish = {
          ...(to !== undefined && { to }),
          ...(note !== undefined && { note }),
          ...(accept && { accept }),
          ...(edits && { edits }),
        };
        const review = await management.rollback({ ...wish, ...(dryRun && { dryRun }) });
        if (!dryRun || values.json) {
          printOutcome(review, world, values.json);
          return;
        }
        printChanges(review.changes, world);
        for (const line of [...concernedLines(review, world), ...findingLines(review.findings, world)]) terminal.print(line);
        terminal.print(say('plan.summary', { number: review.number, ...countsOf(review.changes) }));
      } finally {
        await management.close();
      }
    });
}
