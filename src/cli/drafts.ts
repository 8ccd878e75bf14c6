/** `volano drafts`, `approve` and `reject`: releases that wait for a second person. */
import { Command, Option } from 'commander';
import { noteOption } from './apply.ts';
import { printChanges } from './changes.ts';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, memberOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { concernedLines, findingLines } from './review-lines.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

interface DraftValues extends WhereValues {
  readonly json?: true;
  readonly note?: string;
  readonly dryRun?: true;
}

export function draftsCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return withWhere(new Command('drafts'), world)
    .description(say('drafts.description'))
    .action(async (values: DraftValues) => {
      const management = await open(whereOf(values));
      try {
        const drafts = await management.drafts();
        if (values.json) terminal.print(JSON.stringify({ drafts }));
        else if (drafts.length === 0) terminal.print(say('drafts.none'));
        else {
          const heads = [say('drafts.id'), say('drafts.by'), say('drafts.at'), say('drafts.base'), say('releases.note')];
          const rows = drafts.map(({ id, by, at, base, note }) => [id, by, new Date(at).toISOString(), String(base), note ?? '']);
          for (const line of tableOf(heads, rows)) terminal.print(line);
        }
      } finally {
        await management.close();
      }
    });
}

export function approveCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return withWhere(new Command('approve'), world)
    .description(say('approve.description'))
    .argument('<draft>', say('drafts.which'))
    .addOption(memberOption(world))
    .addOption(new Option('--dry-run', say('approve.dry_run')))
    .action(async (id: string, values: DraftValues) => {
      const management = await open(whereOf(values));
      try {
        const review = await management.draft(id);
        if (!values.json) {
          printChanges(review.changes, world);
          for (const line of [...concernedLines(review, world), ...findingLines(review.findings, world)]) terminal.print(line);
        }
        if (values.dryRun) {
          if (values.json) terminal.print(JSON.stringify(review));
          return;
        }
        const made = await management.approve(id);
        terminal.print(values.json ? JSON.stringify(made) : say('approve.done', { draft: id, number: made.number }));
      } finally {
        await management.close();
      }
    });
}

export function rejectCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return withWhere(new Command('reject'), world)
    .description(say('reject.description'))
    .argument('<draft>', say('drafts.which'))
    .addOption(memberOption(world))
    .addOption(noteOption(world))
    .action(async (id: string, values: DraftValues) => {
      const management = await open(whereOf(values));
      try {
        await management.reject(id, values.note);
        terminal.print(values.json ? JSON.stringify({ draft: id }) : say('reject.done', { draft: id }));
      } finally {
        await management.close();
      }
    });
}

function withWhere(command: Command, world: World): Command {
  return command.addOption(urlOption(world)).addOption(tokenOption(world)).addOption(dataOption(world)).addOption(jsonOption(world));
}
