/** `volano tags`: the health of tags; audits against the raw events; sheets for people to judge, and what they said. */
import { Command, Option } from 'commander';
import { CheckFailed } from './failure.ts';
import type { Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { grouped } from './progress.ts';
import { markedIn, sheetCsv, sheetJson } from './tag-sheet.ts';
import { interval, linesOfAudit, linesOfTag, linesOfTags } from './tags-lines.ts';
import type { World } from './world.ts';

interface TagsValues extends WhereValues {
  readonly tag?: string;
  readonly sample?: string;
  readonly seed?: string;
  readonly json?: true;
}

/** As the server has them. */
const SAMPLES = { figures: [500, 100_000], audit: [200, 10_000], sheet: [50, 5_000] } as const;

/** `write`: rejects with VOLANO_REPORT_UNWRITABLE. */
export interface TagsEngine {
  readonly open: OpenManagement;
  readonly write: (path: string, text: string) => Promise<void>;
}

export function tagsCommand(world: World, engine: TagsEngine): Command {
  const { say } = world;
  const print = printer(world);
  const command = drawing(new Command('tags'), 'figures', world)
    .description(say('tags.description'))
    .addOption(new Option('--tag <id>', say('tags.tag')))
    .action((values: TagsValues) =>
      using(engine.open, values, async ({ tags }) => {
        if (values.tag === undefined) {
          const figures = await tags.figures(drawOf(values, 'figures'));
          print(values, figures, () => linesOfTags(figures, world));
          return;
        }
        const detail = await tags.figuresOf(values.tag, drawOf(values, 'figures'));
        print(values, detail, () => linesOfTag(detail, world));
      }),
    );
  // Options after a subcommand's name are its own.
  return command
    .enablePositionalOptions()
    .addCommand(auditCommand(world, engine))
    .addCommand(sheetCommand(world, engine))
    .addCommand(judgeCommand(world, engine));
}

function auditCommand(world: World, { open }: TagsEngine): Command {
  const { say } = world;
  return drawing(new Command('audit'), 'audit', world)
    .description(say('tags.audit.description'))
    .addOption(new Option('--tag <id>', say('tags.audit.tag')))
    .action(async (values: TagsValues) => {
      const differ = await using(open, values, async ({ tags }) => {
        const audit = await tags.audit({ ...drawOf(values, 'audit'), ...(values.tag !== undefined && { tag: values.tag }) });
        printer(world)(values, audit, () => linesOfAudit(audit, world));
        return audit.disagreeing > 0;
      });
      if (differ) throw new CheckFailed();
    });
}

function sheetCommand(world: World, { open, write }: TagsEngine): Command {
  const { say, terminal } = world;
  return drawing(new Command('sheet'), 'sheet', world)
    .description(say('tags.sheet.description'))
    .argument('<tag>', say('tags.sheet.tag'))
    .addOption(new Option('--file <file>', say('tags.sheet.file')))
    .action((tag: string, values: TagsValues & { readonly file?: string }) =>
      using(open, values, async ({ tags }) => {
        const sheet = await tags.sheet(tag, drawOf(values, 'sheet'));
        const { rows, holders } = sheet;
        const { file } = values;
        const text = values.json || file?.endsWith('.json') ? sheetJson(sheet) : sheetCsv(sheet);
        if (rows.length === 0) return terminal.note(say('tags.sheet.none'));
        if (file === undefined) return terminal.print(text);
        await write(file, text);
        terminal.note(say('tags.sheet.written', { rows: grouped(rows.length), holders: grouped(holders), file }));
      }),
    );
}

function judgeCommand(world: World, { open }: TagsEngine): Command {
  const { say } = world;
  return reaching(new Command('judge'), world)
    .description(say('tags.judge.description'))
    .argument('<file>', say('tags.judge.file'))
    .action(async (file: string, values: TagsValues) => {
      const marked = await markedIn(file);
      await using(open, values, async ({ tags }) => {
        const judged = await tags.judge(marked);
        const { tag, rows, right, wrong } = marked;
        const counts = { tag, right: grouped(right), wrong: grouped(wrong), left: grouped(rows - right - wrong) };
        printer(world)(values, judged, () => [say('tags.judge.done', { ...interval(judged.accuracy, say), ...counts })]);
      });
    });
}

function reaching(command: Command, world: World): Command {
  return command.addOption(urlOption(world)).addOption(tokenOption(world)).addOption(dataOption(world)).addOption(jsonOption(world));
}

function drawing(command: Command, of: keyof typeof SAMPLES, world: World): Command {
  const [count] = SAMPLES[of];
  const { say } = world;
  return reaching(
    command
      .addOption(new Option('--sample <count>', say('tags.sample', { count })))
      .addOption(new Option('--seed <text>', say('tags.seed')).default('volano')),
    world,
  );
}

function drawOf({ sample, seed = 'volano' }: TagsValues, of: keyof typeof SAMPLES): { readonly sample: number; readonly seed: string } {
  const [count, high] = SAMPLES[of];
  return { sample: sample === undefined ? count : wholeNumber('--sample', sample, { low: 1, high }), seed };
}

async function using<Result>(open: OpenManagement, values: WhereValues, use: (management: Management) => Promise<Result>): Promise<Result> {
  const management = await open(whereOf(values));
  return use(management).finally(() => management.close());
}

function printer({ terminal }: World): (values: TagsValues, answer: object, lines: () => readonly string[]) => void {
  return ({ json }, answer, lines) => {
    if (json) terminal.print(JSON.stringify(answer));
    else for (const line of lines()) terminal.print(line);
  };
}
