/** `volano forecast`: what guard would drop of one message to a segment. */
import { Command, Option } from 'commander';
import type { MessageClass } from '../define/index.ts';
import type { Forecast } from '../runtime/index.ts';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { tableOf } from './table.ts';
import { momentOf } from './when.ts';
import type { World } from './world.ts';

interface ForecastValues extends WhereValues {
  readonly json?: true;
  readonly segment: string;
  readonly channel: string;
  readonly purpose: string;
  readonly class: MessageClass;
  readonly at?: string;
}

export function forecastCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('forecast')
    .description(say('forecast.description'))
    .requiredOption('--segment <id>', say('forecast.segment'))
    .requiredOption('--channel <id>', say('forecast.channel'))
    .requiredOption('--purpose <id>', say('forecast.purpose'))
    .addOption(new Option('--class <class>', say('forecast.class')).choices(['marketing', 'service', 'transactional']).default('marketing'))
    .option('--at <time>', say('forecast.at'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (values: ForecastValues) => {
      const { segment, channel, purpose, class: messageClass, at } = values;
      const management = await open(whereOf(values));
      try {
        const moment = at === undefined ? {} : { at: momentOf('--at', at) };
        const forecast = await management.forecast({ segment, channel, purpose, messageClass, ...moment });
        if (values.json) {
          terminal.print(JSON.stringify(forecast));
          return;
        }
        for (const line of forecastLines(forecast, segment, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

/** How many would get it, and what keeps it from the others. */
export function forecastLines({ members, asked, verdicts }: Forecast, segment: string, { say }: World): readonly string[] {
  const heads = [say('forecast.verdict'), say('forecast.rule'), say('forecast.customers'), say('forecast.share')];
  const rows = verdicts.map(({ verdict, rule, customers }) => [
    say(`forecast.${verdict}`),
    rule,
    String(customers),
    `${((100 * customers) / asked).toFixed(1)}%`,
  ]);
  return [
    say(asked < members ? 'forecast.drawn' : 'forecast.all', { segment, members, asked }),
    ...(rows.length > 0 ? tableOf(heads, rows) : []),
  ];
}
