/**
 * Numbers of computed traits, read by themselves: as scaled decimals, NaN for a missing value. Comparisons ask for them without a memory of
 * what was computed, because what windows add up to is kept with the windows.
 */
import { SCALE, type TimeZone } from '../../../base/index.ts';
import type { CalendarWindow } from '../../../define/index.ts';
import type { EventPart } from '../measure/event-part.ts';
import { addUp, countFew, distinctFew, found, hasFewRows, hasNewest } from '../measure/few-rows.ts';
import type { Query } from '../measure/layout.ts';
import { clockOf, type PeriodClock } from '../measure/period-clock.ts';
import { countIn, distinctIn, endsEmpty, extremumIn, sumIn } from '../measure/window.ts';
import type { CustomerView } from '../view.ts';
import { type Before, NEVER } from './node.ts';
import { contentOf, lastTime, type Source, windowChangesAt } from './source.ts';
import type { Threshold } from './threshold.ts';

export interface NumberReading {
  at(view: CustomerView): number;
  /** Earliest instant > now at which it may change by time alone. */
  changesAt(view: CustomerView): number;
  /** Earliest instant > now at which time alone may bring it to the other side of the threshold, which it passes now or not. */
  flipsAt(view: CustomerView, threshold: Threshold, holds: boolean): number;
  /** Whether the value is surely below a bound (scaled), as cheaply as that can be told; false: it may be anything. */
  staysBelow(view: CustomerView, bound: number): boolean;
  /** Whether the event at hand surely leaves it on its side of a threshold, and the instant at which time alone may move it. */
  readonly isKept?: ((view: CustomerView, threshold: Threshold, before: Before) => boolean) | undefined;
}

export type NumberAggregate = 'count' | 'sum' | 'average' | 'min' | 'max' | 'distinct_count';

interface Judged {
  readonly threshold: Threshold;
  readonly before: Before;
}

/** An aggregate over ever or a window. */
export class AggregateReading implements NumberReading {
  readonly #aggregate: NumberAggregate;
  readonly #slot: number;
  readonly #ever: number;
  readonly #query: Query | undefined;
  readonly #source: Source;
  /** Whether the value is at most the number of rows. */
  readonly #counts: boolean;
  readonly isKept: NumberReading['isKept'];

