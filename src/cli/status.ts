/** `volano status`: which definitions are in force, since when, and what the others wait for. */
import { Command } from 'commander';
import type { DefinitionStanding, ReleaseStanding } from '../runtime/index.ts';
import { wrongLines } from './journey.ts';
import type { JourneyFigures, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { grouped } from './progress.ts';
import { standingLine } from './rollout-lines.ts';
import { tableOf } from './table.ts';
import { preparationLine } from './waiting.ts';
import type { World } from './world.ts';

export function statusCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('status')
    .description(say('status.description'))
    .option('--all', say('status.all'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (values: WhereValues & { readonly json?: true; readonly all?: true }) => {
      const management = await open(whereOf(values));
      try {
        const [standing, rollouts, journeys] = await Promise.all([
          management.standing(),
          management.rollouts(),
          management.journeys.list(),
        ]);
        // One that is over says nothing of how things are.
        const open = rollouts.filter(({ state }) => state !== 'completed');
        if (values.json) terminal.print(JSON.stringify(standing ? { ...standing, rollouts: open, journeys } : null));
        else
          for (const line of [
            ...linesOf(standing, world, values.all === true),
            ...open.map((one) => standingLine(one, world)),
            ...journeyLines(journeys, world),
          ])
            terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

function linesOf(standing: ReleaseStanding | undefined, world: World, all: boolean): readonly string[] {
  const { say } = world;
  if (!standing || standing.release === 0) return [say('releases.none')];
  const { release, definitions, preparing, isBrought, evaluating, lag } = standing;
  const live = definitions.filter(({ state }) => state === 'live').length;
  const lines = [say('status.summary', { number: release, live, count: definitions.length })];
  if (preparing) lines.push(isBrought ? preparationLine(preparing, world) : say('status.later'));
  if (evaluating) lines.push(say('status.evaluating'));
  if (lag.entries > 0 || lag.rows > 0) lines.push(say('status.lag', { entries: grouped(lag.entries), rows: grouped(lag.rows) }));
  const shown = definitions.filter(({ state }) => all || state !== 'live');
  if (shown.length === 0) return lines;
  const heads = [say('status.definition'), say('status.version'), say('status.state'), say('status.since')];
  return [
    ...lines,
    '',
    ...tableOf(
      heads,
      shown.map((one) => rowOf(one, world)),
    ),
  ];
}

/** Nothing before the first journey. */
function journeyLines(journeys: readonly JourneyFigures[], { say }: World): readonly string[] {
  if (journeys.length === 0) return [];
  const count = journeys.filter(({ isLive }) => isLive).length;
  const waiting = journeys.reduce((sum, one) => sum + one.waiting, 0);
  return ['', say('status.journeys', { count, waiting: grouped(waiting) }), ...journeys.flatMap((one) => wrongLines(one, say))];
}

function rowOf({ kind, id, version, state, release, since }: DefinitionStanding, { say }: World): string[] {
  const when = since === undefined ? '' : say('status.at', { release, position: grouped(since) });
  return [`${kind} ${id}`, String(version), say(`status.is_${state}`), when];
}
