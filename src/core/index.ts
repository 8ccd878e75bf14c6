/** core: what we think about one customer. Pure: no I/O, no clock, no randomness, no await. */
export type {
  CallType,
  ControlEntry,
  CustomerEntry,
  EngineEntry,
  Entry,
  EventEntry,
  Identifier,
  Json,
  JsonObject,
  ModelEntry,
  ReceiptEntry,
  ReceiptKind,
  ReleaseEntry,
  TickEntry,
} from './entry.ts';
export { decodeEntry, encodeEntry } from './entry-codec.ts';
export type { Command, Fact, FactKind, SendCommand } from './fact.ts';
