/** `volano dictionary` and `volano types`: the data dictionary proposed, listed, held against what came, and as types for clients. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { EventDefinition, Project } from '../define/index.ts';
import type { DictionaryChecked, Inferred, LoadProject, Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { grouped } from './progress.ts';
import { said } from './said.ts';
import { tableOf } from './table.ts';
import { momentOf } from './when.ts';
import type { World } from './world.ts';

export interface DictionaryEngine {
  readonly loadProject: LoadProject;
  readonly open: OpenManagement;
  /** As TypeScript: a proposed dictionary; types for clients. */
  readonly render: (events: readonly Inferred[]) => Promise<string>;
  readonly types: (project: Project) => Promise<string>;
  /** Rejects with VOLANO_OPTION_INVALID where a file is there already and may not be written over. */
  readonly write: (path: string, text: string, options: { readonly replace: boolean }) => Promise<void>;
}

interface SinceValues extends WhereValues {
  readonly since: string;
  readonly source?: string;
  readonly json?: true;
}

export function dictionaryCommand(world: World, engine: DictionaryEngine): Command {
  return new Command('dictionary')
    .description(world.say('dictionary.description'))
    .addCommand(inferCommand(world, engine))
    .addCommand(listCommand(world, engine))
    .addCommand(checkCommand(world, engine));
}

function inferCommand(world: World, engine: DictionaryEngine): Command {
  const { say, terminal } = world;
  return asking(new Command('infer').description(say('dictionary.infer.description')), world)
    .addOption(new Option('--out <file>', say('dictionary.out')))
    .addOption(new Option('--force', say('dictionary.force')))
    .action(async (values: SinceValues & { readonly out?: string; readonly force?: true }) => {
      const since = momentOf('--since', values.since);
      await withManagement(engine.open, values, async ({ dictionary }) => {
        const { events } = await dictionary.infer({ since, ...(values.source !== undefined && { source: values.source }) });
        if (values.json) return terminal.print(JSON.stringify({ events }));
        if (events.length === 0) return terminal.note(say('dictionary.infer.none'));
        const text = await engine.render(events);
        if (values.out === undefined) return terminal.print(text);
        await engine.write(values.out, text, { replace: values.force === true });
        terminal.note(say('dictionary.written', { count: grouped(events.length), file: values.out }));
      });
    });
}

function listCommand(world: World, { loadProject }: DictionaryEngine): Command {
  const { say, terminal } = world;
  return new Command('list')
    .description(say('dictionary.list.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(jsonOption(world))
    .action(async (folder: string, values: { readonly json?: true }) => {
      const events = (await loadProject(folder)).definitions.filter((one): one is EventDefinition => one.kind === 'event');
      if (values.json) return terminal.print(JSON.stringify({ events }));
      if (events.length === 0) return terminal.note(say('dictionary.list.none'));
      const rows = events.map(({ id, owner = '', properties = {}, enforcement = 'flag', unplanned = 'allow' }) => [
        id,
        owner,
        String(Object.keys(properties).length),
        String(Object.values(properties).filter(({ required }) => required).length),
        typeof enforcement === 'string' ? enforcement : `${enforcement.default} *`,
        unplanned,
      ]);
      const heads = ['event', 'owner', 'properties', 'required', 'enforcement', 'unplanned'] as const;
      for (const line of tableOf(
        heads.map((head) => say(`dictionary.${head}`)),
        rows,
      ))
        terminal.print(line);
    });
}

function checkCommand(world: World, { loadProject, open }: DictionaryEngine): Command {
  const { say, terminal } = world;
  return asking(
    new Command('check').description(say('dictionary.check.description')).argument('[folder]', say('argument.folder'), '.'),
    world,
  ).action(async (folder: string, values: SinceValues) => {
    const since = momentOf('--since', values.since);
    const project = await loadProject(folder);
    await withManagement(open, values, async ({ dictionary }) => {
      const checked = await dictionary.check({ project, since, ...(values.source !== undefined && { source: values.source }) });
      if (values.json) return terminal.print(JSON.stringify(checked));
      for (const line of linesOfCheck(checked, world)) terminal.print(line);
      terminal.note(say('dictionary.check.done', { violating: grouped(checked.violating), looked: grouped(checked.looked) }));
    });
  });
}

/** `volano types PROJECT --out FILE`. */
export function typesCommand(world: World, { loadProject, types, write }: DictionaryEngine): Command {
  const { say, terminal } = world;
  return new Command('types')
    .description(say('types.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(new Option('--out <file>', say('types.out')))
    .action(async (folder: string, { out }: { readonly out?: string }) => {
      const text = await types(await loadProject(folder));
      if (out === undefined) return terminal.print(text);
      // It is made anew each time, and nobody's work.
      await write(out, text, { replace: true });
      terminal.note(say('types.written', { file: out }));
    });
}

function asking(command: Command, world: World): Command {
  const { say } = world;
  return command
    .addOption(new Option('--since <time>', say('option.since')).default('7d'))
    .addOption(new Option('--source <source>', say('quarantine.source')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world));
}

async function withManagement(open: OpenManagement, values: WhereValues, use: (management: Management) => Promise<void>): Promise<void> {
  const management = await open(whereOf(values));
  await use(management).finally(() => management.close());
}

function linesOfCheck({ violations }: DictionaryChecked, { say }: World): readonly string[] {
  if (violations.length === 0) return [];
  const heads = ['count', 'source', 'event', 'field', 'problem', 'outcome'] as const;
  return tableOf(
    heads.map((head) => say(`dictionary.${head}`)),
    violations.map(({ count, source, event, field, problem, outcome }) => [grouped(count), source, event, field, problem, outcome]),
  );
}

/** The real file system, for the engine above. */
export async function writeText(path: string, text: string, { replace }: { readonly replace: boolean }): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  try {
    await writeFile(path, text, { flag: replace ? 'w' : 'wx' });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const expected = code === 'EEXIST' ? said`a file that is not there yet, or --force to write over it` : said`a file that can be written`;
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--out', expected, value: code === 'EEXIST' ? path : message }, { cause });
  }
}
