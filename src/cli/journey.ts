/** `volano journey`: what becomes of customers in journeys, step by step; and starting one for a customer. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { JsonObject } from '../core/index.ts';
import type { JourneyDetail, JourneyFigures, Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { grouped } from './progress.ts';
import { said } from './said.ts';
import { tableOf } from './table.ts';
import { whomOf } from './whom.ts';
import type { World } from './world.ts';

interface JourneyValues extends WhereValues {
  readonly json?: true;
}

interface StartValues extends JourneyValues {
  readonly customer: string;
  readonly properties?: string;
  readonly messageId?: string;
}

export function journeyCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  const list = command('list', world).action(async (values: JourneyValues) => {
    const journeys = await asking(open, values, (management) => management.journeys.list());
    if (values.json) return terminal.print(JSON.stringify({ journeys }));
    for (const line of listLines(journeys, world)) terminal.print(line);
  });
  const show = command('show', world)
    .argument('<journey>', say('journey.id'))
    .action(async (journey: string, values: JourneyValues) => {
      const detail = await asking(open, values, (management) => management.journeys.show(journey));
      if (values.json) return terminal.print(JSON.stringify(detail));
      for (const line of detailLines(detail, world)) terminal.print(line);
    });
  const start = command('start', world)
    .argument('<journey>', say('journey.id'))
    .addOption(new Option('--customer <customer>', say('journey.customer')).makeOptionMandatory())
    .addOption(new Option('--properties <json>', say('journey.properties')))
    .addOption(new Option('--message-id <id>', say('journey.message_id')))
    .action(async (journey: string, values: StartValues) => {
      const asked = startOf(values);
      const { messageId } = await asking(open, values, (management) => management.journeys.start(journey, asked));
      if (values.json) terminal.print(JSON.stringify({ journey, messageId }));
      else terminal.note(say('journey.started', { journey, message: messageId }));
    });
  return new Command('journey').description(say('journey.description')).addCommand(list).addCommand(show).addCommand(start);
}

function command(name: 'list' | 'show' | 'start', world: World): Command {
  return new Command(name)
    .description(world.say(`journey.${name}`))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world));
}

async function asking<Answer>(
  open: OpenManagement,
  values: JourneyValues,
  ask: (management: Management) => Promise<Answer>,
): Promise<Answer> {
  const management = await open(whereOf(values));
  try {
    return await ask(management);
  } finally {
    await management.close();
  }
}

/** Throws VOLANO_OPTION_INVALID. */
function startOf({ customer, properties, messageId }: StartValues): Parameters<Management['journeys']['start']>[1] {
  const whom = whomOf(customer);
  return {
    ...('customer' in whom ? whom : { identifiers: [[whom.namespace, whom.value]] as const }),
    ...(properties !== undefined && { properties: objectIn(properties) }),
    ...(messageId !== undefined && { messageId }),
  };
}

function objectIn(text: string): JsonObject {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as JsonObject;
  } catch {
    // Said below.
  }
  throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--properties', expected: said`a JSON object`, value: text });
}

const COLUMNS = ['entered', 'waiting', 'completed', 'converted', 'exited', 'failed'] as const;
const STEP_COLUMNS = ['entered', 'waiting', 'proceeded', 'exited', 'failed'] as const;

function listLines(journeys: readonly JourneyFigures[], { say }: World): readonly string[] {
  if (journeys.length === 0) return [say('journey.none')];
  const heads = [say('journey.column.journey'), say('journey.column.version'), ...COLUMNS.map((one) => say(`journey.column.${one}`))];
  const rows = journeys.map((one) => [
    one.isLive ? one.journey : say('journey.gone', { journey: one.journey }),
    one.versions.map(({ version }) => version).join(', '),
    ...COLUMNS.map((column) => grouped(one[column])),
  ]);
  return [...tableOf(heads, rows), ...journeys.flatMap((one) => wrongLines(one, say))];
}

function detailLines(detail: JourneyDetail, { say, locale }: World): readonly string[] {
  const { journey, name, versions } = detail;
  const heads = ['step', 'type', ...STEP_COLUMNS, 'why'].map((one) => say(`journey.column.${one as 'step'}`));
  const lines = versions.flatMap((one) => {
    const { version, isLive, entered, movedIn, movedOut, waiting, completed, converted, exited, failed, steps } = one;
    const figures = { entered, waiting, completed, converted, exited, failed };
    const head = say(isLive ? 'journey.version' : 'journey.version_before', { version });
    const moved = movedIn + movedOut > 0 ? [say('journey.moved', { in: grouped(movedIn), out: grouped(movedOut) })] : [];
    const why = whyOf(one);
    const rows = steps.map((step) => [step.step, step.type ?? '', ...STEP_COLUMNS.map((column) => grouped(step[column])), whyOf(step)]);
    return [
      '',
      head,
      COLUMNS.map((column) => `${say(`journey.column.${column}`)} ${grouped(figures[column])}`).join(', '),
      ...moved,
      ...(why === '' ? [] : [why]),
      ...tableOf(heads, rows),
    ];
  });
  return [`${journey}: ${name[locale]}`, ...lines, ...wrongLines(detail, say)];
}

type Ends = Pick<JourneyFigures, 'exitedBy' | 'failedBy'>;

/** Rules by how often, the most frequent first. */
function whyOf({ exitedBy, failedBy }: Ends): string {
  const all = [...Object.entries(exitedBy), ...Object.entries(failedBy)].filter(([, count]) => count !== 0);
  return all
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([rule, count]) => `${rule} ${grouped(count)}`)
    .join(', ');
}

/** What does not add up. */
export function wrongLines({ wrong }: Pick<JourneyFigures, 'wrong'>, say: World['say']): readonly string[] {
  return wrong.map(({ journey, version, step, entered, found }) =>
    say('journey.wrong', { journey, version, step: step ?? '-', entered: grouped(entered), found: grouped(found) }),
  );
}
