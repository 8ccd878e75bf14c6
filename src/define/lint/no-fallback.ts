import { addressTraitOf } from '../channel.ts';
import { stepsIn } from '../check/walk.ts';
import { type SendStep, usualWaysOf } from '../step.ts';
import type { Lint } from './lint.ts';

/** A journey that has only one way to reach anybody. */
export const noFallback: Lint = {
  id: 'no-fallback',
  severity: 'warning',
  *look({ journeys, channels }) {
    for (const definition of journeys) {
      const sends = [...stepsIn(definition.steps)].filter((one): one is { step: SendStep; path: string } => one.step.type === 'send');
      const [first] = sends;
      if (!first || new Set(sends.flatMap(({ step }) => usualWaysOf(step).map(({ channel }) => channel))).size > 1) continue;
      const channel = channels.get(first.step.channel);
      const address = channel && addressTraitOf(channel);
      if (channel && address !== undefined)
        yield { definition, path: `${first.path}.channel`, says: 'one_channel', values: { channel: channel.id, address } };
    }
  },
};
