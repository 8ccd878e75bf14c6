/** `volano releases`: the list. */
import { Command } from 'commander';
import type { OpenManagement, ReleaseSummary } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { rollbackCommand } from './rollback.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

interface ReleasesValues extends WhereValues {
  readonly json?: true;
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

function withWhere(command: Command, world: World): Command {
  return command.addOption(urlOption(world)).addOption(tokenOption(world)).addOption(dataOption(world)).addOption(jsonOption(world));
}

function linesOf(releases: readonly ReleaseSummary[], { say }: World): readonly string[] {
  if (releases.length === 0) return [say('releases.none')];
  const heads = [say('releases.number'), say('releases.size'), say('releases.changed'), say('releases.back'), say('releases.note')];
  return tableOf(
    heads,
    releases.map(({ number, definitions, changed, backTo, note }) => [
      String(number),
      String(definitions),
      String(changed),
      backTo === undefined ? '' : String(backTo),
      note ?? '',
    ]),
  );
}
