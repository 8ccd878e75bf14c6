import { deliveredEventOf } from '../channel.ts';
import { circleFrom } from '../check/loops.ts';
import { referencesOf } from '../check/references.ts';
import { stepsIn } from '../check/walk.ts';
import type { JourneyDefinition } from '../journey.ts';
import { handsOver, type Step, waysOf } from '../step.ts';
import type { Lint } from './lint.ts';
import type { LintWorld } from './world.ts';

/**
 * Journeys that start each other again and again, with waits in between or by way of traits and segments. A circle that takes no time at all is refused
 * by the check.
 */
export const journeyLoop: Lint = {
  id: 'journey-loop',
  severity: 'warning',
  *look(world) {
    const readers = readersOf(world);
    const again = world.journeys.filter(({ reentry }) => reentry === 'always');
    const next = new Map(
      again.map((one) => [one.id, again.filter((other) => mayStart(one, other, { world, readers })).map(({ id }) => id)]),
    );
    for (const definition of again) {
      const circle = circleFrom(definition.id, next);
      if (circle) yield { definition, path: 'trigger', says: 'loop', values: { circle: circle.join(' -> ') } };
    }
  },
};

interface Graph {
  readonly world: LintWorld;
  /** Trait -> names of segments that read it, by way of others too. */
  readonly readers: ReadonlyMap<string, ReadonlySet<string>>;
}

function mayStart(one: JourneyDefinition, { trigger, when }: JourneyDefinition, { world, readers }: Graph): boolean {
  if (when !== undefined) return false;
  for (const { step } of stepsIn(one.steps)) {
    const set = traitsSetBy(step);
    if (set.length > 0) {
      if (trigger.type === 'event' && trigger.event === '$identify' && !trigger.where) return true;
      if (trigger.type === 'segment' && set.some((trait) => readers.get(trait)?.has(trigger.segment))) return true;
    }
    if (!handsOver(step)) continue;
    const said = waysOf(step).map(({ channel }) => deliveredEventOf(world.channels.get(channel)?.type));
    if (trigger.type === 'event' && said.includes(trigger.event) && !trigger.where) return true;
  }
  return false;
}

/** Declared traits that the step may set. */
function traitsSetBy(step: Step): readonly string[] {
  if (step.type === 'update') return Object.keys(step.traits);
  return step.type === 'webhook' ? (step.response ?? []).map(({ trait }) => trait) : [];
}

function readersOf({ definitions, segments, traits }: LintWorld): ReadonlyMap<string, ReadonlySet<string>> {
  const reads = new Map<string, readonly string[]>();
  for (const definition of definitions) {
    if (definition.kind !== 'trait' && definition.kind !== 'tag' && definition.kind !== 'segment') continue;
    reads.set(
      `${definition.kind} ${definition.id}`,
      referencesOf(definition).map(({ kind, id }) => `${kind} ${id}`),
    );
  }
  const readers = new Map<string, Set<string>>([...traits.keys()].map((id) => [id, new Set()]));
  for (const segment of segments.keys()) {
    const all = new Set([`segment ${segment}`]);
    for (const name of all) for (const read of reads.get(name) ?? []) all.add(read);
    for (const trait of traits.keys()) if (all.has(`trait ${trait}`)) readers.get(trait)!.add(segment);
  }
  return readers;
}
