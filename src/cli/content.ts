/** `volano content`: templates and blocks, what changed in them in words, what a customer would read, and the way back for one template. */
import { Command, Option } from 'commander';
import type { Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { tableOf } from './table.ts';
import { whomOf } from './whom.ts';
import type { World } from './world.ts';

interface ContentValues extends WhereValues {
  readonly customer?: string;
  readonly locale?: string;
  readonly variant?: string;
  readonly event?: string;
  readonly from?: string;
  readonly to?: string;
  readonly note?: string;
  readonly html?: true;
  readonly json?: true;
}

const VERSIONS = { low: 1, high: 1_000_000 };

export function contentCommand(world: World, open: OpenManagement): Command {
  const list = command('list', world).action((values: ContentValues) =>
    asking(
      { world, open, values },
      ({ content }) => content.list(),
      (answer) => listLines(answer, world),
    ),
  );
  const parts = [list, previewCommand(world, open), diffCommand(world, open), rollbackCommand(world, open)];
  return parts.reduce((all, one) => all.addCommand(one), new Command('content').description(world.say('content.description')));
}

function previewCommand(world: World, open: OpenManagement): Command {
  const { say } = world;
  return command('preview', world)
    .argument('<template>', say('content.template'))
    .addOption(new Option('--customer <customer>', say('preview.customer')).makeOptionMandatory())
    .addOption(new Option('--locale <locale>', say('content.locale')))
    .addOption(new Option('--variant <variant>', say('content.variant')))
    .addOption(new Option('--event <json>', say('content.event')))
    .addOption(new Option('--html', say('content.html')))
    .action((template: string, values: ContentValues) => {
      const { customer, locale, variant, event, html } = values;
      const named = {
        ...(locale !== undefined && { locale }),
        ...(variant !== undefined && { variant }),
        ...(event !== undefined && { event }),
      };
      return asking(
        { world, open, values },
        ({ content }) => content.preview(template, { ...whomOf(customer!), ...named }),
        (answer) => (html && answer.html !== undefined ? [answer.html] : previewLines(answer, world)),
      );
    });
}

function diffCommand(world: World, open: OpenManagement): Command {
  const { say } = world;
  const version = (option: string, value: string | undefined): string | undefined =>
    value === undefined ? undefined : String(wholeNumber(option, value, VERSIONS));
  return command('diff', world)
    .argument('<template>', say('content.template'))
    .addOption(new Option('--from <version>', say('content.from')))
    .addOption(new Option('--to <version>', say('content.to')))
    .action((template: string, values: ContentValues) => {
      const [from, to] = [version('--from', values.from), version('--to', values.to)];
      const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      return asking(
        { world, open, values },
        ({ content }) => content.versions(template, range),
        (answer) => diffLines(answer, world),
      );
    });
}

function rollbackCommand(world: World, open: OpenManagement): Command {
  const { say } = world;
  return command('rollback', world)
    .argument('<template>', say('content.template'))
    .addOption(new Option('--to <version>', say('content.to')).makeOptionMandatory())
    .addOption(new Option('--note <text>', say('apply.note')))
    .action((template: string, values: ContentValues) => {
      const request = { version: wholeNumber('--to', values.to!, VERSIONS), ...(values.note !== undefined && { note: values.note }) };
      return asking(
        { world, open, values },
        ({ content }) => content.rollback(template, request),
        ({ number }) => [say('content.rolled_back', { template, version: request.version, number })],
      );
    });
}

function command(name: 'list' | 'preview' | 'diff' | 'rollback', world: World): Command {
  return new Command(name)
    .description(world.say(`content.${name}`))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world));
}

interface Asking {
  readonly world: World;
  readonly open: OpenManagement;
  readonly values: ContentValues;
}

async function asking<T>(
  { world: { terminal }, open, values }: Asking,
  ask: (management: Management) => Promise<T>,
  linesOf: (answer: T) => readonly string[],
): Promise<void> {
  const management = await open(whereOf(values));
  try {
    const answer = await ask(management);
    if (values.json) terminal.print(JSON.stringify(answer));
    else for (const line of linesOf(answer)) terminal.print(line);
  } finally {
    await management.close();
  }
}

type Answer<M extends keyof Management['content']> = Awaited<ReturnType<Management['content'][M]>>;

function listLines({ content }: Answer<'list'>, { say }: World): readonly string[] {
  if (content.length === 0) return [say('content.none')];
  const used = (uses: Answer<'list'>['content'][number]['usedBy']) =>
    uses.map(({ kind, id, step }) => `${kind} ${id}${step === undefined ? '' : `/${step}`}`).join(', ');
  return tableOf(
    [
      say('content.id'),
      say('content.version'),
      say('content.approval'),
      say('content.fingerprint'),
      say('content.locales'),
      say('content.variants'),
      say('content.used_by'),
    ],
    content.map((one) => [
      ...[`${one.kind} ${one.id}`, String(one.version), say(`content.${one.approval}`), one.fingerprint],
      ...[one.locales.join(' '), one.variants.join(' '), used(one.usedBy) || '–'],
    ]),
  );
}

function previewLines(
  { template, version, variant, locale, subject, preview, text, sms, missing }: Answer<'preview'>,
  { say }: World,
): readonly string[] {
  const about = [`${template} ${version}`, ...(variant === undefined ? [] : [variant]), ...(locale === undefined ? [] : [locale])].join(
    ', ',
  );
  return [
    about,
    ...(subject === undefined ? [] : [`${say('content.subject')}: ${subject}`]),
    ...(preview === undefined ? [] : [`${say('content.line')}: ${preview}`]),
    '',
    ...text.trimEnd().split('\n'),
    '',
    say('content.length', { units: sms.units, encoding: sms.encoding === 'gsm7' ? 'GSM-7' : 'UCS-2', segments: sms.segments }),
    ...(sms.foreign.length > 0 ? [say('content.foreign', { characters: sms.foreign.slice(0, 20).join(' ') })] : []),
    ...(missing.length > 0 ? [say('content.missing', { names: missing.join(', ') })] : []),
  ];
}

/** Words that went stand in [-...-], words that came in {+...+}. */
function diffLines({ versions, from, to, changes }: Answer<'versions'>, { say }: World): readonly string[] {
  const known = versions.map(({ version, release, note }) => say('content.version_of', { version, release, note: note ?? '' }).trimEnd());
  const fields = changes.flatMap(({ field, words }) => [
    '',
    `${field}:`,
    ...words
      .map(({ sign, text }) => (sign === '-' ? `[-${text}-]` : sign === '+' ? `{+${text}+}` : text))
      .join('')
      .split('\n'),
  ]);
  return [...known, '', say(changes.length === 0 ? 'content.same' : 'content.differs', { from, to }), ...fields];
}
