/** What differs between two versions of a journey, by the ids of its steps. */
import { type Journey, type Place, type Placed, placedIn, type Slot, type Step, waysOf } from './document.ts';
import { insertSteps } from './edit.ts';

export type Mark = 'added' | 'changed' | 'removed' | 'moved';

export interface StepDifference {
  readonly id: string;
  readonly mark: Mark;
  readonly before?: Step;
  readonly after?: Step;
  /** What of it differs, by the names of its fields. */
  readonly fields: readonly string[];
}

export interface Difference {
  readonly steps: readonly StepDifference[];
  /** What is said of the journey itself, by the names of fields. */
  readonly fields: readonly string[];
}

/** In the order of the later one; what it does not have any more comes last. */
export function differenceOf(before: Journey, after: Journey): Difference {
  const [earlier, later] = [placedById(before), placedById(after)];
  const kept = [...later.values()].flatMap(({ step, slot }): readonly StepDifference[] => {
    const old = earlier.get(step.id);
    if (!old) return [{ id: step.id, mark: 'added', after: step, fields: [] }];
    const fields = fieldsThatDiffer(ownOf(old.step), ownOf(step));
    const both = { id: step.id, before: old.step, after: step, fields };
    if (fields.length > 0) return [{ ...both, mark: 'changed' }];
    return isElsewhere(old.slot, slot) || isReordered(step.id, [before, after]) ? [{ ...both, mark: 'moved' }] : [];
  });
  const removed = [...earlier.values()]
    .filter(({ step }) => !later.has(step.id))
    .map(({ step }): StepDifference => ({ id: step.id, mark: 'removed', before: step, fields: [] }));
  const { steps: _, ...aboutBefore } = before;
  const { steps: __, ...aboutAfter } = after;
  return { steps: [...kept, ...removed], fields: fieldsThatDiffer(aboutBefore, aboutAfter) };
}

/** The later one with the steps that it does not have any more, each where it stood, and without what was inside it. */
export function withRemoved(before: Journey, after: Journey): Journey {
  const has = new Set(placedIn(after).map(({ step }) => step.id));
  return placedIn(before)
    .filter(({ step }) => !has.has(step.id))
    .reduce((journey, { step, slot }) => {
      const place: Slot = has.has(slot.owner ?? '') || slot.owner === undefined ? slot : { index: Number.MAX_SAFE_INTEGER };
      return insertSteps(journey, place, [bare(step)]);
    }, after);
}

/** A step without its ways: what it says by itself. */
function ownOf(step: Step): object {
  return JSON.parse(JSON.stringify(step), (name, value) =>
    name === 'steps' || name === 'otherwise' || name === 'onFailure' ? undefined : value,
  );
}

/** A step that has no ways any more, to be shown. */
function bare(step: Step): Step {
  const own = ownOf(step) as Record<string, unknown>;
  if (step.type === 'branch') return { ...own, branches: [] } as unknown as Step;
  if (step.type === 'split') return { ...own, arms: [] } as unknown as Step;
  return own as unknown as Step;
}

function placedById(journey: Journey): ReadonlyMap<string, Placed> {
  return new Map(placedIn(journey).map((one) => [one.step.id, one]));
}

function isElsewhere(one: Place, other: Place): boolean {
  return one.owner !== other.owner || one.way !== other.way;
}

/** Whether a step that both have stands before another one that was before it. */
function isReordered(id: string, [before, after]: readonly [Journey, Journey]): boolean {
  const [earlier, later] = [siblingsOf(before, id), siblingsOf(after, id)];
  const both = earlier.filter((one) => later.includes(one));
  const now = later.filter((one) => earlier.includes(one));
  return both.indexOf(id) !== now.indexOf(id);
}

function siblingsOf(journey: Journey, id: string): readonly string[] {
  const lists = [journey.steps, ...placedIn(journey).flatMap(({ step }) => waysOf(step).map(({ steps }) => steps))];
  return (lists.find((steps) => steps.some((step) => step.id === id)) ?? []).map((step) => step.id);
}

function fieldsThatDiffer(one: object, other: object): readonly string[] {
  const [before, after] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}
