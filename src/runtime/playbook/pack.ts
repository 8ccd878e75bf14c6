/** A journey that runs, made into a playbook: with what it depends on, without what is private, and with what it came to. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { VolanoError, verbatim } from '../../base/index.ts';
import {
  type ChannelType,
  type Definition,
  type HandingStep,
  type JourneyDefinition,
  listsWithin,
  type Reference,
  type Release,
  referencesOf,
  type Step,
  waysOf,
} from '../../define/index.ts';
import type { Report } from '../../learn/index.ts';
import { housed, type Playbook, type PlaybookResult } from '../../library/index.ts';
import { printed } from './printed.ts';
import { stripped } from './private.ts';
import { readmeOf } from './readme.ts';

export interface Packed {
  readonly playbook: Playbook;
  /** As they are written: channels by type, purposes by kind of message. */
  readonly definitions: readonly Definition[];
  /** What was taken out, by place: addresses, phone numbers, hosts, names of people. */
  readonly removed: readonly string[];
}

/** What goes along; channels and purposes are the other project's own. */
const TAKEN: ReadonlySet<Reference['kind']> = new Set(['journey', 'trait', 'tag', 'tag_group', 'segment', 'template', 'block', 'benefit']);

/**
 * The playbook of a journey of this release, with its result in this report. `measured`: date of the report, `2026-01-05`. Rejects with VOLANO_RESOURCE_UNKNOWN for a journey that
 * the release does not have.
 */
export function packPlaybook(
  id: string,
  { release, report, measured }: { readonly release: Release; readonly report: Report; readonly measured: string },
): Packed {
  const all = release.definitions.map(({ definition }) => definition);
  const journey = all.find((one): one is JourneyDefinition => one.kind === 'journey' && one.id === id);
  if (!journey) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id });
  const dependent = neededBy(journey, all);
  const { definitions, removed } = stripped(dependent.map((one) => portable(one, all)));
  const { name, description } = journey;
  const journeys = dependent.filter((one) => one.kind === 'journey');
  const playbook: Playbook = {
    id: id.replaceAll('_', '-'),
    name,
    summary: description ?? name,
    adapt: {
      en: 'Thresholds, times, and what the messages promise: they come from another project.',
      zh: '门槛、时间与消息承诺的内容：它们来自另一个项目。',
    },
    definitions: (house) => housed(house, definitions),
    results: journeys.map((one) => resultOf(one, report, measured)),
  };
  return { playbook, definitions, removed };
}

/** Writes its folder: index.ts and a page in each language. Rejects with VOLANO_PLAYBOOK_COLLIDES where there is one already. */
export async function writePacked({ playbook, definitions }: Packed, shelf: string): Promise<string> {
  const folder = join(resolve(shelf), playbook.id);
  if (existsSync(folder)) throw new VolanoError('VOLANO_PLAYBOOK_COLLIDES', { id: playbook.id, names: verbatim(folder) });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.ts'), sourceOf(playbook, definitions));
  await writeFile(join(folder, 'README.md'), readmeOf(playbook, 'en', { tested: false }));
  await writeFile(join(folder, 'README.zh-CN.md'), readmeOf(playbook, 'zh', { tested: false }));
  return folder;
}

/** The journey and all that it leans on, what is leant on first. */
function neededBy(journey: JourneyDefinition, all: readonly Definition[]): readonly Definition[] {
  const byName = new Map(all.map((one) => [`${one.kind} ${one.id}`, one]));
  const ordered = new Set<Definition>();
  const open = new Set<Definition>();
  const visit = (one: Definition): void => {
    if (open.has(one)) return;
    open.add(one);
    for (const { kind, id } of referencesOf(one)) {
      const needed = TAKEN.has(kind) ? byName.get(`${kind} ${id}`) : undefined;
      if (needed) visit(needed);
    }
    ordered.add(one);
  };
  visit(journey);
  return [...ordered];
}

