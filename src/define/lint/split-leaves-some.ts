import type { Lint } from './lint.ts';
import { everyStep } from './world.ts';

/** Shares are decimals: 0.1 + 0.2 + 0.7 is 1. */
const SLACK = 1e-9;
/** From here on the shares look like a whole that was rounded. */
const NEARLY = 0.9;

/** Shares below 1 where what was meant is everybody: a rounded third, or a split behind which there is nothing. More than 1 is refused by the check. */
export const splitLeavesSome: Lint = {
  id: 'split-leaves-some',
  severity: 'warning',
  *look(world) {
    for (const { definition, step, path } of everyStep(world)) {
      if (step.type !== 'split') continue;
      const sum = step.arms.reduce((total, { share }) => total + share, 0);
      const isLast = definition.steps.at(-1) === step;
      if (sum >= 1 - SLACK || !(sum >= NEARLY || isLast)) continue;
      const values = { left: `${Number(((1 - sum) * 100).toFixed(4))}%` };
      yield { definition, path: `${path}.arms`, says: isLast ? 'leaves_some_out' : 'leaves_some', values };
    }
  },
};
