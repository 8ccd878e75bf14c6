/**
 * Entries of the log: the only input. In the log an entry is UTF-8 JSON; `at` and the position are the log's own, beside it.
 *
 * Times are milliseconds since 1970 UTC. `at` (stamped at append, never decreasing) drives wake-ups, waits, caps and dedupe;
 * an event's `time` only selects windows.
 */

import type { CustomerId } from '../base/index.ts';
import type { Release } from '../define/index.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** [namespace, value], e.g. ["user_id", "u-17"]. */
export type Identifier = readonly [namespace: string, value: string];

export type CallType = 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias';

/** What a source sent, normalised by the door. */
export interface EventEntry {
  readonly type: 'event';
  readonly call: CallType;
  /** Event name; `$identify`, `$page`, `$screen`, `$group`, `$alias` for the other calls. */
  readonly event: string;
  readonly messageId: string;
  readonly source: string;
  /** Event time after clock correction, at most 5 minutes after `at` (clamped by the door). */
  readonly time: number;
  /** Wall clock of the door; for latency only. */
  readonly receivedAt: number;
  readonly identifiers: readonly Identifier[];
  readonly properties: JsonObject;
  /** Of `identify` and `group` calls, and `context.traits`. */
  readonly traits?: JsonObject;
  readonly context?: JsonObject;
}

/** Time has reached `at`. Wake-ups due by then run in due order, at most `limit` of them (default all). */
export interface TickEntry {
  readonly type: 'tick';
  readonly limit?: number;
}

export interface ReleaseEntry {
  readonly type: 'release';
  readonly release: Release;
}

/** The code of `step` has changed. Written at start when the version differs from the log's last one. */
export interface EngineEntry {
  readonly type: 'engine';
  readonly version: string;
}

/** New parameters computed outside. `quantiles`: the edges of a score trait's bins, ascending, scaled decimals. */
export interface ModelEntry {
  readonly type: 'model';
  readonly model: 'quantiles';
  readonly trait: string;
  readonly version: string;
  readonly edges: readonly number[];
}

export type ReceiptKind = 'sent' | 'failed';

/** What became of a message. Counted once per (message, kind). */
export interface ReceiptEntry {
  readonly type: 'receipt';
  readonly kind: ReceiptKind;
  readonly customer: CustomerId;
  readonly message: string;
  readonly channel: string;
  /** Wall clocks, ms: committed by the engine; handed to the channel. */
  readonly decidedAt: number;
  readonly dispatchedAt: number;
  readonly reason?: string;
}

/** Set by staff, API or the preference center. */
export type ControlEntry = {
  readonly type: 'control';
  readonly identifiers: readonly Identifier[];
  readonly by: string;
} & (
  | { readonly action: 'consent'; readonly purpose: string; readonly granted: boolean }
  | { readonly action: 'suppress' | 'unsuppress'; readonly reason: string }
);

/** Anything that can stand in the log. */
export type Entry = EventEntry | TickEntry | ReleaseEntry | EngineEntry | ModelEntry | ReceiptEntry | ControlEntry;
