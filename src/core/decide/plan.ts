/** Journeys compiled for `decide`: indexed by what starts them, so that an event meets only the journeys it can touch. */
import { durationMs, HOUR, VolanoError } from '../../base/index.ts';
import {
  addressTraitOf,
  type ChannelDefinition,
  type ChannelType,
  type Condition,
  type EventMatch,
  type JourneyDefinition,
  type Reentry,
  type Released,
} from '../../define/index.ts';
import { type CompileCondition, type CompiledCondition, type EventTest, eventTestOf } from '../know/index.ts';
import { capturedOf, type TemplateUse } from './captured.ts';
import { flatten, type Instructions, invalid } from './instructions.ts';

/** What a release says about journeys, and what they lean on. */
export interface JourneySources {
  /** Journeys of the release: customers may enter them. */
  readonly live: readonly Released<JourneyDefinition>[];
  /** Earlier versions that customers may still be in. Those that no longer compile are left out. */
  readonly pinned: readonly Released<JourneyDefinition>[];
  readonly templates: ReadonlyMap<string, TemplateUse>;
  readonly channels: readonly ChannelDefinition[];
  /** Share of the global control group, from the policy. */
  readonly globalControl: number;
}

/** What ends an instance early. */
export type Ending =
  | { readonly type: 'event'; readonly event: string; readonly where: CompiledCondition | undefined }
  | { readonly type: 'condition'; readonly condition: CompiledCondition };

export interface CompiledTrigger {
  readonly type: 'event' | 'segment';
  /** Name of the event or id of the segment. */
  readonly name: string;
  readonly where: CompiledCondition | undefined;
  /** The same where it reads nothing but the event, to be asked before anything is known of the customer. */
  readonly filter: EventTest | undefined;
  readonly maxAgeMs: number;
}

/** One version of a journey, ready to run. */
export interface CompiledJourney {
  readonly id: string;
  readonly version: number;
  readonly trigger: CompiledTrigger;
  readonly when: CompiledCondition | undefined;
  /** Ms that must lie between two entries; 'once' for ever. */
  readonly reentry: 'once' | number;
  readonly goal: Ending | undefined;
  readonly exits: readonly Ending[];
  /** Conditions among goal and exits: they may flip by time alone. */
  readonly conditions: readonly CompiledCondition[];
  /** Names of events among goal and exits. */
  readonly endingEvents: ReadonlySet<string>;
  readonly holdout: number;
  readonly instructions: Instructions;
  /** Top-level properties of the trigger that an instance keeps, sorted. */
  readonly captured: readonly string[];
}

/** What a decision needs of a channel. */
export interface CompiledChannel {
  readonly type: ChannelType;
  /** Trait that holds the customer's address; undefined where none is needed. */
  readonly address: string | undefined;
}

/** All journeys of a release; made by `compileJourneys`, never changed. */
export interface JourneyPlan {
  /** Live journeys by the event or the segment that starts them; in the order of their ids. */
  readonly byEvent: ReadonlyMap<string, readonly CompiledJourney[]>;
  readonly bySegment: ReadonlyMap<string, readonly CompiledJourney[]>;
  /** Every version, live or pinned, by `versionKey`. */
  readonly versions: ReadonlyMap<string, CompiledJourney>;
  /** The same by the journey's id. */
  readonly versionsOf: ReadonlyMap<string, readonly CompiledJourney[]>;
  readonly templates: ReadonlyMap<string, TemplateUse>;
  /** Channels of the release; `capture` is not among them. */
  readonly channels: ReadonlyMap<string, CompiledChannel>;
  readonly globalControl: number;
}

/** What steps lean on. */
type Parts = Pick<JourneyPlan, 'templates' | 'channels'>;

export function versionKey(journey: string, version: number): string {
  return `${journey}@${version}`;
}

/** The version of a journey that an instance is in; undefined when the plan has no such one. */
export function journeyOf(plan: JourneyPlan, { journey, version }: { journey: string; version: number }): CompiledJourney | undefined {
  const versions = plan.versionsOf.get(journey);
  if (versions) for (const one of versions) if (one.version === version) return one;
  return undefined;
}

