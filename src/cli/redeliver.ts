/** `volano redeliver`: sends messages that failed for good again. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { OpenManagement, RedeliverSelection } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { said } from './said.ts';
import type { World } from './world.ts';

interface RedeliverValues extends WhereValues {
  readonly message?: string;
  readonly channel?: string;
  readonly all?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

export function redeliverCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('redeliver')
    .description(say('redeliver.description'))
    .addOption(new Option('--message <id>', say('redeliver.message')))
    .addOption(new Option('--channel <id>', say('redeliver.channel')))
    .addOption(new Option('--all', say('redeliver.all')))
    .addOption(new Option('--dry-run', say('redeliver.dry_run')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (values: RedeliverValues) => {
      const selection = selectionOf(values);
      const management = await open(whereOf(values));
      try {
        const { messages } = await management.redeliver(selection);
        if (values.json) terminal.print(JSON.stringify({ messages, dryRun: values.dryRun === true }));
        else {
          for (const message of messages) terminal.print(message);
          const count = String(messages.length);
          const text = messages.length === 0 ? 'redeliver.none' : values.dryRun ? 'redeliver.would' : 'redeliver.done';
          terminal.note(say(text, { count }));
        }
      } finally {
        await management.close();
      }
    });
}

/** Throws VOLANO_OPTION_INVALID unless exactly one of the three is given. */
function selectionOf({ message, channel, all, dryRun }: RedeliverValues): RedeliverSelection {
  const given = [message, channel, all].filter((one) => one !== undefined);
  if (given.length !== 1) {
    const value = given.length === 0 ? '' : given.join(' ');
    throw new VolanoError('VOLANO_OPTION_INVALID', {
      option: 'redeliver',
      expected: said`one of --message <id>, --channel <id>, --all`,
      value,
    });
  }
  return {
    dryRun: dryRun === true,
    ...(message !== undefined && { message }),
    ...(channel !== undefined && { channel }),
    ...(all && { all }),
  };
}
