/** Journeys compiled for `decide`: indexed by what starts them, so that an event meets only the journeys it can touch. */
import { type TimeZone, VolanoError } from '../../base/index.ts';
import {
  type ArbitrationDefinition,
  addressTraitOf,
  type ChannelDefinition,
  type ChannelType,
  eventNamesOf,
  type JourneyDefinition,
  type JourneyStage,
  type Released,
  type TraitDefinition,
  type Trigger,
} from '../../define/index.ts';
import { type CompileCondition, type CompiledCondition, type EventTest, ZONE_TRAIT } from '../know/index.ts';
import { type Arbitration, compileArbitration, type Worth } from './arbitration.ts';
import type { TemplateUse } from './captured.ts';
import { compileJourney, type Parts } from './compile.ts';
import { compileEdits, type ReleaseEdit, versionsById } from './edits.ts';
import type { Instructions } from './instruction.ts';
import type { Dated, Schedule } from './occurrence.ts';
import { NO_REROUTES, type Reroutes } from './reroutes.ts';
import { compileVariants, type Variants } from './variant.ts';

/** What a release says about journeys, and what they lean on. */
export interface JourneySources {
  /** Journeys of the release: customers may enter them. */
  readonly live: readonly Released<JourneyDefinition>[];
  /** Earlier versions that customers may still be in. Those that no longer compile are left out. */
  readonly pinned: readonly Released<JourneyDefinition>[];
  /** What releases have said about customers inside, in their order. */
  readonly edits?: readonly ReleaseEdit[];
  readonly templates: ReadonlyMap<string, TemplateUse>;
  readonly channels: readonly ChannelDefinition[];
  readonly traits: readonly TraitDefinition[];
  /** The workspace's: for customers without a valid `timezone`. */
  readonly zone: TimeZone;
  /** Share of the global control group, from the policy. */
  readonly globalControl: number;
  /** From the policy. */
  readonly arbitration?: ArbitrationDefinition | undefined;
}

/** What ends an instance early. */
export type Ending =
  | { readonly type: 'event'; readonly event: string; readonly where: CompiledCondition | undefined }
  | { readonly type: 'condition'; readonly condition: CompiledCondition };

export interface CompiledTrigger {
  readonly type: Trigger['type'];
  /** As in the fact of the entry: `trigger.event`, `trigger.segment`, `trigger.segment_exit`, `trigger.date`, `trigger.schedule`, `trigger.start`. */
  readonly rule: string;
  /** Name of the event, id of the segment or of the date's trait; of a schedule how often. */
  readonly name: string;
  /** Of a segment: whether entering or leaving it triggers. */
  readonly on: 'enter' | 'exit';
  readonly where: CompiledCondition | undefined;
  /** The same where it reads nothing but the event, to be asked before anything is known of the customer. */
  readonly filter: EventTest | undefined;
  readonly maxAgeMs: number;
  readonly timing: Timing | undefined;
}

/** When a date or a schedule comes. */
export type Timing =
  | ({ readonly type: 'date'; readonly trait: string } & Dated)
  | ({ readonly type: 'schedule'; readonly segment: string | undefined } & Schedule);

/** One version of a journey, ready to run. */
export interface CompiledJourney {
  readonly id: string;
  readonly version: number;
  /** In English: for events that other tools read. */
  readonly name: string;
  readonly stage: JourneyStage;
  /** Property of the triggering event by whose values it is entered. */
  readonly key: string | undefined;
  readonly trigger: CompiledTrigger;
  readonly when: CompiledCondition | undefined;
  /** Ms that must lie between two entries; 'once' for ever. */
  readonly reentry: 'once' | number;
  readonly goal: Ending | undefined;
  /** How long after its trigger the goal counts, ms. */
  readonly goalWithinMs: number;
  /** How long after the end of an instance nobody enters again, ms. */
  readonly cooldownMs: number;
  /** Instances of a customer at a time. */
  readonly concurrent: number;
  readonly exits: readonly Ending[];
  /** Conditions among goal and exits: they may flip by time alone. */
  readonly conditions: readonly CompiledCondition[];
  /** Names of events among goal and exits. */
  readonly endingEvents: ReadonlySet<string>;
  readonly holdout: number;
  /** For arbitration. */
  readonly worth: Worth;
  readonly instructions: Instructions;
  /** Top-level properties of the trigger that an instance keeps, sorted. */
  readonly captured: readonly string[];
}

