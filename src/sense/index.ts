/** sense: what comes in. The Segment-protocol door, its quarantine, and the importer that goes through it. */
export { type CallLimits, callSchema, DEFAULT_LIMITS, type TimeRange } from './call/index.ts';
export {
  type AcceptedCall,
  type Answer,
  type Append,
  createDoor,
  type Door,
  type DoorCounters,
  type DoorOptions,
  type QuarantinedAnswer,
} from './door/index.ts';
export {
  openQuarantine,
  type Quarantine,
  type QuarantinedCall,
  type QuarantineOptions,
  type QuarantineRecord,
  type QuarantineStats,
} from './quarantine/index.ts';
