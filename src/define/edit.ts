/**
 * What becomes of customers who rest at a step of another version of a journey, when a release brings this one.
 *
 * - `stay`: they finish the version that they are in (what happens where nothing is said).
 * - `move`: they go on at the step of the same name in this version.
 * - `{ moveTo }`: they go on at that step of this version.
 * - `exit`: they leave the journey.
 *
 * Of a wait the time counts that has been waited already; a message that went is not sent again, whatever way leads past it.
 */
export type StepEdit = 'stay' | 'move' | 'exit' | { readonly moveTo: string };

/** By the id of the step that they rest at; `*`: at any other. */
export type StepEdits = Readonly<Record<string, StepEdit>>;

/** What a release says about customers inside of a journey. */
export interface JourneyEdit {
  readonly journey: string;
  /** The version that they move to; 0: the release does not have the journey any more. */
  readonly version: number;
  readonly steps: StepEdits;
}

/** The key of every step that is not named. */
export const ANY_STEP = '*';

/** What is said about customers at a step; undefined: nothing. */
export function editOf(steps: StepEdits, step: string): StepEdit | undefined {
  return Object.hasOwn(steps, step) ? steps[step] : steps[ANY_STEP];
}
