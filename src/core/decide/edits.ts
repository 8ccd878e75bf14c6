/** What releases say about customers inside of journeys, as a plan has it. */
import type { JourneyDefinition, JourneyEdit, Released } from '../../define/index.ts';
import type { JourneyPlan } from './plan.ts';
import type { Share } from './rollout.ts';
import type { Instance } from './state.ts';

/** What a release says, or a rollout of it that was halted. */
export interface ReleaseEdit extends JourneyEdit {
  readonly release: number;
  /** For who is in only; absent: for everybody. */
  readonly share?: Share;
  /** Of a rollout that was halted: about those in this version alone. */
  readonly from?: number;
  readonly isHalt?: true;
}

/** Where in the order of all that is said: a rollout is halted after its release, and before the next one. */
export function orderOf({ release, isHalt }: Pick<ReleaseEdit, 'release' | 'isHalt'>): number {
  return isHalt ? release + 0.5 : release;
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
  return all !== undefined && orderOf(all.at(-1)!) > edited;
}

/** The place of the latest that was said, of what concerns them, about customers inside of the journey; undefined when nothing was. */
export function latestEdit({ edits }: Pick<JourneyPlan, 'edits'>, journey: string, isIn: (share: Share) => boolean): number | undefined {
  const latest = edits.get(journey)?.findLast(({ share }) => !share || isIn(share));
  return latest && orderOf(latest);
}
