/** `volano playbook`: which there are and what they need, one into the project's folder, and one made of a journey that runs. */
import { Command } from 'commander';
import type { Project, Release } from '../define/index.ts';
import type { Report } from '../learn/index.ts';
import type { Playbook } from '../library/index.ts';
import type { Addition, Lacks, Needs, Packed, Shelf, Shelved } from '../runtime/playbook/index.ts';
import type { LoadProject, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

/** What the command needs of runtime/playbook, loaded when it is called. */
export interface PlaybookRoom {
  readonly builtInShelf: () => Shelf;
  readonly shelfAt: (folder: string) => Shelf;
  readonly playbooksOn: (shelf: Shelf) => Promise<readonly Shelved[]>;
  readonly needsOf: (playbook: Playbook) => Needs;
  readonly lacksOf: (needs: Needs, project: Project) => Lacks;
  readonly planAddition: (shelf: Shelf, id: string, folder: string) => Promise<Addition>;
  readonly addPlaybook: (addition: Addition, folder: string) => Promise<void>;
  readonly packPlaybook: (id: string, of: { readonly release: Release; readonly report: Report; readonly measured: string }) => Packed;
  readonly writePacked: (packed: Packed, shelf: string) => Promise<string>;
}

export interface PlaybookEngine {
  readonly loadProject: LoadProject;
  readonly open: OpenManagement;
  readonly room: () => Promise<PlaybookRoom>;
  /** Date of today, `2026-01-05`. */
  readonly today: () => string;
}

interface ListValues {
  readonly from?: string;
  readonly json?: true;
}

export function playbookCommand(world: World, engine: PlaybookEngine): Command {
  return new Command('playbook')
    .description(world.say('playbook.description'))
    .addCommand(listCommand(world, engine))
    .addCommand(addCommand(world, engine))
    .addCommand(packCommand(world, engine));
}

function listCommand(world: World, { loadProject, room }: PlaybookEngine): Command {
  const { say, terminal, locale } = world;
  return new Command('list')
    .description(say('playbook.list'))
    .argument('[folder]', say('argument.folder'), '.')
    .option('--from <folder>', say('playbook.from'))
    .addOption(jsonOption(world))
    .action(async (folder: string, { from, json }: ListValues) => {
      const rooms = await room();
      const project = await projectIn(folder, loadProject);
      const rows = (await rooms.playbooksOn(shelfOf(rooms, from))).map(({ playbook }) => {
        const needs = rooms.needsOf(playbook);
        const { id, name, summary, results } = playbook;
        const has = project?.definitions.some((one) => one.kind === 'journey' && needs.journeys.includes(one.id)) === true;
        return { id, name, summary, needs, has, ...(project && { lacks: rooms.lacksOf(needs, project) }), ...(results && { results }) };
      });
      if (json) return terminal.print(JSON.stringify({ playbooks: rows }));
      for (const { id, name, summary, needs, lacks, has } of rows) {
        terminal.print(`${id}  ${name[locale]}${has ? `  (${say('playbook.has')})` : ''}`);
        terminal.print(`  ${summary[locale]}`);
        for (const line of needLines(needs, lacks, world)) terminal.print(`  ${line}`);
        terminal.print('');
      }
      terminal.print(say(project ? 'playbook.next' : 'playbook.no_project', { folder }));
    });
}

function needLines({ events, messages, traits }: Needs, lacks: Lacks | undefined, { say }: World): readonly string[] {
  const marked = (name: string, missing: readonly string[] | undefined): string =>
    missing?.includes(name) ? `${name} ${say('playbook.missing')}` : name;
  const line = (key: 'playbook.events' | 'playbook.traits', names: readonly string[], missing: readonly string[] | undefined): string[] =>
    names.length === 0 ? [] : [say(key, { names: names.map((name) => marked(name, missing)).join(', ') })];
  const ways = [...new Set(messages.map((message) => message.ways.join('|')))];
  const closed = new Set(lacks?.channels.map((types) => types.join('|')));
  return [
    ...line('playbook.events', events, lacks?.events),
    ...line('playbook.traits', traits, lacks?.traits),
    ...ways.map((types) =>
      say('playbook.channel', { names: `${types.split('|').join(' / ')}${closed.has(types) ? ` ${say('playbook.missing')}` : ''}` }),
    ),
    ...(lacks?.purposes ? [say('playbook.purpose')] : []),
  ];
}

function addCommand(world: World, { room }: PlaybookEngine): Command {
  const { say, terminal } = world;
  return new Command('add')
    .description(say('playbook.add'))
    .argument('<name>', say('playbook.name'))
    .argument('[folder]', say('argument.folder'), '.')
    .option('--from <folder>', say('playbook.from'))
    .option('--dry-run', say('playbook.dry_run'))
    .addOption(jsonOption(world))
    .action(async (name: string, folder: string, { from, dryRun, json }: ListValues & { readonly dryRun?: true }) => {
      const rooms = await room();
      const addition = await rooms.planAddition(shelfOf(rooms, from), name, folder);
      if (!dryRun) await rooms.addPlaybook(addition, folder);
      if (json)
        return terminal.print(
          JSON.stringify({ ...addition, files: addition.files.map(({ path, state }) => ({ path, state })), dryRun: dryRun === true }),
        );
      for (const line of additionLines(addition, dryRun === true, world)) terminal.print(line);
    });
}

function additionLines({ playbook, files, definitions, lacks, lines }: Addition, dryRun: boolean, { say }: World): readonly string[] {
  const count = (state: string): number => definitions.filter((one) => one.state === state).length;
  const yours = definitions.filter(({ state }) => state === 'yours').map(({ kind, id }) => `${kind} ${id}`);
  const missing = [...lacks.events, ...lacks.traits];
  return [
    ...tableOf(
      [say('playbook.file'), say('playbook.state')],
      files.map(({ path, state }) => [path, say(`playbook.${state}`)]),
    ),
    say('playbook.definitions', { new: count('new'), same: count('same') }),
    ...(yours.length === 0 ? [] : [say('playbook.yours', { names: yours.join(', ') })]),
    ...(missing.length === 0 ? [] : [say('playbook.told', { names: missing.join(', ') })]),
    ...(lines.length === 0 ? [] : [say('playbook.lines'), ...lines.map((line) => `  ${line}`)]),
    say(dryRun ? 'playbook.would' : 'playbook.added', { playbook }),
  ];
}

interface PackValues extends WhereValues {
  readonly to: string;
  readonly dryRun?: true;
  readonly json?: true;
}

function packCommand(world: World, { open, room, today }: PlaybookEngine): Command {
  const { say, terminal } = world;
  return new Command('pack')
    .description(say('playbook.pack'))
    .argument('<journey>', say('playbook.journey'))
    .option('--to <folder>', say('playbook.to'), 'playbooks')
    .option('--dry-run', say('playbook.dry_run'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (journey: string, values: PackValues) => {
      const { packPlaybook, writePacked } = await room();
      const management = await open(whereOf(values));
      try {
        const packed = packPlaybook(journey, {
          release: await management.release(),
          report: (await management.report()) as Report,
          measured: today(),
        });
        const folder = values.dryRun ? undefined : await writePacked(packed, values.to);
        const { playbook, definitions, removed } = packed;
        if (values.json) {
          const names = definitions.map(({ kind, id }) => ({ kind, id }));
          return terminal.print(JSON.stringify({ playbook: playbook.id, folder, definitions: names, results: playbook.results, removed }));
        }
        const heads = [say('playbook.journey'), say('playbook.treated'), say('playbook.held_out'), say('playbook.lift')];
        const rows = (playbook.results ?? []).map((one) => [
          one.journey,
          String(one.treated),
          String(one.heldOut),
          liftText(one.lift, world),
        ]);
        for (const line of tableOf(heads, rows)) terminal.print(line);
        for (const one of removed) terminal.print(say('playbook.removed', { what: one }));
        terminal.print(
          say(folder === undefined ? 'playbook.would_pack' : 'playbook.packed', { count: definitions.length, folder: folder ?? '' }),
        );
      } finally {
        await management.close();
      }
    });
}

function liftText(lift: { readonly estimate: number; readonly low: number; readonly high: number } | undefined, { say }: World): string {
  if (!lift) return say('playbook.unmeasured');
  const points = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`;
  return `${points(lift.estimate)} (${points(lift.low)} … ${points(lift.high)}) pp`;
}

function shelfOf({ builtInShelf, shelfAt }: PlaybookRoom, from: string | undefined): Shelf {
  return from === undefined ? builtInShelf() : shelfAt(from);
}

/** The project of the folder, where there is one. */
async function projectIn(folder: string, loadProject: LoadProject): Promise<Project | undefined> {
  try {
    return await loadProject(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'VOLANO_PROJECT_NOT_FOUND') return undefined;
    throw error;
  }
}
