/** What a release says about customers inside of the journeys that it changes (V4). */
import { type Said, VolanoError } from '../../base/index.ts';
import {
  ANY_STEP,
  editOf,
  type JourneyDefinition,
  type JourneyEdit,
  listsWithin,
  type Release,
  type Released,
  type Step,
  type StepEdits,
} from '../../define/index.ts';
import type { Change } from './changes.ts';
import { said } from './said.ts';

interface Made {
  readonly latest: Release | undefined;
  readonly changes: readonly Change[];
  readonly definitions: readonly Released[];
}

/** Of journeys that there were before: of one that is new nobody is inside. */
export function editsOf({ latest, changes, definitions }: Made, given: Readonly<Record<string, StepEdits>>): JourneyEdit[] {
  const changed = changes.filter(({ kind, action }) => kind === 'journey' && action !== 'added').map(({ id }) => id);
  const edits: JourneyEdit[] = [];
  for (const journey of new Set([...changed, ...Object.keys(given)])) {
    const released = journeyIn(definitions, journey);
    if (!released && !journeyIn(latest?.definitions ?? [], journey)) throw unknownIn(journey, said`there is no such journey`);
    const steps = { ...(changed.includes(journey) && released?.definition.edits), ...given[journey] };
    assertSteps(journey, steps, released?.definition);
    if (Object.keys(steps).length > 0) edits.push({ journey, version: released?.version ?? 0, steps });
  }
  return edits.sort((a, b) => (a.journey < b.journey ? -1 : 1));
}

function journeyIn(definitions: readonly Released[], id: string): Released<JourneyDefinition> | undefined {
  return definitions.find((one): one is Released<JourneyDefinition> => one.definition.kind === 'journey' && one.definition.id === id);
}

function assertSteps(journey: string, edits: StepEdits, definition: JourneyDefinition | undefined): void {
  const ids = new Set(definition && stepIdsOf(definition.steps));
  for (const [step, edit] of Object.entries(edits)) {
    if (edit === 'stay' || edit === 'exit') continue;
    const to = edit === 'move' ? step : edit.moveTo;
    if (!definition)
      throw unknownIn(journey, said`the release does not have it, so nobody can move on in it from "${step}": say stay or exit`);
    if (to !== ANY_STEP && !ids.has(to))
      throw unknownIn(journey, said`it has no step "${to}" to move to. Its steps: ${[...ids].join(', ')}`);
  }
}

function unknownIn(journey: string, problem: Said): VolanoError {
  return new VolanoError('VOLANO_DEFINITION_INVALID', { path: `journey "${journey}" at edits`, problem });
}

function stepIdsOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => [step.id, ...listsWithin(step).flatMap((list) => stepIdsOf(list.steps))]);
}

/** Whether the release takes everybody out of this version, wherever they rest. */
export function leaves({ version, definition }: Released<JourneyDefinition>, edits: readonly JourneyEdit[]): boolean {
  const edit = edits.find(({ journey }) => journey === definition.id);
  if (!edit || edit.version === version) return false;
  return stepIdsOf(definition.steps).every((step) => {
    const said = editOf(edit.steps, step);
    return said === 'exit' || typeof said === 'object';
  });
}
