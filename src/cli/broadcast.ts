/** `volano broadcast`: one message to a segment at one time, in a release or in the project's folder; and taking it back before it starts. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { JourneyDefinition, MessageClass, Project } from '../define/index.ts';
import type { BroadcastWish, PlannedFiles } from '../runtime/broadcast/index.ts';
import type { Forecast, Review } from '../runtime/index.ts';
import { CheckFailed } from './failure.ts';
import { forecastLines } from './forecast.ts';
import type { LoadProject, Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, memberOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { findingLines } from './review-lines.ts';
import { said } from './said.ts';
import type { World } from './world.ts';

/** What the command needs of runtime/broadcast, loaded when it is called. */
export interface BroadcastRoom {
  readonly broadcastJourney: (wish: BroadcastWish, project: Project) => JourneyDefinition;
  readonly broadcastMoment: (at: string, project: Project) => number;
  readonly isBroadcast: (journey: JourneyDefinition) => boolean;
  readonly withBroadcast: (project: Project, journey: JourneyDefinition) => Project;
  readonly planWriting: (journey: JourneyDefinition, folder: string) => Promise<PlannedFiles>;
  readonly writeFiles: (planned: PlannedFiles, folder: string) => Promise<void>;
}

export interface BroadcastEngine {
  readonly loadProject: LoadProject;
  readonly open: OpenManagement;
  readonly room: () => Promise<BroadcastRoom>;
  /** Ms since 1970 UTC. */
  readonly now: () => number;
}

interface BroadcastValues extends WhereValues {
  readonly channel: string;
  readonly at: string;
  readonly purpose: string;
  readonly class: MessageClass;
  readonly id?: string;
  readonly name?: string;
  readonly holdout?: string;
  readonly target?: string;
  readonly fallback?: readonly string[];
  readonly accept?: readonly string[];
  readonly dryRun?: true;
  readonly write?: string | true;
  readonly json?: true;
}

export function broadcastCommand(world: World, engine: BroadcastEngine): Command {
  const { say } = world;
  const sending = withWhere(new Command('send'), world)
    .description(say('broadcast.send'))
    .argument('<segment>', say('broadcast.segment'))
    .argument('<template>', say('broadcast.template'))
    .requiredOption('--channel <id>', say('forecast.channel'))
    .requiredOption('--at <time>', say('broadcast.at'))
    .requiredOption('--purpose <id>', say('forecast.purpose'))
    .addOption(new Option('--class <class>', say('forecast.class')).choices(['marketing', 'service', 'transactional']).default('marketing'))
    .option('--id <id>', say('broadcast.id'))
    .option('--name <text>', say('broadcast.name'))
    .option('--holdout <share>', say('broadcast.holdout'))
    .option('--target <share>', say('broadcast.target'))
    .option('--fallback <channel:template...>', say('broadcast.fallback'))
    .option('--accept <lint...>', say('apply.accept'))
    .option('--dry-run', say('broadcast.dry_run'))
    .option('--write [folder]', say('broadcast.write'))
    .action((segment: string, template: string, values: BroadcastValues) => broadcast(world, engine, { segment, template, ...values }));
  return new Command('broadcast')
    .description(say('broadcast.description'))
    .addCommand(sending, { isDefault: true })
    .addCommand(cancelCommand(world, engine));
}

async function broadcast(
  world: World,
  { loadProject, open, room, now }: BroadcastEngine,
  values: BroadcastValues & { readonly segment: string; readonly template: string },
): Promise<void> {
  const { say, terminal } = world;
  const rooms = await room();
  const management = await open(whereOf(values));
  try {
    const folder = values.write === true ? '.' : values.write;
    const project = folder === undefined ? projectOf(await management.release()) : await loadProject(folder);
    const journey = rooms.broadcastJourney(wishOf(values), project);
    const at = rooms.broadcastMoment(values.at, project);
    if (at <= now()) throw new VolanoError('VOLANO_BROADCAST_PAST', { at: values.at });
    const next = rooms.withBroadcast(project, journey);
    const review = await management.plan(next);
    const { segment, channel, purpose, class: messageClass } = values;
    const forecast = await forecastFor(management, { segment, channel, purpose, messageClass, at });
    const told = { journey, forecast, findings: review.findings };
    if (!values.json) for (const line of toldLines(told, segment, world)) terminal.print(line);
    if (refusedBy(review, values.accept).length > 0) {
      if (values.json) terminal.print(JSON.stringify(told));
      throw new CheckFailed();
    }
    const outcome = values.dryRun
      ? {}
      : folder === undefined
        ? await released(management, { next, accept: values.accept, id: journey.id })
        : await written(rooms, journey, folder);
    if (values.json) terminal.print(JSON.stringify({ ...told, ...outcome, dryRun: values.dryRun === true }));
    else for (const line of outcomeLines(outcome, journey.id, world)) terminal.print(line);
  } finally {
    await management.close();
  }
  if (values.dryRun && !values.json) terminal.print(say('broadcast.would'));
}

/** What has come of it. */
interface Outcome {
  readonly number?: number;
  readonly draft?: string;
  readonly files?: readonly string[];
  readonly lines?: readonly string[];
}

