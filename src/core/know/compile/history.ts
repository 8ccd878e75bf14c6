/** Rules on what the customer did: how often, and what the other files of this folder know. */
import { VolanoError } from '../../../base/index.ts';
import type { PerformedValue, Rule } from '../../../define/index.ts';
import type { JsonObject } from '../../entry.ts';
import { said } from '../../said.ts';
import type { EventPart } from '../measure/event-part.ts';
import { hasFewRows, latestRow } from '../measure/few-rows.ts';
import type { Query } from '../measure/layout.ts';
import { contentChangesAt, countIn, endsEmpty, nthOldestLeavesAt } from '../measure/window.ts';
import type { CustomerView } from '../view.ts';
import { dependenciesOf } from './computed.ts';
import { type ConditionNode, type Dependencies, NEVER } from './node.ts';
import { performedThen, performedWithout } from './pair.ts';
import { performedRegularly } from './regular.ts';
import { performedSequence } from './sequence.ts';
import { contentOf, type Layouts, type Source } from './source.ts';

export function compileHistory(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  switch (rule.operator) {
    case 'performed':
    case 'notPerformed':
      return new PerformedRule(rule, event, layouts);
    case 'performedThen':
      return performedThen(rule, event, layouts);
    case 'performedSequence':
      return performedSequence(rule, event, layouts);
    case 'performedWithout':
      return performedWithout(rule, event, layouts);
    case 'performedRegularly':
      return performedRegularly(rule, event, layouts);
    default:
      throw new VolanoError('VOLANO_DEFINITION_INVALID', {
        path: rule.field,
        problem: said`operator "${rule.operator}" does not apply to events`,
      });
  }
}

class PerformedRule implements ConditionNode {
  readonly dependencies: Dependencies;
  readonly timed: boolean;
  readonly isKept: ConditionNode['isKept'];
  readonly #field: string;
  readonly #source: Source;
  readonly #least: number;
  readonly #most: number;
  readonly #wanted: boolean;

  constructor(rule: Rule, event: string, layouts: Layouts) {
    const { atLeast, atMost, within = 'ever', where } = (rule.value ?? {}) as PerformedValue;
    this.#source = layouts.source({ family: 'number', event, where, window: within });
    this.dependencies = dependenciesOf(this.#source);
    this.timed = this.#source.query !== undefined;
    this.#field = rule.field;
    this.#least = atLeast ?? 1;
    this.#most = atMost ?? NEVER;
    this.#wanted = rule.operator === 'performed';
    const { slot, query } = this.#source;
    this.isKept =
      query &&
      ((view) => {
        const part = view.part(slot);
        return part !== undefined && this.#hasTooFew(part, query);
      });
  }

  test(view: CustomerView): boolean {
    return this.#passes(countOf(this.#source, view)) === this.#wanted;
  }

  settle(view: CustomerView): boolean {
    const { slot, query } = this.#source;
    const part = view.part(slot);
    view.flipAt = NEVER;
    if (!part || !query) return this.test(view);
    if (this.#hasTooFew(part, query)) return !this.#wanted;
    const isRolling = query.span.kind === 'rolling';
    if (isRolling && this.#most === NEVER && this.#least > 0 && hasFewRows(part)) return this.#settleFew(part, query, view);
    const count = countIn(part, query, view.now);
    const passes = this.#passes(count);
    if (isRolling) view.flipAt = this.#passedAt(part, { query, count, now: view.now });
    else if (!(endsEmpty(part, query, view.now) && passes === this.#passes(0))) view.flipAt = contentChangesAt(part, query, view.now);
    return passes === this.#wanted;
  }

  /** Of few rows, without an upper limit: the one that makes the count pass is the one that ends it. */
  #settleFew(part: EventPart, query: Query, view: CustomerView): boolean {
    const row = latestRow(part, query, { now: view.now, n: this.#least });
    if (row >= 0) view.flipAt = part.rows.time(row) + query.span.lastMs;
    return row >= 0 === this.#wanted;
  }

  /** Too few rows for the count to pass, and in a rolling window it can only fall. */
  #hasTooFew({ rows, buckets }: EventPart, { span }: Query): boolean {
    return span.kind === 'rolling' && buckets.size === 0 && rows.length < this.#least && this.#least <= this.#most;
  }

  read(view: CustomerView, into: Record<string, JsonObject[string]>): void {
    into[this.#field] = countOf(this.#source, view);
  }

  #passes(count: number): boolean {
    return count >= this.#least && count <= this.#most;
  }

  /** In a rolling window the count only falls with time: to `least - 1` or to `most`, whichever comes first. */
  #passedAt(part: EventPart, { query, count, now }: { query: Query; count: number; now: number }): number {
    const target = count > this.#most ? this.#most : this.#least - 1;
    return count <= target || target < 0 ? NEVER : nthOldestLeavesAt(part, query, { now, n: count - target });
  }
}

function countOf(source: Source, view: CustomerView): number {
  const part = view.part(source.slot);
  if (!part) return 0;
  if (source.query) return countIn(part, source.query, view.now);
  const content = contentOf(source, view);
  return content.family === 'number' ? content.count : 0;
}
