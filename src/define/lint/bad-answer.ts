import { stepsIn } from '../check/walk.ts';
import type { Lint } from './lint.ts';

/** A webhook from whose answer something is taken, and that goes on as if it were there when it is not. */
export const badAnswer: Lint = {
  id: 'bad-answer',
  severity: 'warning',
  *look({ journeys }) {
    for (const definition of journeys)
      for (const { step, path } of stepsIn(definition.steps))
        if (step.type === 'webhook' && step.response && !step.onFailure)
          yield { definition, path: `${path}.onFailure`, says: 'bad_answer', values: { step: step.id } };
  },
};
