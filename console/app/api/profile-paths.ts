/** Routes about one customer that the generated schema does not have yet, in its shape. Times are ms. */

import type { IdentityLink, Text } from './schema.ts';
import type { Get, Post } from './session-paths.ts';

export interface Whom {
  customer?: string;
  namespace?: string;
  value?: string;
}

export type Values = Record<string, unknown>;

/** A fact as people read it. `id`: partition and number. */
export interface TraceStep {
  kind: string;
  action: string;
  customer: string;
  /** The definition it is about. */
  name: string;
  version: number;
  journey?: string;
  step?: string;
  message?: string;
  channel?: string;
  rule?: string;
  read?: unknown;
}

export type TimelineKind = 'events' | 'facts' | 'messages';

export interface EventRow {
  kind: 'events';
  id: string;
  at: number;
  /** Of the event itself. */
  time: number;
  event: string;
  source: string;
  message: string;
  customer: string;
  properties: Values;
  traits?: Values;
}

export interface FactRow {
  kind: 'facts' | 'messages';
  id: string;
  at: number;
  fact: TraceStep;
}

export type TimelineRow = EventRow | FactRow;

export interface Timeline {
  customer: string;
  rows: TimelineRow[];
  next?: string;
  position: number;
}

export interface TraitLineage {
  trait: string;
  kind: 'declared' | 'computed' | 'formula' | 'score';
  version: number;
  value?: unknown;
  reads?: string[];
  last?: {
    event: string;
    source: string;
    message: string;
    time: number;
    at: number;
    position: number;
    by?: { journey: string; step: string };
    through?: string;
  };
}

/** The entry of the log that it was learnt from. */
export type LearntFrom = Pick<IdentityLink, 'at' | 'position' | 'event' | 'source' | 'message' | 'said' | 'by'>;

export interface IdentityHistory {
  customer: string;
  links: IdentityLink[];
  merges: ({ from: string; into: string } & LearntFrom)[];
  apart: [own: string, other: string][];
}

export interface PartedCustomer {
  customer: string;
  identifiers: [string, string][];
  events: number;
  traits: Values;
  tags: string[];
  segments: string[];
  journeys: string[];
}

export interface Parted {
  before: PartedCustomer;
  after: PartedCustomer[];
}

export interface Bound {
  outcome: 'linked' | 'merged' | 'bound';
  customer: string;
  /** With `dryRun`. */
  before?: PartedCustomer[];
  after?: PartedCustomer;
}

/** A row of the warehouse that proves a sentence. */
export type Evidence = FactEvidence | EventEvidence;

interface Proof {
  id: string;
  position: number;
  at: number;
  customer: string;
}

export interface FactEvidence extends Proof {
  table: 'facts';
  kind: string;
  action: string;
  name: string;
  version: number;
  journey?: string;
  step?: string;
  detail: Values;
}

export interface EventEvidence extends Proof {
  table: 'events';
  event: string;
  source: string;
  time: number;
  properties: Values;
}

export interface ChainLink {
  link: string;
  evidence: Evidence;
}

export interface MessageOutcome {
  message: string;
  journey: string;
  step: string;
  channel: string;
  template: string;
  status: 'sent' | 'failed' | 'withdrawn' | 'waiting' | 'suppressed' | 'deferred';
  rule: string;
  read: unknown;
  until?: number;
  evidence: FactEvidence;
}

export interface MessageExplanation extends MessageOutcome {
  journeyVersion: number;
  chain: ChainLink[];
}

export interface Told {
  rule: string;
  read: unknown;
}

export interface JourneyExplanation {
  journey: string;
  name?: Text;
  version?: number;
  standing: string;
  entered: number;
  way?: {
    version: number;
    enteredAt: number;
    step?: string;
    until?: number;
    endedAt?: number;
    rule?: string;
    read?: unknown;
    arm?: string;
    evidence: FactEvidence[];
  };
  refused?: Told & { count: number; evidence: FactEvidence };
  untriggered?: Told & { next?: number; evidence?: Evidence };
  again?: { rule: string; at?: number };
  messages: MessageOutcome[];
}

