/** A customer as the API shows it. */
import { heldOf, type Plan, reachOf, viewOf } from '../core/index.ts';
import type { Release } from '../define/index.ts';
import type { JourneyPlace, Profile } from './figures.ts';
import type { ReadCustomer } from './reading.ts';
import { tagRulesOf, tagStandingOf } from './tags/index.ts';

/** Where and when it is read: with the plan and the instant for which what is said of reach holds, ms. */
export interface ReadAt {
  readonly position: number;
  readonly plan: Plan;
  readonly now: number;
  /** The latest one: it says what tags read and contradict, and whose they are. */
  readonly release: Release | undefined;
}

export function profileFrom(
  { id, absorbed, identifiers, traits, customer }: ReadCustomer,
  { position, plan, now, release }: ReadAt,
): Profile {
  const { known, journeys, guard } = customer;
  const view = viewOf(known, plan.know, now);
  const standing = tagStandingOf(customer, tagRulesOf(release, plan), { plan, now });
  const held = new Set(journeys.records.filter((record) => record.arm === 'holdout').map((record) => record.journey));
  return {
    customer: id,
    absorbed,
    identifiers,
    traits,
    tags: standing.held,
    completeness: standing.completeness,
    segments: heldOf('segment', plan.know, view),
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
