/** The quarantine: refused calls with their reasons, kept, listed, replayed once. */
export {
  openQuarantine,
  type Quarantine,
  type QuarantinedCall,
  type QuarantineOptions,
  type QuarantineRecord,
  type QuarantineStats,
} from './quarantine.ts';
export type { Began, Settled } from './settlements.ts';
