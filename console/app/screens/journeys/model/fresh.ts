/** New steps, as they are before anybody has said more of them. */

import { type Journey, placedIn, type Step, type StepType } from './document.ts';
import { freeId } from './edit.ts';

/** Without what has to be chosen: that is a problem until it is. */
const FRESH: { readonly [Type in StepType]: Omit<Extract<Step, { type: Type }>, 'id' | 'type'> } = {
  wait: { duration: '1d' },
  wait_for: { event: '', timeout: '3d' },
  branch: { branches: [{ when: { combinator: 'and', rules: [] }, steps: [] }] },
  split: {
    arms: [
      { id: 'A', share: 0.5, steps: [] },
      { id: 'B', share: 0.5, steps: [] },
    ],
  },
  send: { channel: '', template: '', purpose: '' },
  webhook: { channel: '', template: '' },
  ticket: { template: '', owner: '', due: '1d' },
  benefit: { benefit: '' },
  update: { traits: {} },
  set_tag: { tag: '' },
  remove_tag: { tag: '' },
  start_journey: { journey: '' },
  stop_journey: { journey: '' },
  exit: {},
};

/** A new step of a kind under an id that the journey does not have. */
export function freshStep(journey: Pick<Journey, 'steps'>, type: StepType): Step {
  const taken = new Set(placedIn(journey).map(({ step }) => step.id));
  return { type, id: freeId(type.replace('_', '-'), taken), ...structuredClone(FRESH[type]) } as Step;
}

/** A journey that somebody has just begun. */
export function freshJourney(id: string, name: Journey['name']): Journey {
  return {
    kind: 'journey',
    id,
    name,
    stage: 'retain',
    trigger: { type: 'event', event: '' },
    reentry: 'once',
    holdout: 0.1,
    steps: [{ type: 'wait', id: 'wait', duration: '1d' }],
  };
}

/** Shares that are alike and come to one, with four decimals; the first takes what is left over. */
export function evenShares(count: number): readonly number[] {
  const share = Math.floor(10_000 / count);
  return Array.from({ length: count }, (_, index) => (index === 0 ? 10_000 - share * (count - 1) : share) / 10_000);
}
