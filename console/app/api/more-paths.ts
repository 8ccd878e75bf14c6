/**
 * Answers of routes that the generated `schema.ts` does not have yet, in the shape that openapi-typescript generates. What it has goes before what
 * stands here. Times are wall clocks in ms since 1970 unless said otherwise.
 */

import type { Get, Post } from './session-paths.ts';

export interface LatestEvent {
  id: string;
  /** When the log took it, and when it happened. */
  at: number;
  time: number;
  source: string;
  event: string;
  customer: string;
  /** How many of its values do not keep to the dictionary. */
  problems: number;
}

export interface WholeEvent extends LatestEvent {
  call: string;
  message: string;
  /** Of namespace and value. */
  identifiers: string[][];
  properties: Record<string, unknown>;
  traits?: Record<string, unknown>;
  context?: Record<string, unknown>;
  violations: { field: string; problem: string; omitted?: true }[];
  quarantine?: string;
}

export interface HourCounts {
  hour: number;
  source: string;
  event: string;
  events: number;
  missing: number;
  invalid: number;
  range: number;
  unplanned: number;
  late: number;
  duplicate: number;
  refused: number;
}

export interface Measurement {
  measure: string;
  source: string;
  /** '' of a source as a whole. */
  event: string;
  value: number;
  threshold: number;
  z?: number;
  breached: boolean;
}

export interface Quality {
  at: number;
  sources: { source: string; score?: number; events: number }[];
  events: { source: string; event: string; hour?: number; counts: Record<string, number>; measurements: Measurement[] }[];
  expected: Measurement[];
  measurements: Measurement[];
}

export interface QuarantineRecord {
  id: string;
  at: number;
  source: string;
  event: string;
  code: string;
  field: string;
  reason: string;
  messageId?: string;
  /** The call as it came, or the text of what could not be read. */
  call: Record<string, unknown> | string;
  settled?: 'replayed' | 'dropped';
}

export interface QuarantineSelection {
  source?: string;
  event?: string;
  code?: string;
  field?: string;
  ids?: string[];
}

export interface QuarantineGroup {
  source: string;
  event: string;
  code: string;
  field: string;
  count: number;
  firstAt: number;
  lastAt: number;
  sample: string;
}

export interface QuarantineStats {
  records: number;
  bytes: number;
  removed: number;
  replayed: number;
  dropped: number;
  selected: number;
  groups: QuarantineGroup[];
}

export interface Replayed {
  selected: number;
  passed: number;
  repeated: number;
  failed: number;
  unreadable: number;
  reasons: { code: string; field: string; reason: string; count: number }[];
  samples: { id: string; passes: boolean; before: unknown; after: unknown; reason?: string }[];
  next?: string;
}

interface ReplayBody {
  selection: QuarantineSelection;
  correction?: unknown;
  dryRun: boolean;
  after?: string;
}

export interface PropertyDefinition {
  type: string;
  description?: Named;
  required?: boolean;
  allowed?: (string | number | boolean)[];
  pattern?: string;
  min?: number;
  max?: number;
  unit?: string;
  currency?: string;
  owner?: string;
  dataClass?: string;
  purposes?: string[];
  enforcement?: string;
}

export interface EventDefinition {
  kind: 'event';
  id: string;
  name: Named;
  description?: Named;
  owner?: string;
  properties?: Record<string, PropertyDefinition>;
  unplanned?: string;
  enforcement?: string | { default: string; sources: Record<string, string> };
  lateAfter?: string;
}

export interface Named {
  en: string;
  zh: string;
}

/** `definition` has more by its kind. */
export interface ReleasedDefinition {
  version: number;
  definition: { kind: string; id: string; name?: Named };
}

export interface ReleaseSummary {
  number: number;
  note?: string;
  by?: string;
  approvedBy?: string;
  backTo?: number;
  at?: number;
  definitions: number;
  changed: number;
}

export type Maker = { kind: 'member' | 'token' | 'other'; id: string; name: string } | { kind: 'operator' };

export interface MadeRelease extends ReleaseSummary {
  maker: Maker;
  approver?: Maker;
}

export interface Draft {
  id: string;
  by: string;
  maker: Maker;
  at: number;
  note?: string;
  base: number;
  definitions: number;
}

export interface StepMeasurement {
  journey: string;
  step: string;
  measure: string;
  value: number | null;
  breached: boolean;
  by: 'guardrail' | 'history';
  threshold: number;
  past?: { value: number | null };
}

