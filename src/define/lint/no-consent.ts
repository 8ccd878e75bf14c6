import type { Lint } from './lint.ts';
import { everyStep } from './world.ts';

/** Marketing that nobody was asked about. */
export const noConsent: Lint = {
  id: 'no-consent',
  severity: 'warning',
  *look(world) {
    for (const { definition, step, path } of everyStep(world)) {
      if (step.type !== 'send' || (step.messageClass ?? 'marketing') !== 'marketing') continue;
      const purpose = world.purposes.get(step.purpose);
      if (purpose?.basis === 'opt_in') continue;
      const values = { step: step.id, purpose: purpose?.id ?? '' };
      yield { definition, path: `${path}.purpose`, says: purpose ? 'unasked' : 'no_purpose', values };
    }
  },
};
