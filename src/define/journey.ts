import type { Duration } from '../base/index.ts';
import type { Condition } from './condition.ts';
import type { StepEdits } from './edit.ts';
import type { RolloutSettings } from './rollout.ts';
import type { JourneyStage, Step } from './step.ts';
import type { Text } from './text.ts';
import type { EventMatch, Trigger } from './trigger.ts';

/** What a customer is led through, step by step, from a trigger to a goal. */
export interface JourneyDefinition {
  readonly kind: 'journey';
  readonly id: string;
  readonly name: Text;
  readonly description?: Text;
  readonly stage: JourneyStage;
  readonly trigger: Trigger;
  /** Must hold at entry. May read properties of the triggering event. */
  readonly when?: Condition;
  readonly reentry: Reentry;
  /**
   * Property of the triggering event (path with dots): one instance at a time, and one re-entry rule, per value of it ("once" is then once per
   * order). Only with an event trigger. Without it they count per customer.
   */
  readonly key?: string;
  /** Reaching it ends the instance as converted, at once, also in mid-wait. */
  readonly goal?: EventMatch | Condition;
  /** Each ends the instance, at once, also in mid-wait. */
  readonly exits?: readonly (EventMatch | Condition)[];
  /** How long after its trigger the goal counts; without it, as long as the instance is under way. */
  readonly goalWithin?: Duration;
  readonly limits?: JourneyLimits;
  /** Share of entrants in [0, 1) that go the same way without messages, to measure lift. */
  readonly holdout?: number;
  /** For arbitration. Default normal; `exempt`: it neither asks nor is asked. */
  readonly priority?: 'exempt' | 'high' | 'normal' | 'low';
  /** What one message is worth on average, in the workspace's currency; for arbitration. A trait holds a value of the customer's own. Default 0. */
  readonly value?: number | { readonly trait: string };
  /** By what its success is measured, and what is aimed at. */
  readonly kpi?: Kpi;
  /** What becomes of customers at steps of earlier versions when a release brings this one; asked of steps that are removed, by their ids. */
  readonly edits?: StepEdits;
  /** A release that changes the journey brings it stage by stage. */
  readonly rollout?: RolloutSettings;
  readonly steps: readonly Step[];
}

/** Besides `reentry`. */
export interface JourneyLimits {
  /** With a key: instances of a customer that are under way at a time; default and at most 200. */
  readonly concurrent?: number;
  /** Customers who enter on one day of the workspace's time zone, at most. Of several partitions each has its share. */
  readonly entriesPerDay?: number;
  /** How long after an instance has ended, in whatever way, the customer does not enter again. */
  readonly cooldown?: Duration;
}

/**
 * `conversion_rate`: converted of those who entered; `lift`: how much higher the share of converted customers is than in the holdout; `click_rate`: clicked
 * of the messages sent; `revenue_per_customer`: of those who entered, in the workspace's currency.
 */
export type KpiMetric = 'conversion_rate' | 'lift' | 'click_rate' | 'revenue_per_customer';

/** `target`: a share in (0, 1] (of `lift` in [-1, 1] and not 0), or an amount of money. `within` (default "30d"): how long after entry it counts. */
export interface Kpi {
  readonly metric: KpiMetric;
  readonly target: number;
  readonly within?: Duration;
}

/** `once`; again as soon as the earlier instance has ended; or that long after the last entry. One instance at a time. */
export type Reentry = 'once' | 'always' | { readonly after: Duration };