async function released(
  management: Management,
  { next, accept, id }: { readonly next: Project; readonly accept: readonly string[] | undefined; readonly id: string },
): Promise<Outcome> {
  const made = await management.apply(next, { note: `broadcast ${id}`, ...(accept && { accept }) });
  return made.draft === undefined ? { number: made.number } : { draft: made.draft };
}

async function written(rooms: BroadcastRoom, journey: JourneyDefinition, folder: string): Promise<Outcome> {
  const planned = await rooms.planWriting(journey, folder);
  await rooms.writeFiles(planned, folder);
  return { files: planned.files.map(({ path }) => path), lines: planned.lines };
}

/** Undefined when it cannot be told yet: the segment or the channel is new in the folder. */
async function forecastFor(management: Management, question: Parameters<Management['forecast']>[0]): Promise<Forecast | undefined> {
  try {
    return await management.forecast(question);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'VOLANO_RESOURCE_UNKNOWN') return undefined;
    throw error;
  }
}

/** Errors of lints that are not accepted: with them no release is made. */
function refusedBy({ findings }: Review, accept: readonly string[] = []): Review['findings'] {
  return findings.filter((one) => one.severity === 'error' && (one.final === true || !accept.includes(one.lint)));
}

function toldLines(
  {
    journey,
    forecast,
    findings,
  }: { readonly journey: JourneyDefinition; readonly forecast: Forecast | undefined; readonly findings: Review['findings'] },
  segment: string,
  world: World,
): readonly string[] {
  const { say } = world;
  return [
    say('broadcast.journey', { id: journey.id, holdout: `${100 * (journey.holdout ?? 0)}%` }),
    ...(forecast ? forecastLines(forecast, segment, world) : [say('broadcast.no_forecast')]),
    ...findingLines(
      findings.filter(({ severity, kind, id }) => severity === 'error' || (kind === 'journey' && id === journey.id)),
      world,
    ),
  ];
}

function outcomeLines({ number, draft, files, lines = [] }: Outcome, id: string, { say }: World): readonly string[] {
  if (draft !== undefined) return [say('apply.proposed', { draft })];
  if (number !== undefined) return [say('broadcast.released', { number, id })];
  if (!files) return [];
  return [
    say('broadcast.written', { files: files.join(', ') }),
    ...(lines.length === 0 ? [] : [say('broadcast.lines'), ...lines.map((line) => `  ${line}`)]),
  ];
}

function cancelCommand(world: World, { open, room, now }: BroadcastEngine): Command {
  const { say, terminal } = world;
  return withWhere(new Command('cancel'), world)
    .description(say('broadcast.cancel'))
    .argument('<id>', say('broadcast.id'))
    .option('--dry-run', say('broadcast.dry_run'))
    .action(async (id: string, values: WhereValues & { readonly dryRun?: true; readonly json?: true }) => {
      const { isBroadcast, broadcastMoment } = await room();
      const management = await open(whereOf(values));
      try {
        const project = projectOf(await management.release());
        const journey = project.definitions.find((one): one is JourneyDefinition => one.kind === 'journey' && one.id === id);
        if (!journey || !isBroadcast(journey)) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'broadcast', id });
        const { date = '', at = '' } = journey.trigger as { readonly date?: string; readonly at?: string };
        const next = { definitions: project.definitions.filter((one) => one !== journey) };
        const review = await management.plan(next);
        const inside = review.journeys.find((one) => one.journey === id)?.inside ?? 0;
        if (inside > 0 || broadcastMoment(`${date}T${at}`, project) <= now())
          throw new VolanoError('VOLANO_BROADCAST_STARTED', { id, inside });
        const made: Outcome = values.dryRun ? {} : await management.apply(next, { note: `broadcast ${id} cancelled` });
        const { number, draft } = made;
        if (values.json)
          terminal.print(JSON.stringify({ id, ...(draft === undefined ? { number } : { draft }), dryRun: values.dryRun === true }));
        else if (draft !== undefined) terminal.print(say('apply.proposed', { draft }));
        else terminal.print(values.dryRun ? say('broadcast.would') : say('broadcast.cancelled', { id, number: number ?? 0 }));
      } finally {
        await management.close();
      }
    });
}

function withWhere(command: Command, world: World): Command {
  return command
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(memberOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world));
}

function projectOf({ definitions }: { readonly definitions: readonly { readonly definition: Project['definitions'][number] }[] }): Project {
  return { definitions: definitions.map(({ definition }) => definition) };
}

function wishOf({
  segment,
  template,
  channel,
  purpose,
  class: messageClass,
  at,
  id,
  name,
  holdout,
  target,
  fallback,
}: BroadcastValues & { readonly segment: string; readonly template: string }): BroadcastWish {
  return {
    ...{ segment, template, channel, purpose, messageClass, at },
    ...(fallback && { fallbacks: fallback.map((way) => wayOf(way, template)) }),
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(holdout !== undefined && { holdout: shareOf('--holdout', holdout) }),
    ...(target !== undefined && { target: shareOf('--target', target) }),
  };
}

/** `channel:template`, or a channel that says the same. */
function wayOf(text: string, template: string): { readonly channel: string; readonly template: string } {
  const [channel = '', other = template] = text.split(':');
  return { channel, template: other };
}

function shareOf(option: string, text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share < 1) return share;
  throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected: said`a share from 0 to below 1, e.g. 0.1`, value: text });
}
