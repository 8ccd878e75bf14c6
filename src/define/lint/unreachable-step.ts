import type { Condition } from '../condition.ts';
import { isImpossible } from './impossible.ts';
import type { Lint } from './lint.ts';
import { everyStep } from './world.ts';

/** Steps in a way that nobody takes. Steps behind an exit are refused by the check already. */
export const unreachableStep: Lint = {
  id: 'unreachable-step',
  severity: 'error',
  *look(world) {
    for (const { definition, step, path } of everyStep(world)) {
      if (step.type !== 'branch') continue;
      const earlier = new Set<string>();
      let isTaken = false;
      for (const [index, { when, steps }] of step.branches.entries()) {
        const text = JSON.stringify(when);
        const [first] = steps;
        if (isTaken || earlier.has(text) || isImpossible(when, world)) {
          const at = { definition, path: `${path}.branches[${index}]` };
          yield first
            ? { ...at, says: 'way_to', values: { step: step.id, first: first.id } }
            : { ...at, says: 'way', values: { step: step.id } };
        }
        earlier.add(text);
        isTaken ||= isAlways(when);
      }
      if (isTaken && step.otherwise?.length) yield { definition, path: `${path}.otherwise`, says: 'otherwise', values: { step: step.id } };
    }
  },
};

function isAlways({ combinator, not = false, rules }: Condition): boolean {
  return rules.length === 0 && (combinator === 'and') !== not;
}
