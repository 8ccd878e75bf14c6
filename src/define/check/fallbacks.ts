/** What a step may lead to while it is rerouted. */
import { said } from '../said/said.ts';
import { listsWithin, type Step } from '../step.ts';
import type { Fault } from './content.ts';
import { stepsIn } from './walk.ts';

/** The steps that fallbacks lead to. */
export function fallbackSteps(steps: readonly Step[]): ReadonlySet<string> {
  return new Set([...stepsIn(steps)].flatMap(({ step: { fallback } }) => (fallback && 'step' in fallback ? [fallback.step] : [])));
}

/** Where a fallback leads backwards, or to nowhere, or is no way of such a step. */
export function fallbackFaults(steps: readonly Step[]): Generator<Fault> {
  return faultsIn(steps, 'steps', new Set());
}

/** `after`: the steps that come later than all of these. */
function* faultsIn(steps: readonly Step[], path: string, after: ReadonlySet<string>): Generator<Fault> {
  const later = new Set(after);
  for (const [index, step] of [...steps.entries()].reverse()) {
    const place = `${path}[${index}]`;
    for (const list of listsWithin(step)) yield* faultsIn(list.steps, `${place}.${list.path}`, later);
    for (const list of listsWithin(step)) for (const inside of stepsIn(list.steps)) later.add(inside.step.id);
    const { fallback } = step;
    if (fallback && 'step' in fallback && !later.has(fallback.step))
      yield {
        path: `${place}.fallback.step`,
        text: said`no step "${fallback.step}" comes after "${step.id}"; name one that does, or skip`,
      };
    if (fallback && 'channel' in fallback && step.type !== 'send')
      yield { path: `${place}.fallback`, text: said`only a send can go another way; skip the step, or name a later one` };
    later.add(step.id);
  }
}
