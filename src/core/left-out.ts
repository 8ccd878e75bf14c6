/** Whether a customer is left out of a journey, told without anything being decided. Pure. */
import { type CustomerId, hashUnit } from '../base/index.ts';
import type { JourneyState } from './decide/index.ts';

/** By which draw a customer is left out. */
export type LeftOutBy = 'holdout' | 'global_control';

/** Shares, from 0 to 1, and the seed by which they are drawn. */
export interface LeftOutRules {
  readonly seed: string;
  readonly globalControl: number;
  readonly journey: { readonly id: string; readonly holdout: number };
}

/** As it is stored or, where the customer has not come that far, as it will be drawn at the entry; undefined: it is left out by neither. */
export function leftOutOf(
  { id, journeys }: { readonly id: CustomerId; readonly journeys: Pick<JourneyState, 'globalControl' | 'records'> },
  { seed, globalControl, journey }: LeftOutRules,
): LeftOutBy | undefined {
  const isDrawn = (key: string, share: number): boolean => hashUnit(seed, `${id}\u0000${key}`) < share;
  if (globalControl > 0 && (journeys.globalControl ?? isDrawn('global_control', globalControl))) return 'global_control';
  if (journey.holdout === 0) return undefined;
  const arm = journeys.records.find((record) => record.journey === journey.id)?.arm;
  const isHeldOut = arm === undefined ? isDrawn(`holdout:${journey.id}`, journey.holdout) : arm === 'holdout';
  return isHeldOut ? 'holdout' : undefined;
}