/** Throws VOLANO_DEFINITION_INVALID, VOLANO_DEFINITION_DUPLICATE, VOLANO_REFERENCE_UNKNOWN, and what `compile` throws. */
export function compileJourneys(sources: JourneySources, compile: CompileCondition): JourneyPlan {
  const { templates, globalControl } = sources;
  const channels = new Map(sources.channels.map((one) => [one.id, { type: one.type, address: addressTraitOf(one) }]));
  const parts: Parts = { templates, channels };
  const versions = new Map<string, CompiledJourney>();
  const byEvent = new Map<string, CompiledJourney[]>();
  const bySegment = new Map<string, CompiledJourney[]>();
  const ids = new Set<string>();
  for (const released of sources.live.toSorted((a, b) => (a.definition.id < b.definition.id ? -1 : 1))) {
    const journey = compileJourney(released, parts, compile);
    if (ids.has(journey.id)) throw new VolanoError('VOLANO_DEFINITION_DUPLICATE', { kind: 'journey', id: journey.id });
    ids.add(journey.id);
    versions.set(versionKey(journey.id, journey.version), journey);
    const index = journey.trigger.type === 'event' ? byEvent : bySegment;
    index.set(journey.trigger.name, [...(index.get(journey.trigger.name) ?? []), journey]);
  }
  for (const released of sources.pinned) {
    const key = versionKey(released.definition.id, released.version);
    if (versions.has(key)) continue;
    const journey = compilePinned(released, parts, compile);
    if (journey) versions.set(key, journey);
  }
  const versionsOf = Map.groupBy(versions.values(), ({ id }) => id);
  return { byEvent, bySegment, versions, versionsOf, templates, channels, globalControl };
}

/**
 * Undefined when the release no longer has what the version reads. Applying a release refuses that while customers are in the version;
 * one who slipped in between leaves it with `journey.stale_version`, and the release takes effect.
 */
function compilePinned(released: Released<JourneyDefinition>, parts: Parts, compile: CompileCondition): CompiledJourney | undefined {
  try {
    return compileJourney(released, parts, compile);
  } catch (error) {
    if (error instanceof VolanoError && error.kind === 'definition') return undefined;
    throw error;
  }
}

function compileJourney({ version, definition }: Released<JourneyDefinition>, parts: Parts, compile: CompileCondition): CompiledJourney {
  const { id, holdout = 0 } = definition;
  const path = `journey.${id}`;
  if (!(holdout >= 0 && holdout < 1)) invalid(`${path}.holdout`, 'a holdout is a share from 0 to less than 1');
  const scope = definition.trigger.type === 'event' ? 'event' : 'customer';
  const ending = (end: EventMatch | Condition, at: string): Ending => endingOf(end, at, compile);
  const goal = definition.goal && ending(definition.goal, `${path}.goal`);
  const exits = (definition.exits ?? []).map((exit, index) => ending(exit, `${path}.exits[${index}]`));
  const endings = goal ? [goal, ...exits] : exits;
  return {
    id,
    version,
    trigger: triggerOf(definition, path, compile),
    when: definition.when && compile(definition.when, `${path}.when`, scope),
    reentry: reentryOf(definition.reentry, `${path}.reentry`),
    goal,
    exits,
    conditions: endings.flatMap((end) => (end.type === 'condition' ? [end.condition] : [])),
    endingEvents: new Set(endings.flatMap((end) => (end.type === 'event' ? [end.event] : []))),
    holdout,
    instructions: flatten(definition.steps, path, (condition, at) => compile(condition, at, scope)),
    captured: capturedOf(definition.steps, path, parts),
  };
}

function triggerOf({ trigger }: JourneyDefinition, path: string, compile: CompileCondition): CompiledTrigger {
  if (trigger.type === 'segment')
    return { type: 'segment', name: trigger.segment, where: undefined, filter: undefined, maxAgeMs: Infinity };
  return {
    type: 'event',
    name: trigger.event,
    where: trigger.where && compile(trigger.where, `${path}.trigger.where`, 'event'),
    filter: trigger.where && eventTestOf(trigger.where),
    maxAgeMs: trigger.maxAge === undefined ? HOUR : durationMs(trigger.maxAge),
  };
}

function endingOf(end: EventMatch | Condition, path: string, compile: CompileCondition): Ending {
  if (!('event' in end)) return { type: 'condition', condition: compile(end, path, 'customer') };
  return { type: 'event', event: end.event, where: end.where && compile(end.where, `${path}.where`, 'event') };
}

function reentryOf(reentry: Reentry, path: string): 'once' | number {
  if (reentry === 'once') return 'once';
  if (reentry === 'always') return 0;
  const ms = durationMs(reentry.after);
  if (ms === 0) invalid(path, 'a re-entry span must be longer than 0. Write "always" for none');
  return ms;
}
