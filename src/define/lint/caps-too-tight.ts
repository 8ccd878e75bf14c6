import { durationMs } from '../../base/index.ts';
import type { FrequencyCap } from '../policy.ts';
import type { Lint } from './lint.ts';
import { pathsOf, type SendOnWay, waysOf } from './ways.ts';

/** A way through a journey on which a cap surely keeps a message back, whatever else the customer gets. */
export const capsTooTight: Lint = {
  id: 'caps-too-tight',
  severity: 'warning',
  *look({ journeys, policy }) {
    for (const definition of journeys) {
      const paths = pathsOf(definition);
      const told = new Set<string>();
      for (const way of waysOf(definition)) {
        for (const cap of policy?.caps ?? []) {
          const held = firstHeld(way, cap);
          if (held === undefined || told.has(`${cap.id} ${held}`)) continue;
          told.add(`${cap.id} ${held}`);
          const per = typeof cap.per === 'string' ? cap.per : cap.per.this;
          const values = { step: held, count: cap.max + 1, per, cap: cap.id, max: cap.max };
          yield { definition, path: paths.get(held)!, says: 'cap', values };
        }
      }
    }
  },
};

/** The step that comes as one too many; of a calendar period only what goes at the same moment surely falls into one. */
function firstHeld(way: readonly SendOnWay[], cap: FrequencyCap): string | undefined {
  const counted = way.filter(({ step }) => counts(cap, step));
  const windowMs = typeof cap.per === 'string' ? durationMs(cap.per) : 1;
  for (let i = cap.max; i < counted.length; i++) {
    const { step, atMost } = counted[i]!;
    if (atMost - counted[i - cap.max]!.atMost < windowMs) return step.id;
  }
  return undefined;
}

function counts({ classes, channel, purpose }: FrequencyCap, step: SendOnWay['step']): boolean {
  if (!classes.includes(step.messageClass ?? 'marketing')) return false;
  return (channel === undefined || channel === step.channel) && (purpose === undefined || purpose === step.purpose);
}
