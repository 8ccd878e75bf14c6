/** The quarantine: refused calls with their reasons, kept, listed, ready for a replay. */
export {
  openQuarantine,
  type Quarantine,
  type QuarantinedCall,
  type QuarantineOptions,
  type QuarantineRecord,
  type QuarantineStats,
} from './quarantine.ts';
