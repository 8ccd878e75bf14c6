/** `volano segments`: the released segments and tags at a glance. */
import { Command, Option } from 'commander';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

interface SegmentsValues extends WhereValues {
  readonly tags?: true;
  readonly json?: true;
}

const USERS_MAX = 5;

export function segmentsCommand(world: World, open: OpenManagement): Command {
  const { say, terminal, locale } = world;
  return new Command('segments')
    .description(say('segments.description'))
    .addOption(new Option('--tags', say('segments.tags')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (values: SegmentsValues) => {
      const management = await open(whereOf(values));
      try {
        const answer = await management.groups();
        const kind = values.tags ? 'tag' : 'segment';
        const groups = answer.groups.filter((row) => row.kind === kind);
        if (values.json) {
          terminal.print(JSON.stringify({ ...answer, groups }));
          return;
        }
        const heads = ['id', 'name', 'members', 'growth', 'reachable', 'state', 'changed', 'used'] as const;
        const rows = groups.map(({ id, name, members, growth7d, reachable, state, changedAt, usedBy }) => [
          id,
          name[locale],
          members.toLocaleString('en-US'),
          `${growth7d > 0 ? '+' : ''}${growth7d.toLocaleString('en-US')}`,
          reachable === undefined ? '' : `${Math.round(reachable * 100)}%`,
          say(`segments.${state}`),
          changedAt === undefined ? '' : new Date(changedAt).toISOString(),
          usedBy.slice(0, USERS_MAX).join(', ') + (usedBy.length > USERS_MAX ? ` (+${usedBy.length - USERS_MAX})` : ''),
        ]);
        const named = heads.map((head) => say(`segments.${head}`));
        for (const line of groups.length === 0 ? [say('segments.none')] : tableOf(named, rows)) terminal.print(line);
        if (answer.behind > 0) terminal.note(say('segments.behind', { behind: answer.behind.toLocaleString('en-US') }));
      } finally {
        await management.close();
      }
    });
}
