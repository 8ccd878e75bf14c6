/** One event after the other, several steps (docs/conditions.md 8.8). Contributions of a look-back, no automaton: exact in any order. */
import { durationMs } from '../../../base/index.ts';
import type { Rule, Scalar, SequenceValue } from '../../../define/index.ts';
import type { CustomerView } from '../view.ts';
import { dependenciesOf } from './computed.ts';
import { addDependencies, type ConditionNode, conditionOf, NEVER, noDependencies } from './node.ts';
import { accepts, valueAt } from './pair.ts';
import type { KeptRows, Layouts } from './source.ts';

const LAST_DEFAULT = '30d';

interface Stage {
  readonly rows: KeptRows;
  /** Longest time since the stage before, ms. */
  readonly withinMs: number;
  readonly without: KeptRows | undefined;
}

interface Sequence {
  readonly stages: readonly Stage[];
  readonly withinMs: number;
  readonly lastMs: number;
  readonly isStrict: boolean;
  readonly isSame: boolean;
}

/** What happened when, and of what; ascending. */
type Happening = readonly [time: number, value: Scalar | undefined];

/** The end of a chain of stages, and the latest start that leads there. */
type Reached = readonly [time: number, start: number];

export function performedSequence(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  const { where, steps, within, last = LAST_DEFAULT, strict = false, same } = rule.value as SequenceValue;
  const withinMs = durationMs(within);
  const lastMs = durationMs(last);
  const dependencies = noDependencies();
  const paths = same === undefined ? [] : [same];
  const kept = (match: Pick<SequenceValue['steps'][number], 'event' | 'where'>, read: readonly string[]): KeptRows => {
    const rows = layouts.rows({ event: match.event, where: match.where, last: `${withinMs + lastMs}ms`, paths: read });
    addDependencies(dependencies, dependenciesOf(rows.source));
    return rows;
  };
  const stages = [{ event, ...(where && { where }) }, ...steps].map((step: SequenceValue['steps'][number]): Stage => {
    const without = step.without && kept(step.without, []);
    return { rows: kept(step, paths), withinMs: step.within === undefined ? NEVER : durationMs(step.within), without };
  });
  const sequence: Sequence = { stages, withinMs, lastMs, isStrict: strict, isSame: same !== undefined };
  return conditionOf({
    dependencies,
    timed: true,
    test: (view) => latestEnd(sequence, view) !== undefined,
    flipAt: (view) => {
      const end = latestEnd(sequence, view);
      return end === undefined ? NEVER : end + lastMs;
    },
    read: (view, into) => {
      into[rule.field] = latestEnd(sequence, view) ?? null;
    },
  });
}

/** Time of the latest last step that ends a sequence and is still in the look-back. */
function latestEnd(sequence: Sequence, view: CustomerView): number | undefined {
  const { stages, isSame, isStrict } = sequence;
  const happened = stages.map(({ rows }) => happeningsOf(rows, view));
  if (happened.some((list) => list.length === 0)) return undefined;
  const between = stages.map(({ without }) => (without ? happeningsOf(without, view).map(([time]) => time) : []));
  const all = isStrict ? happened.flatMap((list) => list.map(([time]) => time)).sort((a, b) => a - b) : [];
  const values = isSame ? new Set(happened[0]!.map(([, value]) => value)) : [undefined];
  let latest: number | undefined;
  for (const value of values) {
    if (isSame && value === undefined) continue;
    const times = happened.map((list) => list.filter(([, one]) => !isSame || one === value).map(([time]) => time));
    const end = endOf(sequence, times, { between, all, now: view.now });
    if (end !== undefined && (latest === undefined || end > latest)) latest = end;
  }
  return latest;
}

interface Around {
  /** By stage: what must not lie before it and after the stage before. */
  readonly between: readonly (readonly number[])[];
  /** What must lie between no two stages. */
  readonly all: readonly number[];
  readonly now: number;
}

function endOf(
  { stages, withinMs, lastMs }: Sequence,
  times: readonly (readonly number[])[],
  { between, all, now }: Around,
): number | undefined {
  let reached: readonly Reached[] = times[0]!.map((time) => [time, time]);
  for (let stage = 1; stage < stages.length; stage++) {
    const next: Reached[] = [];
    for (const time of times[stage]!) {
      const earliest = Math.max(time - stages[stage]!.withinMs, lastBefore(between[stage]!, time), lastBefore(all, time));
      const start = latestStart(reached, earliest, time);
      if (start !== undefined && start >= time - withinMs) next.push([time, start]);
    }
    reached = next;
  }
  const end = reached.at(-1)?.[0];
  return end !== undefined && end > now - lastMs ? end : undefined;
}

/** Of what was reached from `earliest` on and before `time`, the latest start. */
function latestStart(reached: readonly Reached[], earliest: number, time: number): number | undefined {
  let latest: number | undefined;
  for (let i = reached.length - 1; i >= 0; i--) {
    const [at, start] = reached[i]!;
    if (at < earliest) break;
    if (at < time && (latest === undefined || start > latest)) latest = start;
  }
  return latest;
}

/** The latest of ascending times that is before this one. */
function lastBefore(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? Number.NEGATIVE_INFINITY : times[low - 1]!;
}

function happeningsOf(kept: KeptRows, view: CustomerView): Happening[] {
  const part = view.part(kept.source.slot);
  const happened: Happening[] = [];
  if (!part) return happened;
  const edge = view.now - kept.source.query!.span.lastMs;
  for (let row = part.rows.after(edge); row < part.rows.length; row++) {
    if (!accepts(part, kept.source, row)) continue;
    happened.push([part.rows.time(row), kept.cells.length > 0 ? valueAt([part, kept, row], 0) : undefined]);
  }
  return happened;
}
