/** core/decide: what to do for one customer. Journeys: triggers, steps, goals, exits, holdouts. See ARCHITECTURE.md. */
export type { TemplateUse } from './captured.ts';
export { decide } from './journeys.ts';
export { type MergeJourneysContext, mergeJourneys } from './merge.ts';
export { type CompiledJourney, compileJourneys, type JourneyPlan, type JourneySources } from './plan.ts';
export type { DeferRule, SendRequest, SuppressRule, Verdict, Vet } from './request.ts';
export type { Cause, DecideContext } from './run.ts';
export { decodeJourneys, emptyJourneys, encodeJourneys, type JourneyState, wakeAt } from './state.ts';
