/** Merging the guard parts of two profiles of one customer: independent of their order, and of the order of several merges. */
import { forget } from './caps.ts';
import type { GuardPlan } from './plan.ts';
import { addSent, CHOICES, consentOf, type GuardState, type Suppression, setConsent } from './state.ts';

/**
 * Merges `from` into `into`, in place. Consent takes the more restrictive choice of the two, as chosen at the later time; a purpose that
 * only one of them ever spoke about keeps that. Suppression of either stays. Sent messages unite by id.
 */
export function mergeGuard(into: GuardState, from: GuardState, { plan, now }: { plan: GuardPlan; now: number }): void {
  for (const consent of from.consents) {
    const kept = consentOf(into, consent.purpose);
    const choice = CHOICES[Math.max(CHOICES.indexOf(consent.choice), kept ? CHOICES.indexOf(kept.choice) : 0)]!;
    setConsent(into, { purpose: consent.purpose, choice, time: Math.max(consent.time, kept?.time ?? consent.time) });
  }
  const suppression = earlier(into.suppression, from.suppression);
  if (suppression) into.suppression = suppression;
  for (const sent of from.sends) addSent(into, sent);
  forget(into, plan, now);
}

function earlier(a: Suppression | undefined, b: Suppression | undefined): Suppression | undefined {
  if (!a || !b) return a ?? b;
  return a.at < b.at || (a.at === b.at && a.reason <= b.reason) ? a : b;
}
