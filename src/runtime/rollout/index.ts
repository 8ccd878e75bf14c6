/** Rollouts: how each stands, what staff says of it, and what it does by itself. */
export { RolloutDesk, type RolloutReport, type RolloutWish } from './desk.ts';
export type { Finding, WaitsFor } from './judge.ts';
