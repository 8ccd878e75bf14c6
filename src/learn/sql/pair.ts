/** Rules on two events (docs/conditions.md 8.2, 8.3, 8.7) over columns of the aggregate layer. */
import { durationMs } from '../../base/index.ts';
import type { Condition, PairMatch, ThenValue, WithoutValue } from '../../define/index.ts';
import type { Pass } from './aggregate.ts';
import { allOf, integerLiteral } from './literal.ts';
import { floatOfTagged, isNumber, isText, textOfTagged } from './value.ts';

export function performedThen(event: string, value: ThenValue, pass: Pass): string {
  const { where, then, within, last = '30d', matching } = value;
  const since = integerLiteral(pass.at.now - durationMs(last));
  if (matching) {
    const starts = happenings({ event, where }, earlierPaths(matching), pass);
    const ends = happenings(then, laterPaths(matching), pass);
    const follows = allOf(['a.1 < b.1', `b.1 <= a.1 + ${durationMs(within)}`, ...matching.map(matchSql)]);
    return `arrayExists(b -> b.1 > ${since} AND arrayExists(a -> ${follows}, ${starts}), ${ends})`;
  }
  const match = pass.rows.match({ event, ...(where && { where }) });
  const starts = pass.aggregates.add(`groupUniqArrayIf(t, ${match} = 1)`);
  const ends = pass.aggregates.add(`groupUniqArrayIf(t, ${pass.rows.match(then)} = 1 AND t > ${since})`);
  return `arrayExists(b -> arrayExists(a -> a < b AND b <= a + ${durationMs(within)}, ${starts}), ${ends})`;
}

export function performedWithout(event: string, value: WithoutValue, pass: Pass): string {
  const { where, without, matching } = value;
  const after = integerLiteral(pass.at.now - durationMs(value.within));
  const until = integerLiteral(pass.at.now - durationMs(value.after ?? '0s'));
  if (matching) {
    const done = happenings({ event, where }, earlierPaths(matching), pass);
    const undone = happenings(without, laterPaths(matching), pass);
    const follows = allOf(['b.1 >= a.1', ...matching.map(matchSql)]);
    return `arrayExists(a -> a.1 > ${after} AND a.1 <= ${until} AND NOT arrayExists(b -> ${follows}, ${undone}), ${done})`;
  }
  const latest = pass.aggregates.add(`maxOrNullIf(t, ${pass.rows.match({ event, ...(where && { where }) })} = 1)`);
  const undone = pass.aggregates.add(`maxOrNullIf(t, ${pass.rows.match(without)} = 1)`);
  return `ifNull(${latest} > ${after} AND ${latest} <= ${until} AND NOT ifNull(${undone} >= ${latest}, 0), 0)`;
}

function earlierPaths(matching: readonly PairMatch[]): string[] {
  return matching.map(({ earlier }) => earlier);
}

function laterPaths(matching: readonly PairMatch[]): string[] {
  return matching.map(({ later }) => later);
}

/** Array((t, values)) per customer: one for each match, or for each element of its list. */
function happenings(match: { event: string; where?: Condition | undefined }, paths: readonly string[], pass: Pass): string {
  const { event, where } = match;
  const matched = { event, ...(where && { where }) };
  const read = pass.rows.together(matched, paths);
  const gathered = pass.aggregates.add(`groupArrayIf((t, ${read}), ${pass.rows.match(matched)} = 1)`);
  return pass.ordered.add(`arrayFlatten(arrayMap(e -> arrayMap(v -> (e.1, v), e.2), ${gathered}))`);
}

/** Of the k-th values of a later (b) and an earlier (a) one. */
function matchSql({ operator = '=' }: PairMatch, k: number): string {
  return pairSql(operator, `b.2[${k + 1}]`, `a.2[${k + 1}]`);
}

/** `a operator b` for two tagged scalars (section 2). */
export function pairSql(operator: NonNullable<PairMatch['operator']>, a: string, b: string): string {
  if (operator === '=') return `(notEmpty(${a}) AND ${a} = ${b})`;
  if (operator === '!=') return `NOT (notEmpty(${a}) AND ${a} = ${b})`;
  const numbers = `(${isNumber(a)} AND ${isNumber(b)} AND ${floatOfTagged(a)} ${operator} ${floatOfTagged(b)})`;
  const texts = `(${isText(a)} AND ${isText(b)} AND ${textOfTagged(a)} ${operator} ${textOfTagged(b)})`;
  return `(${numbers} OR ${texts})`;
}
