/** core/decide: what to do for one customer. Journeys: triggers, steps, goals, exits, holdouts. See ARCHITECTURE.md. */
export type { TemplateUse } from './captured.ts';
export { concernsJourneys, decide } from './journeys.ts';
export { mergeJourneys } from './merge.ts';
export { compileJourneys, type JourneyPlan, type JourneySources } from './plan.ts';
export type { SendRequest, Verdict } from './request.ts';
export type { Cause } from './run.ts';
export { decodeJourneys, emptyJourneys, encodeJourneys, type JourneyState, wakeAt } from './state.ts';
