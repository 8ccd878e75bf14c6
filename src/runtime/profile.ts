/** A customer as the API shows it. */
import { segmentsOf, tagsOf } from '../core/index.ts';
import type { JourneyPlace, Profile } from './figures.ts';
import type { ReadCustomer } from './reading.ts';

export function profileFrom({ id, absorbed, identifiers, traits, customer }: ReadCustomer, position: number): Profile {
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
    position,
  };
}