/** Live journeys that a date or a schedule starts, in the order of their ids, and what may move their next moment. */
export interface TimedJourneys {
  readonly journeys: readonly CompiledJourney[];
  /** Names of events that change a trait they read; `anyEvent`: every event may. */
  readonly events: ReadonlySet<string>;
  readonly anyEvent: boolean;
  readonly segments: ReadonlySet<string>;
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
  /** By the segment whose leaving starts them. */
  readonly bySegmentLeft: ReadonlyMap<string, readonly CompiledJourney[]>;
  /** Those that are started by name, by their ids. */
  readonly byName: ReadonlyMap<string, CompiledJourney>;
  readonly timed: TimedJourneys;
  /** Every version, live or pinned, by `versionKey`. */
  readonly versions: ReadonlyMap<string, CompiledJourney>;
  /** The same by the journey's id. */
  readonly versionsOf: ReadonlyMap<string, readonly CompiledJourney[]>;
  /** Every version as it was written, by the journey's id. */
  readonly definitions: ReadonlyMap<string, readonly Released<JourneyDefinition>[]>;
  /** What releases have said about customers inside, by journey, in their order. */
  readonly edits: ReadonlyMap<string, readonly ReleaseEdit[]>;
  readonly templates: ReadonlyMap<string, TemplateUse>;
  readonly variants: Variants;
  /** Channels of the release; `capture` is not among them. */
  readonly channels: ReadonlyMap<string, CompiledChannel>;
  readonly zone: TimeZone;
  readonly globalControl: number;
  readonly arbitration: Arbitration | undefined;
  /** Steps that are rerouted, or held as they are. */
  readonly reroutes: Reroutes;
}

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
  const { templates, globalControl, zone } = sources;
  const channels = new Map(sources.channels.map((one) => [one.id, { type: one.type, address: addressTraitOf(one) }]));
  const traits = new Map(sources.traits.map((one) => [one.id, one]));
  const parts: Parts = { templates, channels, traits, compile };
  const versions = new Map<string, CompiledJourney>();
  const live = sources.live
    .toSorted((a, b) => (a.definition.id < b.definition.id ? -1 : 1))
    .map((released) => compileJourney(released, parts, { isLive: true }));
  const ids = new Set<string>();
  for (const journey of live) {
    if (ids.has(journey.id)) throw new VolanoError('VOLANO_DEFINITION_DUPLICATE', { kind: 'journey', id: journey.id });
    ids.add(journey.id);
    versions.set(versionKey(journey.id, journey.version), journey);
  }
  for (const released of sources.pinned) {
    const key = versionKey(released.definition.id, released.version);
    if (versions.has(key)) continue;
    const journey = compilePinned(released, parts);
    if (journey) versions.set(key, journey);
  }
  const startedBy = (type: Trigger['type'], on: 'enter' | 'exit' = 'enter') =>
    Map.groupBy(
      live.filter(({ trigger }) => trigger.type === type && trigger.on === on),
      ({ trigger }) => trigger.name,
    );
  return {
    byEvent: startedBy('event'),
    bySegment: startedBy('segment'),
    bySegmentLeft: startedBy('segment', 'exit'),
    byName: new Map(live.filter(({ trigger }) => trigger.type === 'start').map((one) => [one.id, one])),
    timed: timedOf(live, traits),
    versions,
    versionsOf: Map.groupBy(versions.values(), ({ id }) => id),
    definitions: versionsById([...sources.pinned, ...sources.live]),
    edits: compileEdits(sources.edits ?? [], (journey, version) => versions.has(versionKey(journey, version))),
    templates,
    variants: compileVariants(templates, compile),
    channels,
    zone,
    globalControl,
    arbitration: compileArbitration(sources.arbitration),
    reroutes: NO_REROUTES,
  };
}

/**
 * Undefined when the release no longer has what the version reads. Applying a release refuses that while customers are in the version;
 * one who slipped in between leaves it with `journey.stale_version`, and the release takes effect.
 */
function compilePinned(released: Released<JourneyDefinition>, parts: Parts): CompiledJourney | undefined {
  try {
    return compileJourney(released, parts, { isLive: false });
  } catch (error) {
    if (error instanceof VolanoError && error.kind === 'definition') return undefined;
    throw error;
  }
}

function timedOf(live: readonly CompiledJourney[], traits: ReadonlyMap<string, TraitDefinition>): TimedJourneys {
  const timings = live.flatMap(({ trigger }) => trigger.timing ?? []);
  const read = new Set(timings.length === 0 ? [] : [ZONE_TRAIT]);
  const segments = new Set<string>();
  for (const timing of timings) {
    if (timing.type === 'date') read.add(timing.trait);
    else if (timing.segment !== undefined) segments.add(timing.segment);
  }
  const events = new Set([...read].flatMap((id) => (traits.has(id) ? changing(traits.get(id)!) : [])));
  return { journeys: live.filter(({ trigger }) => trigger.timing), events, anyEvent: events.has(ANY), segments };
}

const ANY = '*';

/** Names of the events that may change the trait; `*` where they cannot be listed. */
function changing(trait: TraitDefinition): readonly string[] {
  if ('type' in trait) return ['$identify'];
  if (!('aggregate' in trait)) return [ANY];
  const { exact, prefixes, any } = eventNamesOf(trait.event);
  return any || prefixes.length > 0 ? [ANY] : exact;
}
