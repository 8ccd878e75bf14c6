/** `volano calendar`: what is planned for whom. */
import { Command } from 'commander';
import type { Calendar, CalendarEntry } from '../runtime/index.ts';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

interface CalendarValues extends WhereValues {
  readonly from?: string;
  readonly to?: string;
  readonly customer?: string;
  readonly json?: true;
}

/** Pairs shown; the others are in the document. */
const SHOWN = 20;

export function calendarCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('calendar')
    .description(say('calendar.description'))
    .option('--from <date>', say('calendar.from'))
    .option('--to <date>', say('calendar.to'))
    .option('--customer <id>', say('calendar.customer'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (values: CalendarValues) => {
      const { from, to, customer } = values;
      const management = await open(whereOf(values));
      try {
        const calendar = await management.calendar({
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(customer !== undefined && whomOf(customer)),
        });
        if (values.json) terminal.print(JSON.stringify(calendar));
        else for (const line of linesOf(calendar, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

function linesOf({ from, to, entries, overlaps, unknown }: Calendar, world: World): readonly string[] {
  const { say } = world;
  const heads = ['day', 'at', 'journey', 'kind', 'for', 'customers', 'channels', 'purposes'] as const;
  const rows = entries.map((entry) => cellsOf(entry, world));
  const twice = overlaps
    .slice(0, SHOWN)
    .map(({ day, journeys: [first, second], customers }) => say('calendar.overlap', { day, first, second, customers }));
  return [
    ...(rows.length === 0
      ? [say('calendar.none', { from, to })]
      : tableOf(
          heads.map((head) => say(`calendar.${head}`)),
          rows,
        )),
    ...(twice.length === 0 ? [] : [say('calendar.twice'), ...twice]),
    ...(overlaps.length > SHOWN ? [say('calendar.more', { count: overlaps.length - SHOWN })] : []),
    ...(unknown.length === 0 ? [] : [say('calendar.unknown', { journeys: unknown.join(', ') })]),
  ];
}

function cellsOf(
  { day, at, journey, kind, segment, trait, customers, channels, purposes }: CalendarEntry,
  { say }: World,
): readonly string[] {
  return [
    day,
    at,
    journey,
    say(`calendar.${kind}`),
    segment ?? trait ?? say('calendar.everybody'),
    String(customers),
    channels.join(', '),
    purposes.join(', '),
  ];
}

/** `namespace:value`, or a customer's id. */
function whomOf(text: string): Readonly<Record<string, string>> {
  const colon = text.indexOf(':');
  return colon < 0 ? { customer: text } : { namespace: text.slice(0, colon), value: text.slice(colon + 1) };
}
