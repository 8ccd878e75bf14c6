/** `volano rollout`: how releases reach customers stage by stage, and what is said of it. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { RolloutWish } from '../runtime/index.ts';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, memberOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { reportLines } from './rollout-lines.ts';
import type { World } from './world.ts';

interface RolloutCommandValues extends WhereValues {
  readonly json?: true;
  readonly reason?: string;
  readonly stage?: string;
}

const ACTIONS: readonly RolloutWish['action'][] = ['advance', 'pause', 'resume', 'halt'];

export function rolloutCommand(world: World, open: OpenManagement): Command {
  const { say } = world;
  const command = new Command('rollout').description(say('rollout.description')).addCommand(statusOf(world, open));
  for (const action of ACTIONS) command.addCommand(commandOf(action, world, open));
  return command;
}

function statusOf(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return withWhere(new Command('status'), world)
    .description(say('rollout.status'))
    .argument('[rollout]', say('rollout.which'))
    .action(async (id: string | undefined, values: RolloutCommandValues) => {
      const management = await open(whereOf(values));
      try {
        const rollouts = (await management.rollouts()).filter((one) => id === undefined || one.id === id);
        if (id !== undefined && rollouts.length === 0) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'rollout', id });
        if (values.json) terminal.print(JSON.stringify({ rollouts }));
        else if (rollouts.length === 0) terminal.print(say('rollout.none'));
        else for (const line of rollouts.flatMap((one) => reportLines(one, world))) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

function commandOf(action: RolloutWish['action'], world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  const command = withWhere(new Command(action), world)
    .description(say(`rollout.${action}`))
    .argument('<rollout>', say('rollout.which'))
    .addOption(new Option('--reason <text>', say('rollout.reason')))
    .addOption(memberOption(world));
  if (action === 'advance') command.addOption(new Option('--stage <number>', say('rollout.to_stage')));
  return command.action(async (id: string, values: RolloutCommandValues) => {
    const { reason } = values;
    const stage = values.stage === undefined ? undefined : wholeNumber('--stage', values.stage, { low: 2, high: 21 }) - 1;
    const management = await open(whereOf(values));
    try {
      const wish = { action, ...(stage !== undefined && { stage }), ...(reason !== undefined && { reason }) };
      const report = await management.sayOfRollout(id, wish);
      if (values.json) terminal.print(JSON.stringify(report));
      else for (const line of reportLines(report, world)) terminal.print(line);
    } finally {
      await management.close();
    }
  });
}

function withWhere(command: Command, world: World): Command {
  return command.addOption(urlOption(world)).addOption(tokenOption(world)).addOption(dataOption(world)).addOption(jsonOption(world));
}
