/** `volano customer`: everything known about one customer, with where it comes from; with `--timeline` what happened. */
import { Command, Option } from 'commander';
import { ROW_PLACE, VolanoError } from '../base/index.ts';
import { linesOfCustomer, linesOfTimeline } from './customer-lines.ts';
import type { OpenManagement, TimelineRequest } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { said } from './said.ts';
import { whomOf } from './whom.ts';
import type { World } from './world.ts';

interface CustomerValues extends WhereValues {
  readonly timeline?: true;
  readonly kind?: readonly string[];
  readonly event?: readonly string[];
  readonly source?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly before?: string;
  readonly limit?: string;
  readonly json?: true;
}

const LIMIT_MAX = 500;

export function customerCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('customer')
    .description(say('customer.description'))
    .argument('<customer>', say('explain.customer'))
    .addOption(new Option('--timeline', say('customer.timeline')))
    .addOption(new Option('--kind <kind...>', say('customer.kind')).choices(['events', 'facts', 'messages']))
    .addOption(new Option('--event <name...>', say('customer.event')))
    .addOption(new Option('--source <id...>', say('customer.source')))
    .addOption(new Option('--from <time>', say('customer.from')))
    .addOption(new Option('--to <time>', say('customer.to')))
    .addOption(new Option('--before <number>', say('customer.before')))
    .addOption(new Option('--limit <count>', say('customer.limit')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (customer: string, values: CustomerValues) => {
      const request = requestOf(values);
      const management = await open(whereOf(values));
      const print = (answer: unknown, lines: () => readonly string[]): void => {
        if (values.json) terminal.print(JSON.stringify(answer));
        else for (const line of lines()) terminal.print(line);
      };
      try {
        const whom = whomOf(customer);
        if (values.timeline) {
          const timeline = await management.timeline(whom, request);
          print(timeline, () => linesOfTimeline(timeline, world));
          return;
        }
        const [profile, { traits }] = await Promise.all([management.customer(whom), management.lineage(whom)]);
        print({ ...profile, lineage: traits }, () => linesOfCustomer({ profile, traits }, world));
      } finally {
        await management.close();
      }
    });
}

function placeOf(text: string): string {
  if (ROW_PLACE.test(text)) return text;
  throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--before', expected: said`what the page before answered`, value: text });
}

function requestOf({ kind, event, source, from, to, before, limit }: CustomerValues): TimelineRequest {
  const whole = (option: string, text: string, high: number): string => String(wholeNumber(option, text, { low: 1, high }));
  return {
    ...(kind && { kind }),
    ...(event && { event }),
    ...(source && { source }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(before !== undefined && { before: placeOf(before) }),
    ...(limit !== undefined && { limit: whole('--limit', limit, LIMIT_MAX) }),
  };
}
