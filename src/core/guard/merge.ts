/** Merging the guard parts of two profiles of one customer: independent of their order, and of the order of several merges. */
import { forget } from './caps.ts';
import type { GuardPlan } from './plan.ts';
import {
  addSent,
  type BounceCount,
  CHOICES,
  channelSuppression,
  consentOf,
  type GuardState,
  liftedAt,
  removeOfChannel,
  type Suppression,
  setConsent,
  setOfChannel,
} from './state.ts';

/**
 * Merges `from` into `into`, in place. Consent takes the more restrictive choice of the two, as chosen at the later time; a purpose that
 * only one of them ever spoke about keeps that. Suppression of either stays, of everything and of single channels; of bounces in a row
 * the longer row counts. Messages that went or are coming unite by id.
 */
export function mergeGuard(into: GuardState, from: GuardState, { plan, now }: { plan: GuardPlan; now: number }): void {
  for (const consent of from.consents) {
    const kept = consentOf(into, consent.purpose);
    const choice = CHOICES[Math.max(CHOICES.indexOf(consent.choice), kept ? CHOICES.indexOf(kept.choice) : 0)]!;
    setConsent(into, { purpose: consent.purpose, choice, time: Math.max(consent.time, kept?.time ?? consent.time) });
  }
  const suppression = earlier(into.suppression, from.suppression);
  if (suppression) into.suppression = suppression;
  for (const one of from.channels) setOfChannel(into.channels, earlier(channelSuppression(into, one.channel), one)!);
  for (const one of from.bounces)
    setOfChannel(
      into.bounces,
      nearer(
        into.bounces.find(({ channel }) => channel === one.channel),
        one,
      ),
    );
  for (const sent of from.sends) addSent(into.sends, sent);
  for (const coming of from.coming) addSent(into.coming, coming);
  forget(into, plan, now);
}

/**
 * What of `from` is over, where its state comes after the two had turned out to be one, at `since` (ms): what has been chosen for both of them from then on is
 * the latest word, and not one of two to take the more restrictive of.
 */
export function settleSince(from: GuardState, into: GuardState, since: number): void {
  for (const { purpose, time } of into.consents) {
    const old = consentOf(from, purpose);
    if (old && time >= since && time >= old.time) from.consents.splice(from.consents.indexOf(old), 1);
  }
  const isLifted = (channel: string, { at }: Suppression): boolean => liftedAt(into, channel) >= Math.max(since, at);
  if (from.suppression && isLifted('', from.suppression)) delete from.suppression;
  for (const one of [...from.channels]) if (isLifted(one.channel, one)) removeOfChannel(from.channels, one.channel);
}

function earlier<T extends Suppression>(a: T | undefined, b: T | undefined): T | undefined {
  if (!a || !b) return a ?? b;
  return a.at < b.at || (a.at === b.at && a.reason <= b.reason) ? a : b;
}

/** The row of bounces that is nearer to its limit. */
function nearer(a: BounceCount | undefined, b: BounceCount): BounceCount {
  if (!a || a.count !== b.count) return a && a.count > b.count ? a : b;
  if (a.arrived === '' || b.arrived === '') return a.arrived === '' ? a : b;
  return a.arrived >= b.arrived ? a : b;
}
