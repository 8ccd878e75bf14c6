/** What each playbook is worth in the omni example: the lift over its held-out group with its interval, beside the true effect, which the generator knows. */
import { house } from '../playbooks/house.ts';
import { playbooks } from '../playbooks/index.ts';
import type { LiftTrial } from '../src/runtime/demo/lift-trial.ts';

export interface PlaybookLift {
  readonly playbook: string;
  readonly journey: string;
  readonly treated: number;
  readonly heldOut: number;
  /** Shares of customers who convert: treated less held out. Null where there are too few. */
  readonly lift: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Undefined where nobody was treated. */
  readonly truth: number | undefined;
}

/** A row for each journey of each playbook; those that nobody has been measured in are left out. */
export function playbookLifts({ lifts, truths }: LiftTrial): readonly PlaybookLift[] {
  return playbooks.flatMap(({ id: playbook, definitions }) =>
    definitions(house).flatMap((one) => {
      const row = one.kind === 'journey' ? lifts.find(({ journey }) => journey === one.id) : undefined;
      if (!row) return [];
      const { journey, treatment, holdout, conversionLift } = row;
      const { difference: lift, low, high } = conversionLift;
      const truth = truths.find((truly) => truly.journey === journey)?.conversion;
      return [{ playbook, journey, treated: treatment.customers, heldOut: holdout.customers, lift, low, high, truth }];
    }),
  );
}
