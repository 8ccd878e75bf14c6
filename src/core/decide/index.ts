/** core/decide: what to do for one customer. Journeys: triggers, steps, goals, exits, holdouts. See ARCHITECTURE.md. */

export { addressOn } from './address.ts';
export { type Part as ScorePart, scoreOf, worthFor } from './arbitration.ts';
export { isLow, lowFact } from './benefit.ts';
export type { TemplateUse } from './captured.ts';
export { type CodeBlock, Commons, type Pool, type Slice, sliceOf } from './commons.ts';
export type { ReleaseEdit } from './edits.ts';
export { staleAt } from './endings.ts';
export { currentRollouts, type JourneyRollout, withRollouts } from './enterable.ts';
export { concernsJourneys, decide } from './journeys.ts';
export { mergeJourneys } from './merge.ts';
export { dateIn, nextOfDate, nextOfSchedule } from './occurrence.ts';
export { closeSend, openSendOf, reopenSend } from './open.ts';
export type { Passage } from './passage.ts';
export {
  type CompiledCandidate,
  type CompiledPlacement,
  compilePlacements,
  type PlacementPlan,
  shownOf,
} from './placement.ts';
export { type CompiledJourney, compileJourneys, type JourneyPlan, type JourneySources, journeyOf } from './plan.ts';
export { type DeferRule, EXPIRY_MS, type ExpiryMs, type SendRequest, type Verdict } from './request.ts';
export { type Reroute, type Reroutes, rerouted } from './reroutes.ts';
export { afterMove, BEGUN, placeIn, type RolloutPlace, type RolloutStanding, type RolloutStandings } from './rollout.ts';
export { type Cause, isFor } from './run.ts';
export { suits } from './send.ts';
export {
  awaitsMessage,
  emptyJourneys,
  type Instance,
  insertInstance,
  type JourneyState,
  type OpenSend,
  type Stale,
  wakeAt,
} from './state.ts';
export { decodeJourneys, encodeJourneys } from './state-codec.ts';
export { occurrenceOf, timingRead } from './timed.ts';
export { chooseVariant, type VariantUse } from './variant.ts';
