/** Rules on what the customer did: performed, notPerformed, performedThen, performedWithout. */
import { durationMs, VolanoError } from '../../../base/index.ts';
import type { PerformedValue, Rule, ThenValue, WithoutValue } from '../../../define/index.ts';
import type { JsonObject } from '../../entry.ts';
import type { EventPart } from '../measure/event-part.ts';
import { rowAccepted } from '../measure/event-part.ts';
import { hasFewRows, latestRow } from '../measure/few-rows.ts';
import type { Query } from '../measure/layout.ts';
import { contentChangesAt, countIn, nthOldestLeavesAt } from '../measure/window.ts';
import type { CustomerView } from '../view.ts';
import { dependenciesOf } from './computed.ts';
import { addDependencies, type ConditionNode, conditionOf, type Dependencies, NEVER } from './node.ts';
import { performedRegularly } from './regular.ts';
import { contentOf, type Layouts, lastTime, type Source } from './source.ts';

const LAST_DEFAULT = '30d';

export function compileHistory(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  switch (rule.operator) {
    case 'performed':
    case 'notPerformed':
      return new PerformedRule(rule, event, layouts);
    case 'performedThen':
      return performedThen(rule, event, layouts);
    case 'performedWithout':
      return performedWithout(rule, event, layouts);
    case 'performedRegularly':
      return performedRegularly(rule, event, layouts);
    default:
      throw new VolanoError('VOLANO_DEFINITION_INVALID', {
        path: rule.field,
        problem: `operator "${rule.operator}" does not apply to events`,
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
    view.flipAt = isRolling ? this.#passedAt(part, { query, count, now: view.now }) : contentChangesAt(part, query, view.now);
    return this.#passes(count) === this.#wanted;
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

function performedThen(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  const { where, then, within, last = LAST_DEFAULT } = rule.value as ThenValue;
  const withinMs = durationMs(within);
  const lastMs = durationMs(last);
  const first = layouts.source({ family: 'number', event, where, window: { last: `${withinMs + lastMs}ms` } });
  const second = layouts.source({ family: 'number', event: then.event, where: then.where, window: { last } });
  const latest = (view: CustomerView) => latestPair({ first, second, withinMs }, view);
  return conditionOf({
    dependencies: both(first, second),
    timed: true,
    test: (view) => latest(view) !== undefined,
    flipAt: (view) => {
      const at = latest(view);
      return at === undefined ? NEVER : at + lastMs;
    },
    read: (view, into) => {
      into[rule.field] = latest(view) ?? null;
    },
  });
}

/** Time of the latest `second` in its window that follows a `first` by at most `withinMs`, strictly later. */
function latestPair(pair: { first: Source; second: Source; withinMs: number }, view: CustomerView): number | undefined {
  const starts = view.part(pair.first.slot);
  const ends = view.part(pair.second.slot);
  if (!starts || !ends) return undefined;
  const edge = view.now - pair.second.query!.span.lastMs;
  let start = starts.rows.length - 1;
  for (let end = ends.rows.length - 1; end >= 0; end--) {
    const time = ends.rows.time(end);
    if (time <= edge) return undefined;
    if (!accepts(ends, pair.second, end)) continue;
    while (start >= 0 && (starts.rows.time(start) >= time || !accepts(starts, pair.first, start))) start--;
    if (start < 0) return undefined;
    if (starts.rows.time(start) >= time - pair.withinMs) return time;
  }
  return undefined;
}

function accepts(part: EventPart, source: Source, row: number): boolean {
  return rowAccepted(part, source.query!.of, row);
}

function performedWithout(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  const { where, without, after = '0ms', within } = rule.value as WithoutValue;
  const afterMs = durationMs(after);
  const withinMs = durationMs(within);
  const done = layouts.source({ family: 'edge', event, where });
  const undone = layouts.source({ family: 'edge', event: without.event, where: without.where });
  /** Time of the latest occurrence that `without` has not followed; NaN for none. */
  const open = (view: CustomerView) => {
    const time = lastTime(done, view);
    return time <= lastTime(undone, view) ? Number.NaN : time;
  };
  return conditionOf({
    dependencies: both(done, undone),
    timed: true,
    test: (view) => {
      const time = open(view);
      return time > view.now - withinMs && time <= view.now - afterMs;
    },
    flipAt: (view) => {
      const time = open(view);
      const begins = time + afterMs > view.now ? time + afterMs : NEVER;
      const ends = time + withinMs > view.now ? time + withinMs : NEVER;
      return Math.min(begins, ends);
    },
    read: (view, into) => {
      into[rule.field] = timeOrNull(lastTime(done, view));
      into[`event.${without.event}`] = timeOrNull(lastTime(undone, view));
    },
  });
}

function timeOrNull(time: number): number | null {
  return Number.isNaN(time) ? null : time;
}

function both(a: Source, b: Source): Dependencies {
  const dependencies = dependenciesOf(a);
  addDependencies(dependencies, dependenciesOf(b));
  return dependencies;
}
