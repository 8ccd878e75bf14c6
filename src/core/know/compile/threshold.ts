/** A number on one side of a threshold: what most rules ask of computed traits. */
import { fromScaled, SCALE, toScaled } from '../../../base/index.ts';
import type { Rule } from '../../../define/index.ts';
import type { JsonObject } from '../../entry.ts';
import type { CustomerView } from '../view.ts';
import { type ConditionNode, type Dependencies, NEVER, type TraitNode } from './node.ts';
import type { NumberReading } from './number-reading.ts';

/**
 * What time alone does to a comparison: nothing; it may end and never begins; it flips where the value, which only grows, reaches the
 * threshold; or anything may happen when the value changes.
 */
export type Drifting = 'stays' | 'ends' | 'reaches' | 'changes';

/** One of `>=`, `>`, `<=` and `<` with a scaled bound. */
export class Threshold {
  readonly bound: number;
  /** `>=` and `>`. */
  readonly isLeast: boolean;
  /** `>` and `<`. */
  readonly isStrict: boolean;

  constructor(bound: number, operator: '>=' | '>' | '<=' | '<') {
    this.bound = bound;
    this.isLeast = operator === '>=' || operator === '>';
    this.isStrict = operator === '>' || operator === '<';
  }

  /** A missing value is NaN, and passes no threshold. */
  isPassedBy(scaled: number): boolean {
    if (scaled === this.bound) return !this.isStrict;
    return this.isLeast ? scaled > this.bound : scaled < this.bound;
  }

  /** Whether a value would have to rise, or else to fall, for the comparison to come out otherwise. */
  mustRise(holds: boolean): boolean {
    return this.isLeast !== holds;
  }

  /** The whole number at which a growing value comes to the other side. */
  get edge(): number {
    const units = this.bound / SCALE;
    return this.isLeast === this.isStrict ? Math.floor(units) + 1 : Math.ceil(units);
  }
}

/** Up to here scaled integers and the plain numbers they stand for are in the same order, none equal to another. */
const EXACT_MAX = 2 ** 51;

/** Comparison of the scaled value itself, where that is the same as comparing plain numbers; undefined where it may not be. */
export function thresholdOf({ operator, value }: Rule): Threshold | undefined {
  const bound = typeof value === 'number' ? toScaled(value) : undefined;
  if (bound === undefined || Math.abs(bound) > EXACT_MAX || fromScaled(bound) !== value) return undefined;
  if (operator === '>=' || operator === '>' || operator === '<=' || operator === '<') return new Threshold(bound, operator);
  return undefined;
}

interface ThresholdParts {
  readonly field: string;
  readonly node: TraitNode;
  readonly reading: NumberReading;
  readonly threshold: Threshold;
  readonly drifting: Drifting;
}

export class ThresholdRule implements ConditionNode {
  readonly dependencies: Dependencies;
  readonly timed: boolean;
  readonly isKept: ConditionNode['isKept'];
  readonly #field: string;
  readonly #node: TraitNode;
  readonly #reading: NumberReading;
  readonly #threshold: Threshold;
  readonly #drifting: Drifting;
  /** With `reaches`, where. */
  readonly #edge: number;

  constructor({ field, node, reading, threshold, drifting }: ThresholdParts) {
    this.dependencies = node.dependencies;
    this.timed = node.timed;
    this.#field = field;
    this.#node = node;
    this.#reading = reading;
    this.#threshold = threshold;
    this.#drifting = drifting;
    this.#edge = threshold.edge;
    this.isKept = reading.isKept && ((view, before) => reading.isKept!(view, threshold, before));
  }

  test(view: CustomerView): boolean {
    return !this.#staysBelow(view) && this.#threshold.isPassedBy(this.#reading.at(view));
  }

  settle(view: CustomerView): boolean {
    const drifting = this.#drifting;
    if (this.#staysBelow(view)) {
      view.flipAt = drifting === 'changes' ? this.#reading.flipsAt(view, this.#threshold, false) : NEVER;
      return false;
    }
    const value = this.#reading.at(view);
    const holds = this.#threshold.isPassedBy(value);
    if (drifting === 'changes') view.flipAt = this.#reading.flipsAt(view, this.#threshold, holds);
    else if (drifting === 'ends' && holds) view.flipAt = this.#reading.changesAt(view);
    else if (drifting === 'reaches' && value < this.#edge * SCALE) view.flipAt = this.#node.reaches!(view, this.#edge);
    else view.flipAt = NEVER;
    return holds;
  }

  read(view: CustomerView, into: Record<string, JsonObject[string]>): void {
    const value = view.valueOf(this.#node);
    into[this.#field] = typeof value === 'number' ? fromScaled(value) : null;
  }

  #staysBelow(view: CustomerView): boolean {
    const { isLeast, bound } = this.#threshold;
    return isLeast && this.#reading.staysBelow(view, bound);
  }
}