export interface JourneyDiagnosis {
  journey: string;
  at: number;
  steps: { step: string; hasFallback: boolean; reroute?: unknown; measurements: StepMeasurement[] }[];
}

export interface OutboxRow {
  number: number;
  message: string;
  customer: string;
  channel: string;
  type?: string;
  journey: string;
  step: string;
  template: string;
  templateVersion: number;
  subject: string;
  at: number;
  capturedAt: number;
}

/** As its receiver sees it; more by its type. */
export interface Appearance {
  type: string;
  to?: string;
  subject?: string;
  title?: string;
  text?: string;
  body?: string;
  format?: 'html' | 'text';
  segments?: number;
  encoding?: string;
  [more: string]: unknown;
}

export interface CapturedMessage {
  number: number;
  capturedAt: number;
  decidedAt: number;
  command: {
    message: string;
    customer: string;
    channel: string;
    template: string;
    templateVersion: number;
    journey: string;
    journeyVersion: number;
    step: string;
    purpose: string;
    messageClass: string;
    variables: Record<string, unknown>;
    at: number;
    receivedAt: number;
    to?: string;
  };
  content: { format: 'html' | 'text'; subject?: string; body: string };
  preview: string;
  appearance: Appearance;
}

export interface Evidence {
  table: 'facts' | 'events';
  id: string;
  at: number;
  kind?: string;
  action?: string;
  name?: string;
  version?: number;
  journey?: string;
  step?: string;
  detail?: Record<string, unknown>;
  event?: string;
  source?: string;
  properties?: Record<string, unknown>;
}

export interface Explanation {
  customer: string;
  message?: { message: string; status: string; rule: string; read: unknown; chain: { link: string; evidence: Evidence }[] };
}

export interface DeadLetter {
  number: number;
  message: string;
  customer: string;
  channel: string;
  journey: string;
  step: string;
  template: string;
  reason: string;
  attempts: number;
  decidedAt: number;
  failedAt: number;
}

interface Page {
  limit?: number;
}

export interface MorePaths {
  '/v1/names': Get<Record<string, Record<string, Named>>>;
  '/v1/events': Get<{ events: LatestEvent[] }, Page & { source?: string; event?: string; flagged?: 'true' }>;
  '/v1/events/{id}': Get<WholeEvent, never, { id: string }>;
  '/v1/quality': Get<Quality>;
  '/v1/quality/hours': Get<{ hours: HourCounts[] }, { hours?: number }>;
  '/v1/sources': Get<{ sources: { id: string }[] }>;
  '/v1/quarantine': Get<{ records: QuarantineRecord[]; next?: string }, Page & QuarantineQuery & { before?: string }>;
  '/v1/quarantine/stats': Get<QuarantineStats, QuarantineQuery>;
  '/v1/quarantine/{id}': Get<QuarantineRecord, never, { id: string }>;
  '/v1/quarantine/replay': Post<Replayed, ReplayBody>;
  '/v1/quarantine/drop': Post<{ dropped: number; next?: string }, Omit<ReplayBody, 'correction'>>;
  '/v1/dictionary/infer': Get<
    { events: { definition: EventDefinition; sampled: number; shares: Record<string, number> }[] },
    { since?: number; source?: string }
  >;
  '/v1/releases': Get<{ releases: MadeRelease[] }>;
  '/v1/releases/{number}': Get<{ number: number; definitions: ReleasedDefinition[] }, never, { number: string }>;
  '/v1/drafts': Get<{ drafts: Draft[] }>;
  '/v1/diagnosis': Get<{ journeys: JourneyDiagnosis[] }>;
  '/v1/outbox': Get<
    { counts: { captured: number; readable: number }; messages: OutboxRow[]; next?: number },
    Page & { before?: number; message?: string; customer?: string; namespace?: string; value?: string }
  >;
  '/v1/outbox/{message}': Get<CapturedMessage, never, { message: string }>;
  '/v1/explain': Get<Explanation, { customer: string; message?: string }>;
  '/v1/dead-letters': Get<{ count: number; letters: DeadLetter[]; next?: number }, Page & { before?: number; channel?: string }>;
  '/v1/redeliver': Post<{ messages: string[] }, { message?: string; channel?: string; all?: true; dryRun?: boolean }>;
}

type QuarantineQuery = Pick<QuarantineSelection, 'source' | 'event' | 'code' | 'field'>;
