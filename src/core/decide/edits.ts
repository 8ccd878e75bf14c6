/** What releases say about customers inside of journeys, as a plan has it. */
import type { JourneyDefinition, JourneyEdit, Released } from '../../define/index.ts';
import type { JourneyPlan } from './plan.ts';
import type { Instance } from './state.ts';

/** What a release says. */
export interface ReleaseEdit extends JourneyEdit {
  readonly release: number;
}

/** By journey, in the order of the releases; without those whose version has not come into force. */
export function compileEdits(
  edits: readonly ReleaseEdit[],
  isInForce: (journey: string, version: number) => boolean,
): ReadonlyMap<string, readonly ReleaseEdit[]> {
  const counted = edits.filter(({ journey, version }) => version === 0 || isInForce(journey, version));
  return Map.groupBy(counted, ({ journey }) => journey);
}

/** Every version of each journey as it was written. */
export function versionsById(
  released: readonly Released<JourneyDefinition>[],
): ReadonlyMap<string, readonly Released<JourneyDefinition>[]> {
  return Map.groupBy(released, ({ definition }) => definition.id);
}

/** Whether a release has said something since the instance entered, or since it was last moved. */
export function hasEdits({ edits }: Pick<JourneyPlan, 'edits'>, { journey, edited = 0 }: Pick<Instance, 'journey' | 'edited'>): boolean {
  const all = edits.get(journey);
  return all !== undefined && all.at(-1)!.release > edited;
}

/** The latest release that has said something about customers inside of the journey; undefined when none has. */
export function latestEdit({ edits }: Pick<JourneyPlan, 'edits'>, journey: string): number | undefined {
  return edits.get(journey)?.at(-1)?.release;
}
