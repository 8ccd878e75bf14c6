/** A question about a definition that is not released, and its answer. */
import type { JsonObject, Reason } from '../../core/index.ts';
import type { Condition, Definition, Project } from '../../define/index.ts';
import type { ProfileLookup } from '../figures.ts';

export type PreviewPart = 'sample' | 'overlap' | 'reach';

/** One of: a definition, a bare condition, or what `of` names in the project (default: in the running release). */
export interface PreviewQuestion {
  /** Instead of the definitions of the running release. */
  readonly project?: Project | undefined;
  readonly definition?: Definition | undefined;
  readonly condition?: Condition | undefined;
  readonly of?: { readonly kind: 'segment' | 'tag' | 'trait'; readonly id: string } | undefined;
  /** Whether, and why, it holds of this one. */
  readonly whom?: ProfileLookup | undefined;
  /** Beside the count. */
  readonly parts: readonly PreviewPart[];
  /** How many customers are shown. */
  readonly sample: number;
}

export interface Preview {
  readonly kind: 'segment' | 'tag' | 'trait';
  readonly id: string;
  /** Instant of evaluation, ms, and the log position whose events count. */
  readonly at: number;
  readonly position: number;
  /** All there are. */
  readonly customers: number;
  /** Who would be in it; of a trait: who would have it. */
  readonly count: number;
  /** 0 to 1; 0 of nobody. */
  readonly share: number;
  readonly sample?: readonly CustomerMatch[];
  readonly overlap?: readonly Overlap[];
  readonly reach?: PreviewReach;
  /** Of the customer asked for. */
  readonly match?: CustomerMatch & { readonly why: Reason };
}

export interface CustomerMatch {
  readonly customer: string;
  readonly identifiers: readonly (readonly [namespace: string, value: string])[];
  readonly holds: boolean;
  /** What the condition read, by field. */
  readonly read: JsonObject;
  /** `state`: all that it reads is kept; `events`: folded anew from the customer's events. */
  readonly from: 'state' | 'events';
}

/** With a released segment or tag. */
export interface Overlap {
  readonly kind: 'segment' | 'tag';
  readonly id: string;
  readonly members: number;
  readonly both: number;
  /** Of those in either; 0 when nobody is. */
  readonly jaccard: number;
}

/** By the rules that every message is asked, at this instant. */
export interface PreviewReach {
  /** How many members were asked; fewer than there are: drawn by a hash of their ids, and the figures are estimates. */
  readonly asked: number;
  readonly isEstimate: boolean;
  readonly channels: readonly Reachable[];
  /** For marketing messages. */
  readonly purposes: readonly Reachable[];
}

export interface Reachable {
  readonly id: string;
  readonly reachable: number;
  /** The others by the rule that refuses. */
  readonly refused: Readonly<Record<string, number>>;
}
