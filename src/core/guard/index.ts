/** core/guard: whether we may. Consent by purpose, suppression, quiet hours, caps, holdout. Order of the rules and why: vet.ts. */
export { applyConsent, type ConsentContext } from './consent.ts';
export { mergeGuard } from './merge.ts';
export { compileGuard, type GuardPlan, type GuardSources } from './plan.ts';
export { type ConsentRecord, decodeGuard, emptyGuard, encodeGuard, type GuardState, type SentMessage } from './state.ts';
export { type GuardContext, vet } from './vet.ts';