  constructor(aggregate: NumberAggregate, source: Source) {
    const { slot, ever, query } = source;
    this.#source = source;
    this.#aggregate = aggregate;
    this.#slot = slot;
    this.#ever = ever;
    this.#query = query;
    this.#counts = query !== undefined && (aggregate === 'count' || aggregate === 'distinct_count');
    const isTold =
      query &&
      query.span.kind !== 'shifted' &&
      (query.span.kind === 'previous' || this.#counts || aggregate === 'min' || aggregate === 'max');
    this.isKept = isTold ? (view, threshold, before) => this.#isKept(view, query, { threshold, before }) : undefined;
  }

  at(view: CustomerView): number {
    const part = view.part(this.#slot);
    const query = this.#query;
    if (!part) return this.#ofNothing();
    if (!query) return this.#ofEver(part);
    return hasFewRows(part) ? this.#ofFewRows(part, query, view.now) : this.#inWindow(part, query, view.now);
  }

  changesAt(view: CustomerView): number {
    return windowChangesAt(this.#source, view);
  }

  flipsAt(view: CustomerView, threshold: Threshold, holds: boolean): number {
    const part = view.part(this.#slot);
    const query = this.#query;
    if (!part || !query) return NEVER;
    if (endsEmpty(part, query, view.now) && threshold.isPassedBy(this.#ofNothing()) === holds) return NEVER;
    if (threshold.mustRise(holds) && this.#onlyFalls(part, query, view.now)) return NEVER;
    return windowChangesAt(this.#source, view);
  }

  /** A sum to which nothing is added falls as long as no contribution is negative. */
  #onlyFalls(part: EventPart, query: Query, now: number): boolean {
    if (this.#aggregate !== 'sum' || query.span.kind !== 'rolling') return false;
    if (!hasFewRows(part)) return extremumIn(part, query, { now, which: 'min' }) >= 0;
    addUp(part, query, now);
    return found.min >= 0;
  }

  staysBelow(view: CustomerView, bound: number): boolean {
    if (!this.#counts) return false;
    const part = view.part(this.#slot);
    return part !== undefined && part.buckets.size === 0 && part.rows.length * SCALE < bound;
  }

  #isKept(view: CustomerView, { span, of }: Query, { threshold, before: { time, holds, flipAt } }: Judged): boolean {
    const part = view.part(this.#slot);
    if (!part || !hasNewest(part, time)) return false;
    const { kind, clock } = span;
    // Without an instant planned, the window may have had nothing to wait for before.
    if (kind === 'previous') return flipAt !== NEVER && time >= clock.start(clock.periodOf(view.now));
    if (kind === 'this' && time >= clock.start(clock.periodOf(view.now) + 1)) return false;
    const { isLeast, bound } = threshold;
    if (this.#counts) return isLeast && (holds ? bound > 0 : this.staysBelow(view, bound));
    if (this.#aggregate !== (isLeast ? 'max' : 'min')) return false;
    const value = part.rows.cell(part.rows.length - 1, of.valueCell);
    return holds || (!Number.isNaN(value) && !threshold.isPassedBy(value));
  }

  #inWindow(part: EventPart, query: Query, now: number): number {
    switch (this.#aggregate) {
      case 'count':
        return countIn(part, query, now) * SCALE;
      case 'sum':
        return sumIn(part, query, now);
      case 'distinct_count':
        return distinctIn(part, query, now) * SCALE;
      case 'average': {
        const count = countIn(part, query, now);
        return count === 0 ? Number.NaN : Math.trunc(sumIn(part, query, now) / count);
      }
      default:
        return countIn(part, query, now) === 0 ? Number.NaN : extremumIn(part, query, { now, which: this.#aggregate });
    }
  }

  #ofFewRows(part: EventPart, query: Query, now: number): number {
    const aggregate = this.#aggregate;
    if (aggregate === 'count') return countFew(part, query, now) * SCALE;
    if (aggregate === 'distinct_count') return distinctFew(part, query, now) * SCALE;
    addUp(part, query, now);
    if (aggregate === 'sum') return found.sum;
    if (found.count === 0) return Number.NaN;
    if (aggregate === 'average') return Math.trunc(found.sum / found.count);
    return aggregate === 'min' ? found.min : found.max;
  }

  #ofEver(part: EventPart): number {
    const content = part.ever[this.#ever];
    if (content?.family === 'values') return content.values.size * SCALE;
    if (content?.family !== 'number') return this.#ofNothing();
    switch (this.#aggregate) {
      case 'count':
        return content.count * SCALE;
      case 'sum':
        return content.sum;
      case 'average':
        return content.count === 0 ? Number.NaN : Math.trunc(content.sum / content.count);
      case 'min':
        return content.count === 0 ? Number.NaN : content.min;
      default:
        return content.count === 0 ? Number.NaN : content.max;
    }
  }

  #ofNothing(): number {
    const aggregate = this.#aggregate;
    return aggregate === 'count' || aggregate === 'sum' || aggregate === 'distinct_count' ? 0 : Number.NaN;
  }
}

/** How long ago the last contribution was, in whole units or calendar days. */
export class ElapsedReading implements NumberReading {
  readonly #source: Source;
  readonly #unitMs: number;
  /** With calendar days, theirs. */
  readonly #days: PeriodClock | undefined;

  constructor(source: Source, { unitMs, calendar, zone }: { unitMs: number; calendar: boolean; zone: TimeZone }) {
    this.#source = source;
    this.#unitMs = unitMs;
    this.#days = calendar ? clockOf('day', zone) : undefined;
  }

  at(view: CustomerView): number {
    return this.#elapsed(lastTime(this.#source, view), view.now) * SCALE;
  }

  changesAt(view: CustomerView): number {
    const last = lastTime(this.#source, view);
    // A window of the calendar may come to hold something.
    if (Number.isNaN(last)) return windowChangesAt(this.#source, view);
    return Math.min(this.#instant(last, this.#elapsed(last, view.now) + 1), windowChangesAt(this.#source, view));
  }

  flipsAt(view: CustomerView): number {
    return this.changesAt(view);
  }

  staysBelow(): boolean {
    return false;
  }

  /** The instant at which it is the whole number `k`. */
  reaches(view: CustomerView, k: number): number {
    const last = lastTime(this.#source, view);
    return Number.isNaN(last) ? NEVER : this.#instant(last, k);
  }

  #elapsed(last: number, now: number): number {
    const days = this.#days;
    // Of a missing time: NaN.
    if (Number.isNaN(last)) return last;
    return Math.max(0, days ? days.periodOf(now) - days.periodOf(last) : Math.floor((now - last) / this.#unitMs));
  }

  #instant(last: number, k: number): number {
    const days = this.#days;
    return days ? days.start(days.periodOf(last) + k) : last + k * this.#unitMs;
  }
}

/** Length of the run of periods with contributions that counts now. */
export class StreakReading implements NumberReading {
  readonly #source: Source;
  readonly #clock: PeriodClock;

  constructor(source: Source, { unit, zone }: { unit: CalendarWindow; zone: TimeZone }) {
    this.#source = source;
    this.#clock = clockOf(unit, zone);
  }

  at(view: CustomerView): number {
    return runAt(this.#spans(view), this.#clock.periodOf(view.now)) * SCALE;
  }

  changesAt(view: CustomerView): number {
    const clock = this.#clock;
    const next = runChangesAt(this.#spans(view), clock.periodOf(view.now));
    return Math.min(next === undefined ? NEVER : clock.start(next), windowChangesAt(this.#source, view));
  }

  /** Of a run that nothing is added to, time only takes away, unless it comes to periods that have their contributions already. */
  flipsAt(view: CustomerView, threshold: Threshold, holds: boolean): number {
    const { query } = this.#source;
    const onlyFalls = (!query || query.span.kind === 'rolling') && !(this.#spans(view).at(-1)! > this.#clock.periodOf(view.now));
    return onlyFalls && threshold.mustRise(holds) ? NEVER : this.changesAt(view);
  }

  staysBelow(): boolean {
    return false;
  }

  #spans(view: CustomerView): readonly number[] {
    const content = contentOf(this.#source, view);
    return content.family === 'periods' ? content.spans : NO_SPANS;
  }
}

const NO_SPANS: readonly number[] = [];

/** Length of the run that counts in the period `current`: one that has reached it, or the one before. */
function runAt(spans: readonly number[], current: number): number {
  const i = spanOf(spans, current);
  if (i < 0 || spans[i + 1]! < current - 1) return 0;
  return Math.min(spans[i + 1]!, current) - spans[i]! + 1;
}

/** The next period in which the run is another though nothing arrives. */
function runChangesAt(spans: readonly number[], current: number): number | undefined {
  const i = spanOf(spans, current);
  const later = spans[i < 0 ? 0 : i + 2];
  if (i < 0 || spans[i + 1]! < current - 1) return later;
  if (spans[i + 1]! > current) return current + 1;
  return later === undefined ? spans[i + 1]! + 2 : Math.min(spans[i + 1]! + 2, later);
}

/** Place of the latest span that has begun by the period; -1 when none has. */
function spanOf(spans: readonly number[], current: number): number {
  let i = spans.length - 2;
  while (i >= 0 && spans[i]! > current) i -= 2;
  return i;
}
