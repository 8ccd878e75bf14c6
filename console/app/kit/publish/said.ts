/** What is said about customers inside of journeys that change, by journey and step. */
import type { Review, StepReview } from '../../api/index.ts';
import { type Plain, placedSteps, sidesOf } from '../difference/index.ts';

export type StepEdit = StepReview['edit'];
/** As requests have it. */
export type Edits = Record<string, Record<string, StepEdit>>;

/** Those at one step, of whatever version: what becomes of them is said together. */
export interface StepInside {
  readonly step: string;
  readonly inside: number;
  readonly becomes: StepReview['becomes'];
  /** What is said of it; undefined: nothing. */
  readonly said: StepEdit | undefined;
}

const GRAVITY: readonly StepReview['becomes'][] = ['same', 'changed', 'removed'];

/** Step by step, those with the most customers first. */
export function stepsInside(steps: readonly StepReview[]): readonly StepInside[] {
  const all = new Map<string, StepInside>();
  for (const { step, inside, becomes, edit, isSaid } of steps) {
    const known = all.get(step);
    const graver = known && GRAVITY.indexOf(known.becomes) > GRAVITY.indexOf(becomes) ? known.becomes : becomes;
    all.set(step, { step, inside: inside + (known?.inside ?? 0), becomes: graver, said: isSaid ? edit : known?.said });
  }
  return [...all.values()].sort((a, b) => b.inside - a.inside);
}

/** Nobody can stay in a journey that goes. */
const LEAVE = { '*': 'exit' } as const;

/**
 * Where nothing is said of a step that goes, a release is refused: then they finish their version, which changes nothing for them. Where the whole journey
 * goes they leave it.
 */
export function withDefaults({ journeys }: Pick<Review, 'journeys'>, chosen: Edits): Edits {
  const edits: Edits = {};
  for (const { journey, action, inside, steps } of journeys) {
    if (action === 'removed') {
      if (inside > 0) edits[journey] = LEAVE;
      continue;
    }
    const open = stepsInside(steps).filter(({ becomes, said }) => becomes === 'removed' && said === undefined);
    const said = { ...Object.fromEntries(open.map(({ step }) => [step, 'stay' as const])), ...chosen[journey] };
    if (Object.keys(said).length > 0) edits[journey] = said;
  }
  return edits;
}

/** Steps of a journey as a plan has it: those they rest at, and those that there will be. */
export function stepsOf(journey: string, { changes }: Pick<Review, 'changes'>): { readonly before: Steps; readonly after: Steps } {
  const change = changes.find(({ kind, id }) => kind === 'journey' && id === journey);
  const { before, after } = change ? sidesOf(change) : {};
  return { before: ownById(before), after: ownById(after) };
}

export type Steps = ReadonlyMap<string, Plain>;

function ownById(definition: Plain | undefined): Steps {
  return new Map(placedSteps(definition?.steps).map(({ id, own }) => [id, own]));
}

/** What is asked in one text, for a control that has texts as values. */
export function editValue(edit: StepEdit): string {
  return typeof edit === 'string' ? edit : `to ${edit.moveTo}`;
}

export function editOf(value: string): StepEdit {
  return value.startsWith('to ') ? { moveTo: value.slice(3) } : (value as Exclude<StepEdit, object>);
}
