/** A project as lints look at it. */
import type { ChannelDefinition } from '../channel.ts';
import { stepsIn } from '../check/walk.ts';
import type { EventDefinition } from '../event.ts';
import type { JourneyDefinition } from '../journey.ts';
import type { PolicyDefinition, PurposeDefinition } from '../policy.ts';
import type { Definition, DefinitionKind, TemplateVariables } from '../project.ts';
import type { SegmentDefinition } from '../segment.ts';
import type { Step } from '../step.ts';
import type { TagDefinition, TagGroupDefinition } from '../tag.ts';
import type { TemplateDefinition } from '../template.ts';
import type { TraitDefinition } from '../trait.ts';

/** What a template reads; undefined when it cannot be told. */
export type UsesOf = (template: TemplateDefinition) => TemplateVariables | undefined;

export interface LintWorld {
  readonly definitions: readonly Definition[];
  readonly journeys: readonly JourneyDefinition[];
  readonly policy: PolicyDefinition | undefined;
  readonly channels: ReadonlyMap<string, ChannelDefinition>;
  readonly purposes: ReadonlyMap<string, PurposeDefinition>;
  readonly traits: ReadonlyMap<string, TraitDefinition>;
  readonly tags: ReadonlyMap<string, TagDefinition>;
  readonly groups: ReadonlyMap<string, TagGroupDefinition>;
  readonly segments: ReadonlyMap<string, SegmentDefinition>;
  readonly templates: ReadonlyMap<string, TemplateDefinition>;
  readonly events: ReadonlyMap<string, EventDefinition>;
  readonly usesOf: UsesOf;
  /** Of the release in force: what is in it has been looked at. */
  readonly before: readonly Definition[];
}

export function lintWorldOf(definitions: readonly Definition[], usesOf: UsesOf, before: readonly Definition[] = []): LintWorld {
  const of = <K extends DefinitionKind>(kind: K): ReadonlyMap<string, Extract<Definition, { kind: K }>> =>
    new Map(definitions.filter((one): one is Extract<Definition, { kind: K }> => one.kind === kind).map((one) => [one.id, one] as const));
  return {
    definitions,
    journeys: [...of('journey').values()],
    policy: of('policy').get('default'),
    channels: of('channel'),
    purposes: of('purpose'),
    traits: of('trait'),
    tags: of('tag'),
    groups: of('tag_group'),
    segments: of('segment'),
    templates: of('template'),
    events: of('event'),
    usesOf,
    before,
  };
}

/** A step of a journey. */
export interface StepOf {
  readonly definition: JourneyDefinition;
  readonly step: Step;
  readonly path: string;
}

export function* everyStep({ journeys }: LintWorld): Generator<StepOf> {
  for (const definition of journeys) for (const at of stepsIn(definition.steps)) yield { definition, ...at };
}
