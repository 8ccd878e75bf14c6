/** `volano releases`: the list, and going back to an earlier one. */
import { Command } from 'commander';
import { noteOption, printOutcome } from './apply.ts';
import type { OpenManagement, ReleaseSummary } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

interface ReleasesValues extends WhereValues {
  readonly json?: true;
  readonly note?: string;
}

export function releasesCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return withWhere(new Command('releases'), world)
    .description(say('releases.description'))
    .action(async (values: ReleasesValues) => {
      const management = await open(whereOf(values));
      try {
        const releases = await management.releases();
        if (values.json) terminal.print(JSON.stringify({ releases }));
        else for (const line of linesOf(releases, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    })
    .addCommand(rollbackCommand(world, open));
}

function rollbackCommand(world: World, open: OpenManagement): Command {
  const { say } = world;
  return withWhere(new Command('rollback'), world)
    .description(say('rollback.description'))
    .argument('<number>', say('rollback.number'))
    .addOption(noteOption(world))
    .action(async (text: string, _values: unknown, command: Command) => {
      const values = command.optsWithGlobals<ReleasesValues>();
      const number = wholeNumber('number', text, { low: 1, high: 1_000_000_000 });
      const management = await open(whereOf(values));
      try {
        printOutcome(await management.rollback(number, values.note), world, values.json);
      } finally {
        await management.close();
      }
    });
}

function withWhere(command: Command, world: World): Command {
  return command.addOption(urlOption(world)).addOption(tokenOption(world)).addOption(dataOption(world)).addOption(jsonOption(world));
}

function linesOf(releases: readonly ReleaseSummary[], { say }: World): readonly string[] {
  if (releases.length === 0) return [say('releases.none')];
  const heads = [say('releases.number'), say('releases.size'), say('releases.changed'), say('releases.note')];
  return tableOf(
    heads,
    releases.map(({ number, definitions, changed, note }) => [String(number), String(definitions), String(changed), note ?? '']),
  );
}
