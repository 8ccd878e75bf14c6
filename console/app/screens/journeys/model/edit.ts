/** Changes of a journey's steps, each giving a new document. What cannot be done leaves the document as it is. */
import { findStep, type Journey, type Place, placedIn, type Slot, type Step, stepsAt, waysOf } from './document.ts';

type Steps = readonly Step[];

/** Puts steps in before the one at the slot's index. */
export function insertSteps(journey: Journey, slot: Slot, steps: Steps): Journey {
  const there = stepsAt(journey, slot);
  if (!there) return journey;
  const index = Math.max(0, Math.min(slot.index, there.length));
  return withStepsAt(journey, slot, [...there.slice(0, index), ...steps, ...there.slice(index)]);
}

/** Takes a step out, with all that is inside it. */
export function removeStep(journey: Journey, id: string): Journey {
  const found = findStep(journey, id);
  if (!found) return journey;
  const there = stepsAt(journey, found.slot) ?? [];
  return withStepsAt(
    journey,
    found.slot,
    there.filter((step) => step.id !== id),
  );
}

/** Puts a step, with all that is inside it, elsewhere: not inside of itself. */
export function moveStep(journey: Journey, id: string, slot: Slot): Journey {
  const found = findStep(journey, id);
  if (!found || !mayMove(journey, id, slot)) return journey;
  const isSameList = found.slot.owner === slot.owner && found.slot.way === slot.way;
  const index = isSameList && found.slot.index < slot.index ? slot.index - 1 : slot.index;
  if (isSameList && index === found.slot.index) return journey;
  return insertSteps(removeStep(journey, id), { ...slot, index }, [found.step]);
}

/** Whether a step may stand there: the place exists, and is not inside of the step. */
export function mayMove(journey: Journey, id: string, slot: Place): boolean {
  if (stepsAt(journey, slot) === undefined) return false;
  if (slot.owner === undefined) return true;
  const found = findStep(journey, id);
  return found !== undefined && !placedIn({ steps: [found.step] }).some(({ step }) => step.id === slot.owner);
}

/** A copy of a step and of what is inside it, behind it, under ids of their own. Tells the id of the copy. */
export function duplicateStep(journey: Journey, id: string): { readonly journey: Journey; readonly id: string | undefined } {
  const found = findStep(journey, id);
  if (!found) return { journey, id: undefined };
  const copy = copyOf(journey, found.step);
  return { journey: insertSteps(journey, { ...found.slot, index: found.slot.index + 1 }, [copy]), id: copy.id };
}

/** A copy under ids that the journey does not have. */
export function copyOf(journey: Journey, step: Step): Step {
  const taken = new Set(placedIn(journey).map((one) => one.step.id));
  return renamed(step, taken);
}

/** Puts another step in the place of one. Its id may be another one, unless that is taken. */
export function replaceStep(journey: Journey, id: string, next: Step): Journey {
  if (next.id !== id && findStep(journey, next.id)) return journey;
  const steps = rewritten(journey.steps, id, () => next);
  return steps === journey.steps ? journey : { ...journey, steps: steps as Step[] };
}

/** An id that is not taken: the wanted one, or the wanted one with a number. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.replace(/-\d+$/, '');
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

function renamed(step: Step, taken: Set<string>): Step {
  const id = freeId(step.id, taken);
  taken.add(id);
  return waysOf(step)
    .filter(({ holdsSteps, steps }) => holdsSteps && steps.length > 0)
    .reduce<Step>(
      (changed, { key, steps }) =>
        withWay(
          changed,
          key,
          steps.map((one) => renamed(one, taken)),
        ),
      { ...step, id },
    );
}

function withStepsAt(journey: Journey, { owner, way }: Place, steps: Steps): Journey {
  if (owner === undefined) return { ...journey, steps: [...steps] };
  return { ...journey, steps: rewritten(journey.steps, owner, (step) => withWay(step, way!, steps)) as Step[] };
}

/** The steps with one of them, at any depth, changed; the very same list where it is not among them. */
function rewritten(steps: Steps, id: string, change: (step: Step) => Step): Steps {
  let isChanged = false;
  const next = steps.map((step) => {
    const changed = step.id === id ? change(step) : changedInside(step, id, change);
    if (changed !== step) isChanged = true;
    return changed;
  });
  return isChanged ? next : steps;
}

function changedInside(step: Step, id: string, change: (step: Step) => Step): Step {
  for (const { key, steps, holdsSteps } of waysOf(step)) {
    if (!holdsSteps) continue;
    const next = rewritten(steps, id, change);
    if (next !== steps) return withWay(step, key, next);
  }
  return step;
}

/** The step with other steps in one of its ways. What need not be there is left out when it is empty. */
function withWay(step: Step, key: string, steps: Steps): Step {
  const [, name, index] = /^(\w+)\[(\d+)\]\.steps$/.exec(key) ?? [];
  if (name !== undefined) {
    const ways = (step as unknown as Record<string, readonly object[]>)[name]!;
    return { ...step, [name]: ways.map((one, at) => (at === Number(index) ? { ...one, steps: [...steps] } : one)) } as Step;
  }
  if (steps.length > 0 || key === 'onFailure') return { ...step, [key]: [...steps] } as Step;
  const { [key]: _, ...rest } = step as unknown as Record<string, unknown>;
  return rest as unknown as Step;
}
