/** `volano identity preview`: what a change of the identity rules would make of the history. */
import { Command } from 'commander';
import type { Grouping, Regrouped, RulesDifference } from '../core/index.ts';
import type { LoadProject, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { barOf, grouped } from './progress.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

export function previewCommand(world: World, engine: { readonly loadProject: LoadProject; readonly open: OpenManagement }): Command {
  const { say, terminal } = world;
  return new Command('preview')
    .description(say('identity.preview.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (folder: string, values: WhereValues & { readonly json?: true }) => {
      const project = await engine.loadProject(folder);
      const management = await engine.open(whereOf(values));
      try {
        const difference = await management.previewIdentity(project, ({ done, total }) => {
          const share = total === 0 ? 1 : done / total;
          const shown = { bar: barOf(share), percent: `${Math.floor(share * 100)}%`, done: grouped(done), total: grouped(total) };
          if (terminal.interactive) terminal.redraw(say('identity.preview.progress', shown));
        });
        if (terminal.interactive) terminal.note('');
        if (values.json) terminal.print(JSON.stringify(difference));
        else for (const line of linesOf(difference, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

const ROWS = ['profiles', 'merges', 'dropped', 'quarantined', 'blocked', 'unidentified'] as const satisfies readonly (keyof Grouping)[];

function linesOf({ events, before, after, split, joined }: RulesDifference, { say }: World): readonly string[] {
  const rows = ROWS.map((row) => [say(`identity.preview.${row}`), grouped(before[row]), grouped(after[row])]);
  const changed = (key: 'identity.preview.split' | 'identity.preview.joined', { count, examples }: Regrouped): string[] =>
    count === 0 ? [] : ['', say(key, { count: grouped(count) }), ...examples.map((groups) => `  ${groups.map(shown).join('  |  ')}`)];
  const same = split.count + joined.count === 0;
  return [
    say('identity.preview.events', { events: grouped(events) }),
    '',
    ...tableOf(['', say('identity.preview.before'), say('identity.preview.after')], rows),
    ...changed('identity.preview.split', split),
    ...changed('identity.preview.joined', joined),
    ...(same ? ['', say('identity.preview.same')] : []),
  ];
}

function shown(group: readonly (readonly [string, string])[]): string {
  return group.map((identifier) => identifier.join(':')).join(' ');
}
