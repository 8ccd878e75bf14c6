/** `volano snapshot`: keeps the state as it is now, beside the log. */
import { Command, Option } from 'commander';
import type { OpenManagement, SnapshotSummary } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { sizeText } from './sizes.ts';
import type { World } from './world.ts';

interface SnapshotValues extends WhereValues {
  readonly list?: true;
  readonly json?: true;
}

export function snapshotCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('snapshot')
    .description(say('snapshot.description'))
    .addOption(new Option('--list', say('snapshot.list')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async ({ list, json, ...where }: SnapshotValues) => {
      const management = await open(whereOf(where));
      try {
        if (list) {
          const kept = await management.snapshots();
          if (json) return terminal.print(JSON.stringify(kept));
          for (const one of kept.snapshots) terminal.print(textOf(world, one));
          terminal.print(kept.logFrom === null ? say('snapshot.empty') : say('snapshot.log', { position: kept.logFrom }));
        } else {
          const taken = await management.snapshot();
          terminal.print(json ? JSON.stringify(taken) : textOf(world, taken));
        }
      } finally {
        await management.close();
      }
    });
}

function textOf({ say }: World, { position, at, engine, bytes }: SnapshotSummary): string {
  return say('snapshot.one', { position, time: new Date(at).toISOString(), engine, size: sizeText(bytes) });
}
