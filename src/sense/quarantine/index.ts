/** The quarantine: refused calls with their reasons, kept, listed, replayed once. */
export { openSharedQuarantine, QUARANTINE_DESK } from './desk-quarantine.ts';
export { openQuarantine, type QuarantineOptions } from './folder-quarantine.ts';
export type { Began, LogEnds, Quarantine, QuarantinedCall, QuarantineRecord, QuarantineStats, Settled, Turn } from './quarantine.ts';
export { reasonIn, reasonSaid } from './reason.ts';
