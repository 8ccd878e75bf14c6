/** `volano write-key`: with what sources send, and which keys they may send with no more. */
import { Command, Option } from 'commander';
import { type Duration, durationMs, VolanoError } from '../base/index.ts';
import type { ListedWriteKey, Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { said } from './said.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

interface KeyValues extends WhereValues {
  readonly name?: string;
  readonly validFor: string;
  readonly yes?: true;
}

const DURATION = /^\d{1,9}(ms|s|m|h|d|w)$/;
const YEAR_MS = durationMs('366d');

export function writeKeyCommand(world: World, open: OpenManagement, now: () => number): Command {
  return new Command('write-key')
    .description(world.say('writeKey.description'))
    .addCommand(listCommand(world, open, now))
    .addCommand(makeCommand(world, open))
    .addCommand(rotateCommand(world, open, now))
    .addCommand(revokeCommand(world, open, now));
}

function listCommand(world: World, open: OpenManagement, now: () => number): Command {
  const { say, terminal } = world;
  return command('list', world).action(async (values: KeyValues) => {
    const { keys } = await asking(open, values, ({ writeKeys }) => writeKeys.list());
    if (values.json) return terminal.print(JSON.stringify({ keys }));
    const head = (['id', 'source', 'last', 'name', 'state', 'used', 'lately'] as const).map((one) => say(`writeKey.column.${one}`));
    const rows = keys.map((key) => {
      const { id, source, last, name = '', usedAt, lately } = key;
      return [id, source, `...${last}`, name, stateOf(key, world, now()), usedAt === undefined ? '' : timeOf(usedAt), String(lately)];
    });
    for (const line of tableOf(head, rows)) terminal.print(line);
  });
}

function makeCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return command('make', world)
    .argument('<source>', say('writeKey.source'))
    .addOption(new Option('--name <name>', say('writeKey.name')))
    .action(async (source: string, values: KeyValues) => {
      const made = await asking(open, values, ({ writeKeys }) => writeKeys.make(source, values.name));
      if (values.json) return terminal.print(JSON.stringify(made));
      terminal.note(say('writeKey.made', { source }));
      terminal.print(made.secret);
    });
}

function rotateCommand(world: World, open: OpenManagement, now: () => number): Command {
  const { say, terminal } = world;
  return command('rotate', world)
    .argument('<key>', say('writeKey.which'))
    .addOption(new Option('--valid-for <duration>', say('writeKey.validFor')).default('24h'))
    .action(async (which: string, values: KeyValues) => {
      const until = now() + validityOf(values.validFor);
      const made = await asking(open, values, async ({ writeKeys }) => writeKeys.rotate((await found(writeKeys, which)).id, until));
      if (values.json) return terminal.print(JSON.stringify(made));
      terminal.note(say('writeKey.rotated', { source: made.key.source, last: made.old.last, until: timeOf(made.old.endsAt ?? until) }));
      terminal.print(made.secret);
    });
}

function revokeCommand(world: World, open: OpenManagement, now: () => number): Command {
  const { say, terminal } = world;
  return command('revoke', world)
    .argument('<key>', say('writeKey.which'))
    .addOption(new Option('--yes', say('writeKey.yes')))
    .action(async (which: string, values: KeyValues) => {
      await asking(open, values, async ({ writeKeys }) => {
        const key = await found(writeKeys, which);
        const done = values.yes ? (await writeKeys.revoke(key.id)).key : key;
        if (values.json) return terminal.print(JSON.stringify({ key: done, dryRun: values.yes !== true }));
        const { source, last, lately, usedAt } = key;
        const used = usedAt === undefined ? say('writeKey.unused') : timeOf(usedAt);
        const isOver = stateOf(key, world, now()) === say('writeKey.state.ended');
        if (isOver) return terminal.note(say('writeKey.over', { source, last }));
        terminal.note(say(values.yes ? 'writeKey.revoked' : 'writeKey.wouldRevoke', { source, last, lately, used }));
      });
    });
}

function command(name: 'list' | 'make' | 'rotate' | 'revoke', world: World): Command {
  return new Command(name)
    .description(world.say(`writeKey.${name}`))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world));
}

async function asking<Answer>(open: OpenManagement, values: KeyValues, ask: (management: Management) => Promise<Answer>): Promise<Answer> {
  const management = await open(whereOf(values));
  try {
    return await ask(management);
  } finally {
    await management.close();
  }
}

/** By id, or by the last characters where only one ends so. Throws VOLANO_RESOURCE_UNKNOWN. */
async function found({ list }: Management['writeKeys'], which: string): Promise<ListedWriteKey> {
  const { keys } = await list();
  const ending = keys.filter(({ last }) => last === which.replace(/^\.+/, ''));
  const key = keys.find(({ id }) => id === which) ?? (ending.length === 1 ? ending[0] : undefined);
  if (!key) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'write key', id: which });
  return key;
}

function stateOf({ place, endsAt }: ListedWriteKey, { say }: World, now: number): string {
  if (place !== undefined) return say('writeKey.state.fixed', { place });
  if (endsAt === undefined) return say('writeKey.state.valid');
  return endsAt <= now ? say('writeKey.state.ended') : say('writeKey.state.ending', { until: timeOf(endsAt) });
}

/** Throws VOLANO_OPTION_INVALID. */
function validityOf(text: string): number {
  const ms = DURATION.test(text) ? durationMs(text as Duration) : Number.NaN;
  if (ms <= YEAR_MS) return ms;
  throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--valid-for', expected: said`a duration like 1d or 12h`, value: text });
}

function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
