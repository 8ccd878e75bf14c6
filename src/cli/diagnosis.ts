/** `volano diagnosis`: how the steps of journeys do, what is broken, and what is rerouted; and a person's word on a reroute. */
import { Argument, Command, Option } from 'commander';
import type { JourneyDiagnosis, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { grouped } from './progress.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

type StepDiagnosis = JourneyDiagnosis['steps'][number];
type Measurement = StepDiagnosis['measurements'][number];

interface DiagnosisValues extends WhereValues {
  readonly json?: true;
  readonly by?: string;
  readonly reason?: string;
}

const ACTIONS = ['on', 'off', 'auto'] as const;

type RerouteWords = [journey: string, step: string, action: (typeof ACTIONS)[number]];

export function diagnosisCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return withWhere(new Command('diagnosis'), world)
    .description(say('diagnosis.description'))
    .argument('[journey]', say('diagnosis.journey'))
    .addCommand(rerouteCommand(world, open))
    .action(async (journey: string | undefined, values: DiagnosisValues) => {
      const management = await open(whereOf(values));
      try {
        const journeys = await management.diagnosis(journey);
        if (values.json) terminal.print(JSON.stringify({ journeys }));
        else for (const line of linesOf(journeys, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

function rerouteCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return withWhere(new Command('reroute'), world)
    .description(say('reroute.description'))
    .argument('<journey>', say('diagnosis.journey'))
    .argument('<step>', say('reroute.step'))
    .addArgument(new Argument('<action>', say('reroute.action')).choices(ACTIONS))
    .addOption(new Option('--by <name>', say('reroute.by')))
    .addOption(new Option('--reason <text>', say('reroute.reason')))
    .action(async (...given: [...RerouteWords, object, Command]) => {
      const [journey, step, action, , command] = given;
      // The command above has the same options, and takes those that stand before this one's words.
      const values = command.optsWithGlobals() as DiagnosisValues;
      const { by, reason } = values;
      const management = await open(whereOf(values));
      try {
        const made = await management.reroute({
          journey,
          step,
          action,
          ...(by !== undefined && { by }),
          ...(reason !== undefined && { reason }),
        });
        if (values.json) terminal.print(JSON.stringify(made));
        else for (const line of linesOf([made], world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

function withWhere(command: Command, world: World): Command {
  return command.addOption(urlOption(world)).addOption(tokenOption(world)).addOption(dataOption(world)).addOption(jsonOption(world));
}

function linesOf(journeys: readonly JourneyDiagnosis[], world: World): readonly string[] {
  if (journeys.length === 0) return [world.say('diagnosis.none')];
  return journeys.flatMap((one, index) => [...(index > 0 ? [''] : []), ...journeyLines(one, world)]);
}

function journeyLines({ journey, steps }: JourneyDiagnosis, { say }: World): readonly string[] {
  const measured = steps.flatMap((step) => step.measurements.filter(({ of }) => of > 0).map((one) => [step, one] as const));
  const heads = ['step', 'measure', 'now', 'count', 'usual', 'bound', 'z', 'state'] as const;
  const table = tableOf(
    heads.map((head) => say(`diagnosis.${head}`)),
    measured.map(([{ step }, one]) => [
      step,
      say(`diagnosis.${one.measure}`),
      percent(one.value),
      `${grouped(one.count)} / ${grouped(one.of)}`,
      one.past.of === 0 ? '' : percent(one.past.count / one.past.of),
      one.by === 'guardrail' ? percent(one.threshold) : '',
      one.z === undefined ? '' : one.z.toFixed(1),
      stateOf(one, say),
    ]),
  );
  const rerouted = steps.flatMap(({ step, reroute }) => {
    if (!reroute) return [];
    const { on, held, by, reason, since } = reroute;
    const text = on ? (held ? 'diagnosis.held_on' : 'diagnosis.rerouted') : 'diagnosis.held_off';
    return [say(text, { step, by, reason: reason === '' ? '-' : reason, since: new Date(since).toISOString() })];
  });
  const nothing = measured.length === 0 ? [say('diagnosis.nobody')] : table;
  const isGood = steps.every((one) => one.measurements.every(({ breached }) => !breached));
  return [say('diagnosis.head', { journey }), ...nothing, ...rerouted, ...(measured.length > 0 && isGood ? [say('diagnosis.good')] : [])];
}

function stateOf({ breached, recovery, verdict }: Measurement, say: World['say']): string {
  if (recovery !== undefined && breached) return say('diagnosis.recovering', { progress: percent(recovery) });
  if (breached) return say('diagnosis.broken');
  return verdict === 'undecided' ? say('diagnosis.undecided') : '';
}

function percent(share: number | null): string {
  return share === null ? '' : `${(share * 100).toFixed(1)}%`;
}
