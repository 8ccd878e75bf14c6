/** A broadcast as a journey: it starts once, on a date, for the members of a segment; it sends, and waits for what comes of it. */
import { clockMs, instantOf, type TimeZone, VolanoError } from '../../base/index.ts';
import {
  dayOfDate,
  defineJourney,
  type JourneyDefinition,
  type MessageClass,
  onSchedule,
  type Project,
  send,
  type Text,
  wait,
} from '../../define/index.ts';

export interface BroadcastWish {
  readonly segment: string;
  readonly template: string;
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
  /** On each customer's own clock: `2026-12-01T10:00`. */
  readonly at: string;
  /** Default: of template and date. */
  readonly id?: string;
  readonly name?: string;
  /** Default a tenth of marketing messages, nobody otherwise. */
  readonly holdout?: number;
  /** Further ways, in order. */
  readonly fallbacks?: readonly { readonly channel: string; readonly template: string }[];
  /** Share of clicks that is aimed at; default 0.02. */
  readonly target?: number;
}

const AT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/;
const HOLDOUT = 0.1;
const TARGET = 0.02;

/** Throws VOLANO_BROADCAST_TIME for a time that is none, and VOLANO_RESOURCE_UNKNOWN for what the project does not have. */
export function broadcastJourney(
  { segment, template, channel, purpose, messageClass, at, ...given }: BroadcastWish,
  project: Project,
): JourneyDefinition {
  const { date, clock } = partsOf(at);
  for (const [kind, id] of [
    ['segment', segment],
    ['template', template],
    ['channel', channel],
    ['purpose', purpose],
    ...(given.fallbacks ?? []).flatMap((way) => [['channel', way.channel] as const, ['template', way.template] as const]),
  ] as const)
    if (!project.definitions.some((one) => one.kind === kind && one.id === id))
      throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind, id });
  const holdout = given.holdout ?? (messageClass === 'marketing' ? HOLDOUT : 0);
  return defineJourney({
    id: given.id ?? `broadcast_${template}_${date.replaceAll('-', '')}`,
    name: nameOf(given.name, { template, date }, project),
    stage: 'retain',
    trigger: onSchedule({ date, at: clock, segment }),
    reentry: 'once',
    ...(holdout > 0 && { holdout }),
    kpi: { metric: 'click_rate', target: given.target ?? TARGET, within: '7d' },
    steps: [
      send({
        id: 'message',
        channel,
        template,
        ...(given.fallbacks && { fallbacks: given.fallbacks }),
        purpose,
        ...(messageClass !== 'marketing' && { messageClass }),
      }),
      wait('7d', { id: 'time-to-answer' }),
    ],
  });
}

/** When its time comes in the workspace's zone, ms; in other zones it is earlier or later. Throws VOLANO_BROADCAST_TIME. */
export function broadcastMoment(at: string, project: Project): number {
  const { day, clock } = partsOf(at);
  return instantOf(day, clockMs(clock), zoneOf(project));
}

/** Whether a journey is a broadcast: it starts once, on a date. */
export function isBroadcast({ trigger }: JourneyDefinition): boolean {
  return trigger.type === 'schedule' && trigger.date !== undefined;
}

/** The project with it. Throws VOLANO_BROADCAST_TAKEN when there is a journey of that id. */
export function withBroadcast(project: Project, journey: JourneyDefinition): Project {
  if (project.definitions.some((one) => one.kind === 'journey' && one.id === journey.id))
    throw new VolanoError('VOLANO_BROADCAST_TAKEN', { id: journey.id });
  return { definitions: [...project.definitions, journey] };
}

function partsOf(at: string): { readonly date: string; readonly clock: string; readonly day: number } {
  const [, date = '', clock = ''] = AT.exec(at) ?? [];
  const day = dayOfDate(date);
  if (day === undefined || !/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) throw new VolanoError('VOLANO_BROADCAST_TIME', { at });
  return { date, clock, day };
}

function zoneOf({ definitions }: Project): TimeZone {
  return definitions.find((one) => one.kind === 'workspace')?.timeZone ?? 'UTC';
}

function nameOf(
  given: string | undefined,
  { template, date }: { readonly template: string; readonly date: string },
  { definitions }: Project,
): Text {
  if (given !== undefined) return { en: given, zh: given };
  const name = definitions.find((one) => one.kind === 'template' && one.id === template);
  const words = name?.kind === 'template' ? name.name : { en: template, zh: template };
  return { en: `Broadcast: ${words.en}, ${date}`, zh: `群发：${words.zh}，${date}` };
}
