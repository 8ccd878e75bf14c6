/** What definitions compile to. */
import type { Scalar } from '../../../define/index.ts';
import type { JsonObject } from '../../entry.ts';
import type { Value } from '../value.ts';
import type { CustomerView } from '../view.ts';
import type { NumberReading } from './number-reading.ts';
import type { Source } from './source.ts';

/** What a rule reads, so that an event evaluates only what it can touch. */
export interface Dependencies {
  /** Part keys. */
  readonly parts: Set<string>;
  /** Keys of declared traits. */
  readonly declared: Set<string>;
  /** Rule keys (`tag:x`, `group:x`, `segment:x`). */
  readonly rules: Set<string>;
  /** Score trait ids. */
  readonly scores: Set<string>;
  /** Names of buckets: what is drawn by the customer's id. */
  readonly buckets: Set<string>;
  /** The measures behind the parts, for the expiry of tags. */
  readonly sources: Set<Source>;
}

export function noDependencies(): Dependencies {
  return { parts: new Set(), declared: new Set(), rules: new Set(), scores: new Set(), buckets: new Set(), sources: new Set() };
}

export function addDependencies(to: Dependencies, from: Dependencies): void {
  for (const key of ['parts', 'declared', 'rules', 'scores', 'buckets'] as const) for (const item of from[key]) to[key].add(item);
  for (const source of from.sources) to.sources.add(source);
}

/** `falls` and `rises`: that way, or the value goes missing. `ends`: it stays until it goes missing. */
export type Drift = 'falls' | 'rises' | 'ends';

export interface TraitNode {
  readonly id: string;
  readonly index: number;
  /** Whether numbers are scaled decimals. */
  readonly scaled: boolean;
  /** Whether the value is an instant, in ms. */
  readonly isTime: boolean;
  readonly dependencies: Dependencies;
  /** Whether time alone can change the value. */
  readonly timed: boolean;
  value(view: CustomerView): Value;
  /** Earliest instant > now at which the value may change by time alone. */
  changesAt(view: CustomerView): number;
  /** Of values that only grow with time, in whole numbers (`time_since`, ages): the instant at which the value reaches the whole number `k`. */
  reaches?(view: CustomerView, k: number): number;
  /** Of computed numbers: the same value without the way through the view's memory. */
  readonly reading?: NumberReading | undefined;
  /** Of last values in a rolling window: that of an event with this time, where it is surely the last one; else undefined. */
  newest?(view: CustomerView, time: number): Value;
  /** Of traits of the present period: what they are of nothing, and whether all that time alone does next is to leave nothing. */
  readonly emptied?: { readonly value: Value; isNext(view: CustomerView): boolean } | undefined;
  /** Of most frequent values in a rolling window: whether it holds this one. Time alone makes the trait no other than one that it holds. */
  isAmong?(view: CustomerView, value: Scalar): boolean;
  /** How time alone moves the value; undefined when it may do anything. */
  readonly drift?: Drift | undefined;
  /** Whether the value rests on folded contributions. */
  coarse?(view: CustomerView): boolean;
}

export interface ConditionNode {
  readonly dependencies: Dependencies;
  /** Whether time alone can change the result. */
  readonly timed: boolean;
  test(view: CustomerView): boolean;
  /** The result, and in `view.flipAt` the earliest instant > now at which it may differ by time alone. */
  settle(view: CustomerView): boolean;
  /** Whether the event at hand surely leaves it as it was before. Cheaper than to settle it; undefined where nothing can be told. */
  readonly isKept: ((view: CustomerView, before: Before) => boolean) | undefined;
  /** Adds what was read, by field. */
  read(view: CustomerView, into: Record<string, JsonObject[string]>): void;
}

/** How a condition stood at the view's instant before an event. */
export interface Before {
  /** The event's own time, ms. */
  time: number;
  holds: boolean;
  /** Earliest instant at which the result might differ by time alone. */
  flipAt: number;
}

/** What a condition that no class of its own stands for is made of. */
export interface ConditionParts {
  readonly dependencies: Dependencies;
  readonly timed: boolean;
  test(view: CustomerView): boolean;
  /** Earliest instant > now at which the result, which is `holds` now, may differ by time alone. Asked when `timed`. */
  flipAt(view: CustomerView, holds: boolean): number;
  readonly isKept?: ConditionNode['isKept'];
  read(view: CustomerView, into: Record<string, JsonObject[string]>): void;
}

export function conditionOf({ dependencies, timed, test, flipAt, isKept, read }: ConditionParts): ConditionNode {
  return {
    dependencies,
    timed,
    test,
    settle: (view) => {
      const holds = test(view);
      view.flipAt = timed ? flipAt(view, holds) : NEVER;
      return holds;
    },
    isKept,
    read,
  };
}

export const NEVER: number = Number.POSITIVE_INFINITY;
