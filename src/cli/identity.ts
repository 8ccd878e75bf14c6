/** `volano identity`: how a customer's profile came to be, wrong merges taken back, and identifiers bound and taken out. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import { bindCommand, identifierOf, unbindCommand } from './identity-bind.ts';
import { linesOfHistory, linesOfPreview } from './identity-lines.ts';
import type { OpenManagement, UnmergeRequest } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { barOf, grouped } from './progress.ts';
import { said } from './said.ts';
import { whomOf } from './whom.ts';
import type { World } from './world.ts';

export function identityCommand(world: World, open: OpenManagement): Command {
  return new Command('identity')
    .description(world.say('identity.description'))
    .addCommand(showCommand(world, open))
    .addCommand(unmergeCommand(world, open))
    .addCommand(bindCommand(world, open))
    .addCommand(unbindCommand(world, open));
}

function showCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('show')
    .description(say('identity.show.description'))
    .argument('<customer>', say('explain.customer'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (customer: string, values: WhereValues & { readonly json?: true }) => {
      const management = await open(whereOf(values));
      try {
        const history = await management.identity(whomOf(customer));
        if (values.json) terminal.print(JSON.stringify(history));
        else for (const line of linesOfHistory(history, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

interface UnmergeValues extends WhereValues {
  readonly from?: readonly string[];
  readonly identifier?: string;
  readonly source?: string;
  readonly message?: string;
  readonly since?: string;
  readonly until?: string;
  readonly yes?: true;
  readonly json?: true;
}

function unmergeCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('unmerge')
    .description(say('identity.unmerge.description'))
    .argument('[customer]', say('identity.unmerge.customer'))
    .addOption(new Option('--from <id...>', say('identity.unmerge.from')))
    .addOption(new Option('--identifier <namespace:value>', say('identity.unmerge.identifier')))
    .addOption(new Option('--source <source>', say('identity.unmerge.source')))
    .addOption(new Option('--message <id>', say('identity.unmerge.message')))
    .addOption(new Option('--since <time>', say('identity.unmerge.since')))
    .addOption(new Option('--until <time>', say('identity.unmerge.until')))
    .addOption(new Option('--yes', say('identity.unmerge.yes')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (customer: string | undefined, values: UnmergeValues) => {
      const request = requestOf(customer, values);
      const management = await open(whereOf(values));
      try {
        const preview = await management.previewUnmerge(request);
        const count = { profiles: grouped(preview.profiles), merges: grouped(preview.merges) };
        if (!values.yes) {
          if (values.json) terminal.print(JSON.stringify(preview));
          else {
            for (const one of preview.sample) for (const line of linesOfPreview(one, world)) terminal.print(line);
            terminal.note(say(preview.profiles === 0 ? 'identity.unmerge.none' : 'identity.unmerge.would', count));
          }
          return;
        }
        const done = await unmergeAll(request, { total: preview.profiles, management, world });
        if (values.json) terminal.print(JSON.stringify(done));
        else sayDone(done, world);
      } finally {
        await management.close();
      }
    });
}

interface Done {
  readonly profiles: number;
  readonly merges: number;
  readonly refused: readonly string[];
  readonly left: number;
}

interface Run {
  readonly total: number;
  readonly management: Awaited<ReturnType<OpenManagement>>;
  readonly world: World;
}

/** Part by part, until nothing is left or nothing goes on. What has been undone is not asked for again. */
async function unmergeAll(request: UnmergeRequest, { total, management, world }: Run): Promise<Done> {
  const { terminal, say } = world;
  let [profiles, merges] = [0, 0];
  if (total === 0) return { profiles, merges, refused: [], left: 0 };
  for (;;) {
    const part = await management.unmerge(request);
    profiles += part.profiles;
    merges += part.merges;
    const share = Math.min(1, profiles / total);
    const shown = { bar: barOf(share), percent: `${Math.floor(share * 100)}%`, profiles: grouped(profiles), total: grouped(total) };
    if (terminal.interactive) terminal.redraw(say('identity.unmerge.progress', shown));
    else if (part.left > 0) terminal.note(say('identity.unmerge.line', shown));
    if (part.left > 0 && part.profiles > 0) continue;
    if (terminal.interactive) terminal.note('');
    return { profiles, merges, refused: part.refused, left: part.left };
  }
}

function sayDone({ profiles, merges, refused, left }: Done, { terminal, say }: World): void {
  terminal.note(
    say(profiles === 0 ? 'identity.unmerge.none' : 'identity.unmerge.done', { profiles: grouped(profiles), merges: grouped(merges) }),
  );
  const open = refused.length + left;
  if (open > 0) terminal.note(say('identity.unmerge.refused', { count: grouped(open), customers: refused.slice(0, 10).join(', ') }));
}

/** A customer and what it is parted from, or a cause. Throws VOLANO_OPTION_INVALID. */
function requestOf(customer: string | undefined, values: UnmergeValues): UnmergeRequest {
  const { from, identifier, source, message, since, until } = values;
  const cause = {
    ...(identifier !== undefined && { identifier: identifierOf('--identifier', identifier) }),
    ...(source !== undefined && { source }),
    ...(message !== undefined && { message }),
    ...(since !== undefined && { since: timeOf('--since', since) }),
    ...(until !== undefined && { until: timeOf('--until', until) }),
  };
  const byCause = Object.keys(cause).length > 0;
  if (customer !== undefined && from && !byCause) return { customer, from };
  if (customer === undefined && !from && byCause) return cause;
  throw new VolanoError('VOLANO_OPTION_INVALID', {
    option: 'identity unmerge',
    expected: said`either a customer with --from <id>, or any of --identifier, --source, --message, --since, --until`,
    value: [customer, ...(from ?? []), ...Object.keys(cause)].filter(Boolean).join(' '),
  });
}

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

/** A date is its beginning in UTC; an instant names its offset. */
function timeOf(option: string, text: string): number {
  const at = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new VolanoError('VOLANO_OPTION_INVALID', {
    option,
    expected: said`a date or an instant, e.g. 2026-05-01 or 2026-05-01T09:30Z`,
    value: text,
  });
}
