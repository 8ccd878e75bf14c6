/** `volano quarantine`: what the door refused, corrected and replayed. */
import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { Management, OpenManagement, QuarantineSelection } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { grouped } from './progress.ts';
import { linesOfGroups, linesOfIdentifiers, linesOfRecord, linesOfRecords, linesOfReplay } from './quarantine-lines.ts';
import { type AllReplayed, dropAll, replayAll } from './quarantine-run.ts';
import { said } from './said.ts';
import { momentOf } from './when.ts';
import type { World } from './world.ts';

export function quarantineCommand(world: World, open: OpenManagement): Command {
  return new Command('quarantine')
    .description(world.say('quarantine.description'))
    .addCommand(statsCommand(world, open))
    .addCommand(listCommand(world, open))
    .addCommand(showCommand(world, open))
    .addCommand(replayCommand(world, open))
    .addCommand(dropCommand(world, open))
    .addCommand(identifiersCommand(world, open));
}

interface SelectionValues extends WhereValues {
  readonly source?: string;
  readonly event?: string;
  readonly code?: string;
  readonly field?: string;
  readonly since?: string;
  readonly until?: string;
  readonly json?: true;
}

function statsCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return selecting(new Command('stats').description(say('quarantine.stats.description')), world).action(
    (values: SelectionValues): Promise<void> =>
      withManagement(open, values, async ({ quarantine }) => {
        const counts = await quarantine.stats(selectionOf(values));
        if (values.json) return terminal.print(JSON.stringify(counts));
        for (const line of linesOfGroups(counts.groups, world)) terminal.print(line);
        const { records, replayed, dropped, removed } = counts;
        const total = records + replayed + dropped + removed;
        const all = { records, replayed, dropped, removed, total };
        terminal.note(say('quarantine.stats.total', Object.fromEntries(Object.entries(all).map(([key, n]) => [key, grouped(n)]))));
      }),
  );
}

function listCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return selecting(new Command('list').description(say('quarantine.list.description')), world)
    .addOption(new Option('--limit <count>', say('quarantine.list.limit')).default('20'))
    .action(
      (values: SelectionValues & { readonly limit: string }): Promise<void> =>
        withManagement(open, values, async ({ quarantine }) => {
          const limit = wholeNumber('--limit', values.limit, { low: 1, high: 1_000 });
          const { records } = await quarantine.list(selectionOf(values), limit);
          if (values.json) return terminal.print(JSON.stringify({ records }));
          for (const line of linesOfRecords(records, world)) terminal.print(line);
          if (records.length === 0) terminal.note(say('quarantine.none'));
        }),
    );
}

function showCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return reaching(
    new Command('show').description(say('quarantine.show.description')).argument('<id>', say('quarantine.show.id')),
    world,
  ).action(
    (id: string, values: WhereValues & { readonly json?: true }): Promise<void> =>
      withManagement(open, values, async ({ quarantine }) => {
        const record = await quarantine.show(id);
        if (values.json) return terminal.print(JSON.stringify(record));
        for (const line of linesOfRecord(record, world)) terminal.print(line);
      }),
  );
}

function identifiersCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return reaching(new Command('identifiers').description(say('quarantine.identifiers.description')), world).action(
    (values: WhereValues & { readonly json?: true }): Promise<void> =>
      withManagement(open, values, async ({ quarantine }) => {
        const { identifiers } = await quarantine.identifiers();
        if (values.json) return terminal.print(JSON.stringify({ identifiers }));
        for (const line of linesOfIdentifiers(identifiers, world)) terminal.print(line);
        if (identifiers.length === 0) terminal.note(say('quarantine.identifiers.none'));
      }),
  );
}

function replayCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return selecting(new Command('replay').description(say('quarantine.replay.description')), world)
    .addOption(new Option('--map <file>', say('quarantine.replay.map')))
    .addOption(new Option('--yes', say('quarantine.replay.yes')))
    .action(async (values: SelectionValues & { readonly map?: string; readonly yes?: true }) => {
      const correction = values.map === undefined ? undefined : await correctionIn(values.map);
      await withManagement(open, values, async ({ quarantine }) => {
        const dryRun = values.yes !== true;
        const request = { selection: selectionOf(values), dryRun, ...(correction !== undefined && { correction }) };
        const result: AllReplayed = await replayAll(request, quarantine, world);
        if (values.json) return terminal.print(JSON.stringify({ ...result, dryRun }));
        for (const line of linesOfReplay(result, world)) terminal.print(line);
        const { passed, repeated, failed, unreadable } = result;
        const counts = Object.fromEntries(
          Object.entries({ passed, repeated, stay: failed + unreadable }).map(([key, n]) => [key, grouped(n)]),
        );
        terminal.note(
          say(result.selected === 0 ? 'quarantine.none' : dryRun ? 'quarantine.replay.would' : 'quarantine.replay.done', counts),
        );
      });
    });
}

function dropCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return selecting(new Command('drop').description(say('quarantine.drop.description')), world)
    .addOption(new Option('--yes', say('quarantine.drop.yes')))
    .action(
      (values: SelectionValues & { readonly yes?: true }): Promise<void> =>
        withManagement(open, values, async ({ quarantine }) => {
          const dryRun = values.yes !== true;
          const dropped = await dropAll({ selection: selectionOf(values), dryRun }, quarantine);
          if (values.json) return terminal.print(JSON.stringify({ dropped, dryRun }));
          const text = dropped === 0 ? 'quarantine.none' : dryRun ? 'quarantine.drop.would' : 'quarantine.drop.done';
          terminal.note(say(text, { count: grouped(dropped) }));
        }),
    );
}

function reaching(command: Command, world: World): Command {
  return command.addOption(urlOption(world)).addOption(tokenOption(world)).addOption(dataOption(world)).addOption(jsonOption(world));
}

function selecting(command: Command, world: World): Command {
  const { say } = world;
  return reaching(
    command
      .addOption(new Option('--source <source>', say('quarantine.source')))
      .addOption(new Option('--event <event>', say('quarantine.event')))
      .addOption(new Option('--code <code>', say('quarantine.code')))
      .addOption(new Option('--field <path>', say('quarantine.field')))
      .addOption(new Option('--since <time>', say('option.since')))
      .addOption(new Option('--until <time>', say('option.until'))),
    world,
  );
}

function selectionOf({ source, event, code, field, since, until }: SelectionValues): QuarantineSelection {
  return {
    ...(source !== undefined && { source }),
    ...(event !== undefined && { event }),
    ...(code !== undefined && { code }),
    ...(field !== undefined && { field }),
    ...(since !== undefined && { since: momentOf('--since', since) }),
    ...(until !== undefined && { until: momentOf('--until', until) }),
  };
}

async function withManagement(open: OpenManagement, values: WhereValues, use: (management: Management) => Promise<void>): Promise<void> {
  const management = await open(whereOf(values));
  await use(management).finally(() => management.close());
}

async function correctionIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const value = `${file}: ${(cause as Error).message}`;
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--map', expected: said`a JSON file`, value }, { cause });
  }
}
