/**
 * Consent and suppression as they come in.
 *
 * Staff and the preference center set one purpose by a `control` entry. Any call may carry `context.consent.categoryPreferences`
 * (Segment), whose keys are purpose ids:
 * - `true` grants, `false` withdraws; keys that are no purpose, and other values, say nothing about a purpose;
 * - an opt-in purpose that is left out was not chosen: `missing`. An opt-out purpose that is left out stays as it is;
 * - no preference at all (`{}`) refuses every purpose;
 * - no consent object says nothing.
 *
 * The latest choice by time counts, in any order of arrival; of two events of the same moment the more restrictive. Between control
 * entries the log's order decides.
 *
 * Suppression is of everything, or of one channel; each is lifted by itself.
 *
 * Every control entry leaves a fact, with detail.unchanged when things stood so already: it is proof of what was said, and should the profile be parted
 * it is found again.
 */
import type { CustomerId } from '../../base/index.ts';
import type { ControlEntry, EventEntry, Json, JsonObject } from '../entry.ts';
import type { Fact } from '../fact.ts';
import type { GuardPlan } from './plan.ts';
import {
  CHOICES,
  type Choice,
  channelSuppression,
  consentOf,
  type GuardState,
  liftedAt,
  removeOfChannel,
  setConsent,
  setOfChannel,
} from './state.ts';

/** The customer an entry about consent is applied to. */
export interface ConsentContext {
  readonly customer: CustomerId;
  /** `at` of the entry, ms. */
  readonly now: number;
  readonly plan: GuardPlan;
  /** Changed in place. */
  readonly state: GuardState;
  readonly facts: Fact[];
}

/** Applies what the entry says about consent or suppression. True when the state has changed. */
export function applyConsent(context: ConsentContext, entry: ControlEntry | EventEntry): boolean {
  if (entry.type === 'control') return applyControl(context, entry);
  const preferences = preferencesOf(entry.context);
  return preferences !== undefined && applyPreferences(context, entry, preferences);
}

function applyControl(context: ConsentContext, entry: ControlEntry): boolean {
  const { state } = context;
  const now = entry.said ?? context.now;
  if (entry.action === 'consent') {
    const choice = entry.granted ? 'granted' : 'withdrawn';
    const known = consentOf(state, entry.purpose);
    if (known && known.time > now) return false;
    if (known?.choice === choice)
      record(context, {
        action: entry.granted ? 'granted' : 'withdrawn',
        name: entry.purpose,
        detail: { by: entry.by, choice, unchanged: true },
      });
    return choose(context, { purpose: entry.purpose, choice, time: now }, { by: entry.by });
  }
  const { channel, reason, by } = entry;
  if (entry.said !== undefined && isOver(state, entry, now)) return false;
  const changed = channel === undefined ? suppressAll({ state, now }, entry) : suppressChannel({ state, now }, entry, channel);
  const detail = { by, reason, ...(channel !== undefined && { channel }), ...(!changed && { unchanged: true }) };
  record(context, { action: `${entry.action}ed`, name: '', detail });
  return changed || (entry.said !== undefined && entry.action === 'unsuppress');
}

/** Whether what comes late was lifted after it had been said. What is lifted is remembered. */
function isOver(state: GuardState, { action, channel = '' }: SuppressEntry, at: number): boolean {
  const before = liftedAt(state, channel);
  if (action === 'suppress') return before > at;
  state.lifted ??= [];
  setOfChannel(state.lifted, { channel, at: Math.max(before, at) });
  return false;
}

type Suppressing = Pick<ConsentContext, 'state' | 'now'>;
type SuppressEntry = Extract<ControlEntry, { action: 'suppress' | 'unsuppress' }>;

function suppressAll({ state, now }: Suppressing, { action, reason }: SuppressEntry): boolean {
  if ((action === 'suppress') === (state.suppression !== undefined)) return false;
  if (action === 'suppress') state.suppression = { reason, at: now };
  else delete state.suppression;
  return true;
}

/** Lifted, the channel begins anew: bounces of before do not count. */
function suppressChannel({ state, now }: Suppressing, { action, reason }: SuppressEntry, channel: string): boolean {
  if (action === 'unsuppress') return removeOfChannel(state.channels, channel);
  if (channelSuppression(state, channel)) return false;
  removeOfChannel(state.bounces, channel);
  setOfChannel(state.channels, { channel, reason, at: now });
  return true;
}

function applyPreferences(context: ConsentContext, entry: EventEntry, preferences: JsonObject): boolean {
  const time = Math.min(entry.time, context.now);
  const isEmpty = Object.keys(preferences).length === 0;
  let changed = false;
  for (const [purpose, basis] of context.plan.purposes) {
    const choice = chosen(preferences, purpose) ?? (isEmpty || basis === 'opt_in' ? 'missing' : undefined);
    if (choice === undefined || !isNewer({ choice, time }, consentOf(context.state, purpose))) continue;
    changed = choose(context, { purpose, choice, time }, { source: entry.source, messageId: entry.messageId }) || changed;
  }
  return changed;
}

function chosen(preferences: JsonObject, purpose: string): Choice | undefined {
  if (!Object.hasOwn(preferences, purpose) || typeof preferences[purpose] !== 'boolean') return undefined;
  return preferences[purpose] ? 'granted' : 'withdrawn';
}

interface Chosen {
  readonly choice: Choice;
  readonly time: number;
}

export function isNewer(a: Chosen, b: Chosen | undefined): boolean {
  return !b || a.time > b.time || (a.time === b.time && CHOICES.indexOf(a.choice) > CHOICES.indexOf(b.choice));
}

export function choose(
  context: ConsentContext,
  { purpose, choice, time }: Chosen & { readonly purpose: string },
  origin: JsonObject,
): boolean {
  const known = consentOf(context.state, purpose);
  if (known?.choice === choice && known.time === time) return false;
  const isOther = known?.choice !== choice;
  setConsent(context.state, { purpose, choice, time });
  if (isOther)
    record(context, { action: choice === 'granted' ? 'granted' : 'withdrawn', name: purpose, detail: { ...origin, choice, time } });
  return true;
}

export function record({ facts, customer, now }: ConsentContext, about: { action: string; name: string; detail: JsonObject }): void {
  facts.push({ kind: 'consent', customer, at: now, version: 0, ...about });
}

function preferencesOf(context: JsonObject | undefined): JsonObject | undefined {
  if (context?.consent === undefined) return undefined;
  return objectAt(objectAt(context, 'consent'), 'categoryPreferences');
}

function objectAt(from: JsonObject | undefined, key: string): JsonObject | undefined {
  const value: Json | undefined = from && Object.hasOwn(from, key) ? from[key] : undefined;
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
