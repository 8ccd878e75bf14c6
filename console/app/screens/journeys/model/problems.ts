/** What is still missing in a journey, as far as it shows in the document itself; what the server finds in addition comes beside it. */

import { type Journey, placedIn, type Step, sharesOf, stepOfPath } from './document.ts';
import { type GuardFault, guardFaults } from './guards.ts';

export interface Missing {
  /** From the definition on. */
  readonly path: string;
  readonly what:
    | 'noSteps'
    | 'event'
    | 'segment'
    | 'trait'
    | 'condition'
    | 'shares'
    | 'channel'
    | 'template'
    | 'purpose'
    | 'owner'
    | 'benefit'
    | 'traits'
    | 'tag'
    | 'journey'
    | 'unreachable'
    | GuardFault['what'];
}

/** One that a list shows: in words of the server's, or one of ours. */
export interface Problem {
  readonly path: string;
  /** Of the step that it is about. */
  readonly step: string | undefined;
  readonly message?: string;
  readonly what?: Missing['what'];
}

const NEEDED: Readonly<Partial<Record<Step['type'], readonly Missing['what'][]>>> = {
  send: ['channel', 'template', 'purpose'],
  webhook: ['channel', 'template'],
  ticket: ['template', 'owner'],
  benefit: ['benefit'],
  set_tag: ['tag'],
  remove_tag: ['tag'],
  start_journey: ['journey'],
  stop_journey: ['journey'],
};

/** In reading order. */
export function missingIn(journey: Journey): readonly Missing[] {
  const { trigger, steps } = journey;
  const found: Missing[] = [];
  if (trigger.type === 'event' && trigger.event === '') found.push({ path: 'trigger.event', what: 'event' });
  if (trigger.type === 'segment' && trigger.segment === '') found.push({ path: 'trigger.segment', what: 'segment' });
  if (trigger.type === 'date' && trigger.trait === '') found.push({ path: 'trigger.trait', what: 'trait' });
  found.push(...missingInEnd(journey.goal, 'goal'));
  for (const [index, end] of (journey.exits ?? []).entries()) found.push(...missingInEnd(end, `exits[${index}]`));
  if (steps.length === 0) found.push({ path: 'steps', what: 'noSteps' });
  const placed = placedIn(journey);
  for (const { step, path } of placed) {
    found.push(...missingInStep(step, path));
    found.push(...guardFaults(journey, step).map((one): Missing => ({ path: `${path}.${one.path}`, what: one.what })));
  }
  for (const [index, { path, slot }] of placed.entries()) {
    const before = placed.slice(0, index).find((one) => isBefore(one.slot, slot));
    if (before?.step.type === 'exit') found.push({ path, what: 'unreachable' });
  }
  return found;
}

/** What the server has found, then what else is missing, each at its step. */
export function problemsOf(journey: Journey, told: readonly { readonly path: string; readonly message: string }[]): readonly Problem[] {
  const theirs = told.map(({ path, message }): Problem => {
    const own = ownPath(path);
    return { path: own, step: stepOfPath(journey, own), message };
  });
  const ours = missingIn(journey)
    .filter(({ path }) => !theirs.some((one) => one.path === path))
    .map(({ path, what }): Problem => ({ path, step: stepOfPath(journey, path), what }));
  return [...theirs, ...ours];
}

/** The path within the definition: `journey "cart" at steps[0].template` is about `steps[0].template`. */
function ownPath(path: string): string {
  return /^\w+ "[^"]*" at (.+)$/.exec(path)?.[1] ?? path;
}

function isBefore(one: { readonly owner?: string; readonly way?: string; readonly index: number }, other: typeof one): boolean {
  return one.owner === other.owner && one.way === other.way && one.index === other.index - 1;
}

function missingInEnd(end: Journey['goal'], path: string): readonly Missing[] {
  if (end === undefined) return [];
  if ('event' in end) return end.event === '' ? [{ path: `${path}.event`, what: 'event' }] : [];
  return end.rules.length === 0 ? [{ path, what: 'condition' }] : [];
}

function missingInStep(step: Step, path: string): readonly Missing[] {
  const fields = step as unknown as Readonly<Record<string, unknown>>;
  const needed = (NEEDED[step.type] ?? [])
    .filter((name) => fields[name] === undefined || fields[name] === '')
    .map((what): Missing => ({ path: `${path}.${what}`, what }));
  switch (step.type) {
    case 'wait_for':
      return [
        ...(step.event === '' ? [{ path: `${path}.event`, what: 'event' as const }] : []),
        ...(step.branches ?? []).flatMap(({ on }, index) => missingInEnd(on, `${path}.branches[${index}].on`)),
        ...missingInEnd(step.rearm, `${path}.rearm`),
      ];
    case 'branch':
      return step.branches.flatMap(({ when }, index): readonly Missing[] =>
        when.rules.length === 0 ? [{ path: `${path}.branches[${index}].when`, what: 'condition' }] : [],
      );
    case 'split':
      return Math.abs(sharesOf(step) - 1) > 1e-6 ? [{ path: `${path}.arms`, what: 'shares' }] : [];
    case 'update':
      return Object.keys(step.traits).length === 0 ? [{ path: `${path}.traits`, what: 'traits' }] : [];
    default:
      return needed;
  }
}
