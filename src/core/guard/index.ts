/** core/guard: whether we may. Consent by purpose, suppression, quiet hours, caps, holdout. Order of the rules and why: vet.ts. */
export {
  type AcceptedUse,
  acceptedUsed,
  type CapUse,
  capsUsed,
  channelClosed,
  purposeClosed,
  type Quiet,
  quietNow,
} from './closed.ts';
export { comeAgain, settle } from './coming.ts';
export { applyConsent, type ConsentContext } from './consent.ts';
export { mergeGuard, settleSince } from './merge.ts';
export { compileGuard, type GuardPlan } from './plan.ts';
export { applyReceipt } from './receipts.ts';
export { type Asked, type GuardContext, quiet, type Refusal, refusal, suppress, zoneOf } from './refusal.ts';
export { decodeGuard, emptyGuard, encodeGuard, type GuardState } from './state.ts';
export { capped, overAgain, vet } from './vet.ts';
