/** Which properties of its trigger an instance must keep, and what the engine must know of templates for that. */
import { VolanoError } from '../../base/index.ts';
import {
  benefitName,
  CAPTURE,
  type Condition,
  fieldsOf,
  handsOver,
  listsWithin,
  type Rule,
  type Step,
  waysOf,
} from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import { said } from '../said.ts';
import { invalid } from './instructions.ts';
import type { VariantUse } from './variant.ts';

/** What the engine must know of a template: its version in the release and the variables it reads. */
export interface TemplateUse {
  readonly version: number;
  /** Ids of traits, from `trait.<id>`. */
  readonly traits: readonly string[];
  /** Paths into the trigger's properties, from `event.<property>`. */
  readonly properties: readonly string[];
  /** Of these, what it cannot do without. */
  readonly requiredProperties?: readonly string[];
  readonly variants?: readonly VariantUse[];
  /** Ids, from `recommend.<id>`. */
  readonly recommendations?: readonly string[];
}

export interface CaptureWorld {
  readonly templates: ReadonlyMap<string, TemplateUse>;
  readonly channels: ReadonlyMap<string, unknown>;
  /** What each recommendation reads of the event, by id. */
  readonly recommendations?: ReadonlyMap<string, string | undefined> | undefined;
}

/**
 * Names of top-level properties, sorted: the whole of each is kept, so that paths and lists below it read as they did in the event.
 * Throws VOLANO_REFERENCE_UNKNOWN for a template or a channel that the release does not have.
 */
export function capturedOf(
  steps: readonly Step[],
  path: string,
  { templates, channels, recommendations }: CaptureWorld,
): readonly string[] {
  const captured = new Set<string>();
  for (const step of everyStep(steps)) {
    if (step.type === 'branch')
      for (const { when } of step.branches) for (const path of pathsOf(when, recommendations)) captured.add(topLevel(path));
    if (step.type === 'start_journey')
      for (const from of Object.values(step.properties ?? {})) if (typeof from === 'object') captured.add(topLevel(from.property));
    if (!handsOver(step)) continue;
    for (const way of waysOf(step)) {
      const unknown = (kind: 'channel' | 'template', id: string) =>
        new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path: `${path}.steps.${step.id}`, kind, id });
      if (way.channel !== CAPTURE && !channels.has(way.channel)) throw unknown('channel', way.channel);
      const template = templates.get(way.template);
      if (!template) throw unknown('template', way.template);
      for (const property of template.properties) captured.add(topLevel(property));
    }
  }
  return [...captured].sort();
}

/** No event triggers, so nothing will ever be there for a template that prints its properties. Throws VOLANO_DEFINITION_INVALID. */
export function refuseUnfilled(steps: readonly Step[], path: string, templates: ReadonlyMap<string, TemplateUse>): void {
  const given = new Set([...everyStep(steps)].flatMap((step) => (step.type === 'benefit' ? [benefitName(step)] : [])));
  for (const step of everyStep(steps)) {
    if (!handsOver(step)) continue;
    for (const { template } of waysOf(step)) {
      const property = templates.get(template)?.requiredProperties?.find((one) => !given.has(topLevel(one)));
      if (property === undefined) continue;
      invalid(
        `${path}.steps.${step.id}`,
        said`template "${template}" prints event.${property}, but no event triggers this journey. Print a trait, or give it a default: {{ event.${property} | default: "..." }}`,
      );
    }
  }
}

/** The part of an event's properties that an instance keeps. */
export function capture(properties: JsonObject, names: readonly string[]): JsonObject {
  const kept: [string, JsonObject[string]][] = [];
  for (const name of names) if (Object.hasOwn(properties, name)) kept.push([name, properties[name]!]);
  return Object.fromEntries(kept);
}

function* everyStep(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    for (const list of listsWithin(step)) yield* everyStep(list.steps);
  }
}

function* pathsOf(rule: Condition | Rule, recommendations: CaptureWorld['recommendations']): Generator<string> {
  if ('rules' in rule) {
    for (const inner of rule.rules) yield* pathsOf(inner, recommendations);
    return;
  }
  for (const field of fieldsOf(rule)) {
    if (field.startsWith('property.')) yield field.slice('property.'.length);
    const atHand = field.startsWith('recommend.') ? recommendations?.get(field.slice('recommend.'.length)) : undefined;
    if (atHand !== undefined) yield atHand;
  }
}

function topLevel(path: string): string {
  return path.split(/[.[]/, 1)[0]!;
}