export interface Explanation {
  customer: string;
  release: number;
  at: number;
  message?: MessageExplanation;
  journeys?: JourneyExplanation[];
}

/** A rule of a condition, e.g. `{ field: 'trait.orders', operator: '>=', value: 2 }`. */
export interface Rule {
  field: string;
  operator: string;
  value?: unknown;
}

export interface Condition {
  combinator: 'and' | 'or';
  not?: boolean;
  rules: (Condition | Rule)[];
}

export type Reason =
  | { holds: boolean; combinator: 'and' | 'or'; not?: true; rules: Reason[] }
  | { holds: boolean; rule: Rule; read: Values; of?: Reason };

export interface CustomerMatch {
  customer: string;
  identifiers: [string, string][];
  read: Values;
}

export interface Reachable {
  id: string;
  reachable: number;
  refused: Record<string, number>;
}

export interface Preview {
  at: number;
  /** All there are. */
  customers: number;
  count: number;
  /** 0 to 1. */
  share: number;
  sample?: CustomerMatch[];
  overlap?: { kind: 'segment' | 'tag'; id: string; members: number; both: number; jaccard: number }[];
  reach?: { asked: number; isEstimate: boolean; channels: Reachable[]; purposes: Reachable[] };
  match?: { customer: string; holds: boolean; read: Values; from: 'state' | 'events'; why: Reason };
}

export interface MessageState {
  message: string;
  customer: string;
  channel: string;
  carrier: string;
  template: string;
  journey: string;
  step: string;
  at: number;
  receivedAt: number;
  status: 'waiting' | 'sent' | 'failed' | 'withdrawn';
  reason?: string;
  decidedAt?: number;
  dispatchedAt?: number;
  returned: string[];
}

export interface CapturedMessage {
  capturedAt: number;
  command: { message: string; templateVersion: number; purpose: string; messageClass: string; variables: Values };
  content: { format: 'html' | 'text'; subject?: string; body: string };
  /** A signed address of how its receiver sees it. */
  preview: string;
}

export interface GroupRow {
  kind: 'segment' | 'tag';
  id: string;
  name: Text;
  version: number;
  state: 'live' | 'preparing';
  members: number;
  growth7d: number;
  changedAt?: number;
  /** Share, 0 to 1. */
  reachable?: number;
  usedBy: string[];
}

export interface Groups {
  groups: GroupRow[];
  position: number;
  behind: number;
}

export interface ReleasedDefinition {
  version: number;
  definition: { kind: string; id: string; owner?: string; expiry?: string; condition?: unknown; rule?: unknown };
}

/** About one of `of` and `definition`. */
export interface PreviewBody extends Whom {
  of?: string;
  definition?: object;
  parts: string[];
  sample?: number;
}

export interface ProfilePaths {
  '/v1/groups': Get<Groups>;
  '/v1/releases/{number}': Get<{ number: number; definitions: ReleasedDefinition[] }, never, { number: string }>;
  '/v1/names': Get<Record<string, Record<string, Text>>>;
  '/v1/timeline': Get<Timeline, Whom & { kind?: TimelineKind[]; event?: string[]; source?: string[]; before?: string; limit?: number }>;
  '/v1/lineage': Get<{ customer: string; traits: TraitLineage[] }, Whom & { trait?: string[] }>;
  '/v1/identity': Get<IdentityHistory, Whom>;
  '/v1/identity/unmerge': Post<
    { profiles: number; merges: number; sample?: Parted[]; refused?: string[] },
    { customer: string; from: string[]; dryRun?: boolean }
  >;
  '/v1/identity/bind': Post<Bound, { identifier: [string, string]; to: [string, string]; dryRun?: boolean }>;
  '/v1/identity/unbind': Post<{ customer: string } | Parted, { identifier: [string, string]; dryRun?: boolean }>;
  '/v1/explain': Get<Explanation, Whom & { message?: string; journey?: string }>;
  '/v1/preview': Post<Preview, PreviewBody>;
  '/v1/messages': Get<{ messages: MessageState[] }, Whom & { limit?: number }>;
  '/v1/outbox/{message}': Get<CapturedMessage, never, { message: string }>;
}
