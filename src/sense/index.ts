/** sense: what comes in. The Segment-protocol door, its quarantine, and the importer that goes through it. */
export { type CallLimits, type CallRead, DEFAULT_LIMITS, Refusal, type RequestContext, readCall, type TimeRange } from './call/index.ts';
export { clientTypes, compileDictionary, type Dictionary } from './dictionary/index.ts';
export {
  type AcceptedCall,
  type Answer,
  type Append,
  createDoor,
  type Door,
  type DoorCounters,
  type DoorOptions,
  type HeldAnswer,
  type QuarantinedAnswer,
  VALUES_FREE,
} from './door/index.ts';
export {
  type HttpSenderOptions,
  httpSender,
  type ImportCounts,
  type ImportMap,
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importFile,
  type RejectedRow,
  type Send,
  type SendResult,
} from './import/index.ts';
export {
  openQuarantine,
  openSharedQuarantine,
  QUARANTINE_DESK,
  type Quarantine,
  type QuarantinedCall,
  type QuarantineOptions,
  type QuarantineRecord,
  type QuarantineStats,
  reasonIn,
  reasonSaid,
} from './quarantine/index.ts';
export {
  createReplayer,
  type Dropped,
  eventNameOf,
  type QuarantineCounts,
  RecordCounts,
  type RecordPage,
  type RecordRow,
  type RecordSelection,
  type Replayed,
  type Replayer,
  type ReplayRequest,
  type ReplaySample,
  rowOf,
  selectedRecords,
} from './replay/index.ts';
export { createReturns, type KnownMessage, type OpenedLink, type ReturnsOptions } from './returns/index.ts';
