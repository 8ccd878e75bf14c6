/** Rules on two events: the one and then the other, or without the other since (docs/conditions.md 8.2, 8.3, 8.7). */
import { durationMs } from '../../../base/index.ts';
import type { Condition, PairMatch, Rule, Scalar, ThenValue, WithoutValue } from '../../../define/index.ts';
import { type EventPart, rowAccepted } from '../measure/event-part.ts';
import { parsePath } from '../property.ts';
import { order } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { dependenciesOf } from './computed.ts';
import { addDependencies, type ConditionNode, conditionOf, type Dependencies, NEVER, noDependencies } from './node.ts';
import { type KeptRows, type Layouts, lastTime, type Source } from './source.ts';

const LAST_DEFAULT = '30d';

export function performedThen(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  const { where, then, within, last = LAST_DEFAULT, matching = [] } = rule.value as ThenValue;
  const withinMs = durationMs(within);
  const lastMs = durationMs(last);
  const pair = pairOf({ event, where, last: `${withinMs + lastMs}ms` }, { ...then, last }, { matching, layouts });
  const latest = (view: CustomerView) => latestPair(pair, withinMs, view);
  return conditionOf({
    dependencies: pair.dependencies,
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

export function performedWithout(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  const value = rule.value as WithoutValue;
  return value.matching ? withoutMatching(rule, value, { event, layouts }) : withoutAny(rule, value, { event, layouts });
}

/** The earlier and the later event, and what must match. */
interface Pair {
  readonly earlier: KeptRows;
  readonly later: KeptRows;
  readonly tests: readonly Test[];
  readonly dependencies: Dependencies;
}

type Test = (later: Scalar | undefined, earlier: Scalar | undefined) => boolean;

interface Side {
  readonly event: string;
  readonly where?: Condition | undefined;
  readonly last: string;
}

function pairOf(earlier: Side, later: Side, { matching, layouts }: { matching: readonly PairMatch[]; layouts: Layouts }): Pair {
  const dependencies = noDependencies();
  const kept = [
    { side: earlier, paths: matching.map((match) => match.earlier) },
    { side: later, paths: matching.map((match) => match.later) },
  ].map(({ side, paths }) => {
    const rows = layouts.rows({ ...side, paths });
    addDependencies(dependencies, dependenciesOf(rows.source));
    // An event without elements contributes none, but it is a match and touches (7.2).
    if (paths.some((path) => parsePath(path).list))
      addDependencies(dependencies, dependenciesOf(layouts.source({ family: 'edge', event: side.event, where: side.where })));
    return rows;
  });
  return { earlier: kept[0]!, later: kept[1]!, tests: matching.map(({ operator = '=' }) => TESTS[operator]), dependencies };
}

const TESTS: Readonly<Record<NonNullable<PairMatch['operator']>, Test>> = {
  '=': (later, earlier) => later !== undefined && later === earlier,
  '!=': (later, earlier) => later === undefined || later !== earlier,
  '<': (later, earlier) => (order(later, earlier) ?? 0) < 0,
  '<=': (later, earlier) => (order(later, earlier) ?? 1) <= 0,
  '>': (later, earlier) => (order(later, earlier) ?? 0) > 0,
  '>=': (later, earlier) => (order(later, earlier) ?? -1) >= 0,
};

/** Time of the latest `later` in its window that follows a matching `earlier` by at most `withinMs`, strictly later. */
function latestPair({ earlier, later, tests }: Pair, withinMs: number, view: CustomerView): number | undefined {
  const starts = view.part(earlier.source.slot);
  const ends = view.part(later.source.slot);
  if (!starts || !ends) return undefined;
  const edge = view.now - later.source.query!.span.lastMs;
  let start = starts.rows.length - 1;
  for (let end = ends.rows.length - 1; end >= 0; end--) {
    const time = ends.rows.time(end);
    if (time <= edge) return undefined;
    if (!accepts(ends, later.source, end)) continue;
    while (start >= 0 && (starts.rows.time(start) >= time || !accepts(starts, earlier.source, start))) start--;
    for (let row = start; row >= 0 && starts.rows.time(row) >= time - withinMs; row--) {
      if (accepts(starts, earlier.source, row) && matches(tests, [ends, later, end], [starts, earlier, row])) return time;
    }
  }
  return undefined;
}

type KeptRow = readonly [part: EventPart, kept: KeptRows, row: number];

function matches(tests: readonly Test[], later: KeptRow, earlier: KeptRow): boolean {
  for (let i = 0; i < tests.length; i++) if (!tests[i]!(valueAt(later, i), valueAt(earlier, i))) return false;
  return true;
}

export function valueAt([part, { cells }, row]: KeptRow, i: number): Scalar | undefined {
  return part.dictionary[part.rows.cell(row, cells[i]!)];
}

export function accepts(part: EventPart, source: Source, row: number): boolean {
  return rowAccepted(part, source.query!.of, row);
}

interface Place {
  readonly event: string;
  readonly layouts: Layouts;
}

function withoutAny(rule: Rule, { where, without, after = '0ms', within }: WithoutValue, { event, layouts }: Place): ConditionNode {
  const afterMs = durationMs(after);
  const withinMs = durationMs(within);
  const done = layouts.source({ family: 'edge', event, where });
  const undone = layouts.source({ family: 'edge', event: without.event, where: without.where });
  /** Time of the latest occurrence that `without` has not followed; NaN for none. */
  const open = (view: CustomerView) => {
    const time = lastTime(done, view);
    return time <= lastTime(undone, view) ? Number.NaN : time;
  };
  const dependencies = dependenciesOf(done);
  addDependencies(dependencies, dependenciesOf(undone));
  return conditionOf({
    dependencies,
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

function withoutMatching(rule: Rule, value: WithoutValue, { event, layouts }: Place): ConditionNode {
  const { where, without, after = '0ms', within, matching = [] } = value;
  const afterMs = durationMs(after);
  const withinMs = durationMs(within);
  const pair = pairOf({ event, where, last: within }, { ...without, last: within }, { matching, layouts });
  return conditionOf({
    dependencies: pair.dependencies,
    timed: true,
    test: (view) => openTimes(pair, view).some((time) => time > view.now - withinMs && time <= view.now - afterMs),
    flipAt: (view) => {
      const edges = openTimes(pair, view).flatMap((time) => [time + afterMs, time + withinMs]);
      return Math.min(...edges.filter((edge) => edge > view.now));
    },
    read: (view, into) => {
      into[rule.field] = openTimes(pair, view).at(-1) ?? null;
    },
  });
}

/** Times of the occurrences that nothing matching has followed, ascending. */
function openTimes({ earlier, later, tests }: Pair, view: CustomerView): number[] {
  const done = view.part(earlier.source.slot);
  const undone = view.part(later.source.slot);
  const open: number[] = [];
  for (let row = 0; done && row < done.rows.length; row++) {
    if (accepts(done, earlier.source, row) && !isFollowed([done, earlier, row], undone, { later, tests })) open.push(done.rows.time(row));
  }
  return open;
}

function isFollowed(of: KeptRow, undone: EventPart | undefined, { later, tests }: Pick<Pair, 'later' | 'tests'>): boolean {
  if (!undone) return false;
  const time = of[0].rows.time(of[2]);
  for (let row = undone.rows.length - 1; row >= 0 && undone.rows.time(row) >= time; row--)
    if (accepts(undone, later.source, row) && matches(tests, [undone, later, row], of)) return true;
  return false;
}
