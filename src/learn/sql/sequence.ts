/** Sequences of several steps (docs/conditions.md 8.8): chains, one step after the other. */
import { durationMs } from '../../base/index.ts';
import type { SequenceValue } from '../../define/index.ts';
import type { Pass } from './aggregate.ts';
import { allOf, integerLiteral } from './literal.ts';
import type { Matched } from './rows.ts';

/** Before all times. */
const NO_START = integerLiteral(-9_000_000_000_000_000);

export function performedSequence(event: string, value: SequenceValue, pass: Pass): string {
  const { where, steps, within, last = '30d', strict, same } = value;
  const matches: Matched[] = [{ event, ...(where && { where }) }, ...steps];
  const happened = matches.map((matched) => happenings(matched, same, pass));
  const between = steps.map(({ without }) => [...(without ? [happenings(without, undefined, pass)] : []), ...(strict ? happened : [])]);
  const longest = durationMs(within);
  const chainOf = (timesOf: (list: string) => string): string => {
    const start = `arrayMap(t -> (t, t), ${timesOf(happened[0]!)})`;
    const end = steps.reduce((reached, step, i) => {
      const follows = allOf([
        'p.1 < t',
        ...(step.within === undefined ? [] : [`p.1 >= t - ${durationMs(step.within)}`]),
        ...between[i]!.map((list) => `NOT arrayExists(u -> u.1 > p.1 AND u.1 < t, ${list})`),
      ]);
      const starts = `arrayMap(p -> p.2, arrayFilter(p -> ${follows}, ${reached}))`;
      const next = `arrayMap(t -> (t, arrayMax(arrayPushBack(${starts}, ${NO_START}))), ${timesOf(happened[i + 1]!)})`;
      return `arrayFilter(q -> q.2 >= q.1 - ${longest}, ${next})`;
    }, start);
    return `arrayExists(q -> q.1 > ${integerLiteral(pass.at.now - durationMs(last))}, ${end})`;
  };
  if (same === undefined) return chainOf((list) => `arrayMap(h -> h.1, ${list})`);
  const values = `arrayDistinct(arrayFilter(v -> notEmpty(v), arrayMap(h -> h.2, ${happened[0]!})))`;
  return `arrayExists(v -> ${chainOf((list) => `arrayMap(h -> h.1, arrayFilter(h -> h.2 = v, ${list}))`)}, ${values})`;
}

/** Column, Array((t, value)): each match once, with its tagged value at the path. */
function happenings(matched: Matched, path: string | undefined, pass: Pass): string {
  const value = path === undefined ? `''` : `${pass.rows.together(matched, [path])}[1][1]`;
  return pass.aggregates.add(`groupUniqArrayIf((t, ${value}), ${pass.rows.match(matched)} = 1)`);
}
