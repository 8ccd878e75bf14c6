/** A customer as the API shows it. */
import { type Plan, reachOf, segmentsOf, tagsOf } from '../core/index.ts';
import type { JourneyPlace, Profile } from './figures.ts';
import type { ReadCustomer } from './reading.ts';

/** Where and when it is read: with the plan and the instant for which what is said of reach holds, ms. */
export interface ReadAt {
  readonly position: number;
  readonly plan: Plan;
  readonly now: number;
}

export function profileFrom({ id, absorbed, identifiers, traits, customer }: ReadCustomer, { position, plan, now }: ReadAt): Profile {
  const { known, journeys, guard } = customer;
  const held = new Set(journeys.records.filter((record) => record.arm === 'holdout').map((record) => record.journey));
  return {
    customer: id,
    absorbed,
    identifiers,
    traits,
    tags: tagsOf(known).map((tag) => ({ id: tag })),
    segments: segmentsOf(known).map((segment) => ({ id: segment })),
    journeys: journeys.instances.map(
      ({ journey, version, step, enteredAt, due }): JourneyPlace => ({
        journey,
        version,
        step,
        enteredAt,
        waitsUntil: due,
        holdout: held.has(journey),
      }),
    ),
    consent: guard.consents.map(({ purpose, choice }) => ({ purpose, granted: choice === 'granted' })),
    ...(guard.suppression && { suppressed: guard.suppression.reason }),
    reach: reachOf(customer, { plan, now }),
    sends: journeys.sends.map(({ message, journey, step, channel, purpose, messageClass, stale }) => ({
      message,
      journey,
      step,
      channel,
      purpose,
      messageClass,
      ...(stale && { stale }),
    })),
    position,
  };
}
