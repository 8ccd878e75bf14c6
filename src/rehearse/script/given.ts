/** What a test may expect of benefits. */
import type { Expectation } from './expectations.ts';

/** Which of the times that a benefit was given are meant. */
export interface GivenOptions {
  /** Exactly so many; default: at least one. */
  readonly times?: number;
  readonly code?: string;
  readonly points?: number;
}

/** A journey gave this benefit. */
export function given(benefit: string, { times, code, points }: GivenOptions = {}): Expectation {
  const what = code === undefined ? (points === undefined ? '' : ` (points ${points})`) : ` (code "${code}")`;
  const often = times === undefined ? '' : ` ${times === 1 ? 'once' : `${times} times`}`;
  return {
    text: `to have been given the benefit "${benefit}"${what}${often}`,
    names: [['benefit', benefit]],
    holds: ({ facts }) => {
      const matching = facts.filter(
        ({ kind, action, name, detail }) =>
          kind === 'benefit' &&
          action === 'granted' &&
          name === benefit &&
          (code === undefined || detail?.code === code) &&
          (points === undefined || detail?.points === points),
      );
      return times === undefined ? matching.length > 0 : matching.length === times;
    },
    found: ({ facts }) => {
      const told = facts
        .filter(({ kind, name }) => kind === 'benefit' && name === benefit)
        .map(({ action, detail }) => `${action} ${String(detail?.code ?? detail?.points ?? detail?.rule)}`);
      return `benefit "${benefit}": ${told.join(', ') || 'none'}`;
    },
  };
}
