/** Rules on what the customer did: performed, notPerformed, performedThen, performedWithout. */
import { durationMs, VolanoError } from '../../../base/index.ts';
import type { PerformedValue, Rule, ThenValue, WithoutValue } from '../../../define/index.ts';
import type { EventPart } from '../measure/event-part.ts';
import { rowAccepted } from '../measure/event-part.ts';
import { contentChangesAt, countIn, nthOldestLeavesAt } from '../measure/window.ts';
import type { CustomerView } from '../view.ts';
import { dependenciesOf } from './computed.ts';
import { addDependencies, type ConditionNode, type Dependencies, NEVER } from './node.ts';
import { contentOf, type Layouts, lastTimeOf, type Source } from './source.ts';

const LAST_DEFAULT = '30d';

export function compileHistory(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  switch (rule.operator) {
    case 'performed':
      return performed(rule, event, layouts);
    case 'notPerformed': {
      const node = performed(rule, event, layouts);
      return { ...node, test: (view) => !node.test(view) };
    }
    case 'performedThen':
      return performedThen(rule, event, layouts);
    case 'performedWithout':
      return performedWithout(rule, event, layouts);
    default:
      throw new VolanoError('VOLANO_DEFINITION_INVALID', {
        path: rule.field,
        problem: `operator "${rule.operator}" does not apply to events`,
      });
  }
}

function performed(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  const { atLeast, atMost, within = 'ever', where } = (rule.value ?? {}) as PerformedValue;
  const least = atLeast ?? 1;
  const most = atMost ?? NEVER;
  const source = layouts.source({ family: 'number', event, where, window: within });
  const passes = (count: number) => count >= least && count <= most;
  return {
    dependencies: dependenciesOf(source),
    timed: source.query !== undefined,
    test: (view) => passes(countOf(source, view)),
    flipAt: (view) => countFlipsAt(source, view, { least, most }),
    read: (view, into) => {
      into[rule.field] = countOf(source, view);
    },
  };
}

function countOf(source: Source, view: CustomerView): number {
  const part = view.part(source.slot);
  if (!part) return 0;
  if (source.query) return countIn(part, source.query, view.now);
  const content = contentOf(source, view);
  return content.family === 'number' ? content.count : 0;
}

/** In a rolling window the count only falls with time: to `least - 1` or to `most`, whichever comes first. */
function countFlipsAt(source: Source, view: CustomerView, bounds: { least: number; most: number }): number {
  const part = view.part(source.slot);
  const { query } = source;
  if (!part || !query) return NEVER;
  if (query.span.kind !== 'rolling') return contentChangesAt(part, query, view.now);
  const count = countOf(source, view);
  const target = count > bounds.most ? bounds.most : bounds.least - 1;
  if (count <= target || target < 0) return NEVER;
  return nthOldestLeavesAt(part, query, { now: view.now, n: count - target });
}

function performedThen(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  const { where, then, within, last = LAST_DEFAULT } = rule.value as ThenValue;
  const withinMs = durationMs(within);
  const lastMs = durationMs(last);
  const first = layouts.source({ family: 'number', event, where, window: { last: `${withinMs + lastMs}ms` } });
  const second = layouts.source({ family: 'number', event: then.event, where: then.where, window: { last } });
  const latest = (view: CustomerView) => latestPair({ first, second, withinMs }, view);
  return {
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
  };
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
  /** Time of the latest occurrence that `without` has not followed. */
  const open = (view: CustomerView) => {
    const time = lastTimeOf(done, view);
    const answer = lastTimeOf(undone, view);
    return time !== undefined && (answer === undefined || answer < time) ? time : undefined;
  };
  return {
    dependencies: both(done, undone),
    timed: true,
    test: (view) => {
      const time = open(view);
      return time !== undefined && time > view.now - withinMs && time <= view.now - afterMs;
    },
    flipAt: (view) => {
      const time = open(view);
      if (time === undefined) return NEVER;
      const edges = [time + afterMs, time + withinMs].filter((edge) => edge > view.now);
      return edges[0] === undefined ? NEVER : Math.min(...edges);
    },
    read: (view, into) => {
      into[rule.field] = lastTimeOf(done, view) ?? null;
      into[`event.${without.event}`] = lastTimeOf(undone, view) ?? null;
    },
  };
}

function both(a: Source, b: Source): Dependencies {
  const dependencies = dependenciesOf(a);
  addDependencies(dependencies, dependenciesOf(b));
  return dependencies;
}
