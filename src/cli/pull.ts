/** `volano pull`: what the running release says comes into the folder, as files beside its code. */
import { Command } from 'commander';
import { canonicalText, type Pull, pullOf, readProjectFolder, writeFiles } from '../runtime/project/index.ts';
import type { Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import type { World } from './world.ts';

interface PullValues extends WhereValues {
  readonly json?: true;
  readonly dryRun?: true;
  readonly force?: true;
}

export function pullCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('pull')
    .description(say('pull.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .option('--dry-run', say('pull.dry_run'))
    .option('--force', say('pull.force'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (folder: string, values: PullValues) => {
      const project = await readProjectFolder(folder);
      const management = await open(whereOf(values));
      try {
        const { number, definitions } = await management.release();
        const release = definitions.map(({ definition }) => definition);
        const wasReleased = releasedBefore(management, number);
        const pull = await pullOf({ ...project, release, wasReleased, ...(values.force && { force: true }) });
        if (!values.dryRun) await writeFiles(folder, pull.files);
        if (values.json) terminal.print(JSON.stringify(summaryOf(pull, number)));
        else for (const line of linesOf(pull, { number, isDry: values.dryRun === true }, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

type WasReleased = Parameters<typeof pullOf>[0]['wasReleased'];

function releasedBefore(management: Management, latest: number): WasReleased {
  return async (said, { kind, id }) => {
    const versions = await management.versions(kind, id);
    if (said) return versions.some(({ definition }) => canonicalText(definition) === canonicalText(said));
    const having = new Set(versions.flatMap(({ releases }) => releases));
    const first = Math.min(...having);
    return Array.from({ length: latest }, (_, index) => index + 1).some((number) => number > first && !having.has(number));
  };
}

function summaryOf({ files, kept }: Pull, release: number) {
  const paths = (isWritten: boolean) =>
    [...files].flatMap(([path, definition]) => ((definition !== undefined) === isWritten ? [path] : []));
  return {
    release,
    written: paths(true),
    removed: paths(false),
    kept: kept.map(({ definition: { kind, id }, isNew }) => ({ kind, id, isNew })),
  };
}

function linesOf(pull: Pull, { number, isDry }: { readonly number: number; readonly isDry: boolean }, { say }: World): readonly string[] {
  const { written, removed, kept } = summaryOf(pull, number);
  const lines = [
    ...written.map((file) => say(isDry ? 'pull.to_write' : 'pull.written', { file })),
    ...removed.map((file) => say(isDry ? 'pull.to_remove' : 'pull.removed', { file })),
    ...kept.map(({ kind, id, isNew }) => say(isNew ? 'pull.kept_new' : 'pull.kept', { kind: kind.replace('_', ' '), id })),
  ];
  if (pull.files.size === 0) return [...lines, say(kept.length === 0 ? 'pull.none' : 'pull.none_but', { number })];
  return [...lines, say(isDry ? 'pull.would' : 'pull.done', { number, written: written.length, removed: removed.length })];
}