/** With the channels' types for their ids, and the kinds of messages for the purposes. */
function portable(definition: Definition, all: readonly Definition[]): Definition {
  if (definition.kind === 'template') {
    const { approval: _, ...rest } = definition;
    return rest;
  }
  if (definition.kind !== 'journey') return definition;
  const types = new Map<string, ChannelType>(all.flatMap((one) => (one.kind === 'channel' ? [[one.id, one.type] as const] : [])));
  const typeOf = (channel: string): ChannelType => types.get(channel) ?? 'in_app';
  const used = typesByTemplate(definition.steps, typeOf);
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== 'object' || value === null) return value;
    const one = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, moved(member)]));
    return one.type === 'send' || one.type === 'webhook' || one.type === 'ticket'
      ? movedStep(one as unknown as HandingStep, typeOf, used)
      : one;
  };
  const { edits: _, ...journey } = definition;
  return moved(journey) as Definition;
}

/** Where a journey asks for addresses in branches, each of its messages names one channel: what others of them use for the same content are its further ways elsewhere. */
function movedStep(
  step: HandingStep,
  typeOf: (channel: string) => ChannelType,
  used: ReadonlyMap<string, ReadonlySet<ChannelType>>,
): HandingStep {
  const ways = waysOf(step).map(({ path: _, ...way }) => ({ ...way, channel: typeOf(way.channel) }));
  if (step.type === 'webhook') return { ...step, channel: ways[0]!.channel };
  if (step.type === 'ticket') return step.channel === undefined ? step : { ...step, channel: typeOf(step.channel) };
  const more = [...(used.get(step.template) ?? [])].filter((type) => !ways.some(({ channel }) => channel === type));
  const [first, ...fallbacks] = [...ways, ...more.map((channel) => ({ channel, template: step.template }))];
  const purpose = (step.messageClass ?? 'marketing') === 'marketing' ? 'offer' : 'care';
  return { ...step, ...first, ...(fallbacks.length > 0 && { fallbacks }), purpose };
}

function typesByTemplate(steps: readonly Step[], typeOf: (channel: string) => ChannelType): ReadonlyMap<string, ReadonlySet<ChannelType>> {
  const used = new Map<string, Set<ChannelType>>();
  const walk = (list: readonly Step[]): void => {
    for (const step of list) {
      if (step.type === 'send') {
        const types = used.get(step.template) ?? new Set();
        for (const { channel, template } of waysOf(step)) if (template === step.template) types.add(typeOf(channel));
        used.set(step.template, types);
      }
      for (const { steps: within } of listsWithin(step)) walk(within);
    }
  };
  walk(steps);
  return used;
}

function resultOf({ id, kpi }: JourneyDefinition, { lift, conversions, returns }: Report, measured: string): PlaybookResult {
  const row = lift.find(({ journey }) => journey === id);
  const estimate = row?.conversionLift;
  const treated = row?.treatment ?? conversions.find(({ journey }) => journey === id) ?? { customers: 0, converted: 0, revenue: 0 };
  const sent = returns
    .filter(({ journey }) => journey === id)
    .reduce((sum, one) => ({ sent: sum.sent + one.sent, clicked: sum.clicked + one.clicked }), { sent: 0, clicked: 0 });
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  const values = {
    lift: estimate && estimate.low !== null ? estimate.difference : null,
    conversion_rate: share(treated.converted, treated.customers),
    revenue_per_customer: share(treated.revenue, treated.customers),
    click_rate: share(sent.clicked, sent.sent),
  };
  return {
    journey: id,
    measured,
    treated: treated.customers,
    heldOut: row?.holdout.customers ?? 0,
    ...(estimate &&
      estimate.low !== null &&
      estimate.high !== null && { lift: { estimate: estimate.difference, low: estimate.low, high: estimate.high } }),
    ...(kpi && { kpi: { metric: kpi.metric, target: kpi.target, value: values[kpi.metric] } }),
  };
}

function sourceOf({ id, name, summary, adapt, results }: Playbook, definitions: readonly Definition[]): string {
  const exported = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `/** ${name.en}: packed by \`volano playbook pack\`. Channels stand by their types, purposes by the kind of message: the project that takes it has its own. */
import type { Definition } from 'volano';
import { housed, type Playbook } from 'volano/library';

const definitions: readonly Definition[] = ${printed(definitions)};

export const ${exported}: Playbook = {
  id: '${id}',
  name: ${printed(name, { indent: 2, before: 6 })},
  summary: ${printed(summary, { indent: 2, before: 9 })},
  adapt: ${printed(adapt, { indent: 2, before: 7 })},
  results: ${printed(results, { indent: 2, before: 9 })},
  definitions: (house) => housed(house, definitions),
};
`;
}
