import { CAPTURE } from '../channel.ts';
import type { Lint } from './lint.ts';
import { everyStep } from './world.ts';

/** A send that reaches nobody. */
export const capturedSend: Lint = {
  id: 'captured-send',
  severity: 'warning',
  *look(world) {
    for (const { definition, step, path } of everyStep(world))
      if (step.type === 'send' && step.channel === CAPTURE)
        yield { definition, path: `${path}.channel`, says: 'captured', values: { step: step.id, channel: CAPTURE } };
  },
};
