/** Journeys compiled for `decide`: indexed by what starts them, so that an event meets only the journeys it can touch. */
import { type TimeZone, VolanoError } from '../../base/index.ts';
import {
  type ArbitrationDefinition,
  addressTraitOf,
  type BenefitDefinition,
  type ChannelDefinition,
  type ChannelType,
  type JourneyDefinition,
  type JourneyStage,
  type Released,
  type TraitDefinition,
  type Trigger,
} from '../../define/index.ts';
import type { CompileCondition, CompiledCondition, EventTest } from '../know/index.ts';
import { type Arbitration, compileArbitration, type Worth } from './arbitration.ts';
import type { TemplateUse } from './captured.ts';
import { compileJourney, type Parts } from './compile.ts';
import { type ReleaseEdit, versionsById } from './edits.ts';
import { type Enterable, enterableOf, type JourneyRollout, type Side, type Versions } from './enterable.ts';
import type { Instructions } from './instruction.ts';
import type { Dated, Schedule } from './occurrence.ts';
import { NO_REROUTES, type Reroutes } from './reroutes.ts';
import type { RolloutStandings } from './rollout.ts';
import { compileVariants, type Variants } from './variant.ts';

/** What a release says about journeys, and what they lean on. */
export interface JourneySources {
  /** Journeys of the release: customers may enter them. */
  readonly live: readonly Released<JourneyDefinition>[];
  /** Earlier versions that customers may still be in. Those that no longer compile are left out. */
  readonly pinned: readonly Released<JourneyDefinition>[];
  /** What releases have said about customers inside, in their order. */
  readonly edits?: readonly ReleaseEdit[];
  /** What releases have brought stage by stage, in their order. */
  readonly rollouts?: readonly JourneyRollout[];
  /** The workspace's: shares are drawn from it. */
  readonly seed?: string;
  readonly templates: ReadonlyMap<string, TemplateUse>;
  readonly channels: readonly ChannelDefinition[];
  readonly traits: readonly TraitDefinition[];
  readonly benefits?: readonly BenefitDefinition[];
  /** The workspace's: for customers without a valid `timezone`. */
  readonly zone: TimeZone;
  /** Share of the global control group, from the policy. */
  readonly globalControl: number;
  /** What each recommendation reads of the event, by id. */
  readonly recommendations?: ReadonlyMap<string, string | undefined>;
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
  /** Entries on one day, of all partitions together; Infinity without a limit. */
  readonly entriesPerDay: number;
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
  /** For whom it is, while a rollout of it runs; undefined: for everybody. */
  readonly side?: Side;
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
export interface JourneyPlan extends Enterable {
  /** What rollouts choose from. */
  readonly sources: Versions;
  /** Every version, live or pinned, by `versionKey`. */
  readonly versions: ReadonlyMap<string, CompiledJourney>;
  /** The same by the journey's id. */
  readonly versionsOf: ReadonlyMap<string, readonly CompiledJourney[]>;
  /** Every version as it was written, by the journey's id. */
  readonly definitions: ReadonlyMap<string, readonly Released<JourneyDefinition>[]>;
  /** Benefits of the release. */
  readonly benefits: ReadonlyMap<string, BenefitDefinition>;
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
  const benefits = new Map((sources.benefits ?? []).map((one) => [one.id, one]));
  const parts: Parts = { templates, channels, traits, benefits, compile, recommendations: sources.recommendations };
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
  const { rollouts = [], seed = '' } = sources;
  const said = (sources.edits ?? []).filter(({ journey, version }) => version === 0 || versions.has(versionKey(journey, version)));
  const written = { live, former: formerOf(rollouts, sources.pinned, parts), rollouts, said, traits, seed };
  return {
    ...enterableOf(written, NOTHING_SAID),
    sources: written,
    versions,
    versionsOf: Map.groupBy(versions.values(), ({ id }) => id),
    definitions: versionsById([...sources.pinned, ...sources.live]),
    benefits,
    templates,
    variants: compileVariants(templates, compile),
    channels,
    zone,
    globalControl,
    arbitration: compileArbitration(sources.arbitration),
    reroutes: NO_REROUTES,
  };
}

const NOTHING_SAID: RolloutStandings = new Map();

/** The versions before those that are being rolled out: of who is not in yet. */
function formerOf(rollouts: readonly JourneyRollout[], pinned: JourneySources['pinned'], parts: Parts): CompiledJourney[] {
  return rollouts.flatMap(({ journey, before, isCurrent }) => {
    const released = isCurrent ? pinned.findLast(({ version, definition }) => definition.id === journey && version === before) : undefined;
    return (released && compilePinned(released, parts)) ?? [];
  });
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
