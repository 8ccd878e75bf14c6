/** History operators (docs/conditions.md section 8) over columns of the aggregate layer. */
import { durationMs } from '../../base/index.ts';
import type { HistoryOperator, PerformedValue, Rule, ThenValue, WithoutValue } from '../../define/index.ts';
import type { Pass } from './aggregate.ts';
import { allOf, integerLiteral } from './literal.ts';
import type { Matched } from './rows.ts';
import { inWindow } from './window.ts';

type HistoryValue = PerformedValue | ThenValue | WithoutValue;

/** What a rule asks about an event. */
export interface HistoryQuestion {
  readonly operator: HistoryOperator;
  readonly value: HistoryValue;
}

/** The question of a rule whose field is an event. */
export function questionOf(rule: Rule): HistoryQuestion {
  return { operator: rule.operator as HistoryOperator, value: (rule.value ?? {}) as HistoryValue };
}

/** 0 or 1 per customer. */
export function historySql(event: string, { operator, value }: HistoryQuestion, pass: Pass): string {
  switch (operator) {
    case 'performed':
      return performed(event, value as PerformedValue, pass);
    case 'notPerformed':
      return `NOT (${performed(event, value as PerformedValue, pass)})`;
    case 'performedThen':
      return performedThen(event, value as ThenValue, pass);
    case 'performedWithout':
      return performedWithout(event, value as WithoutValue, pass);
  }
}

/** The events that a history operator reads. */
export function historyEvents(event: string, { operator, value }: HistoryQuestion): Matched[] {
  const first = matchedOf(event, value);
  if (operator === 'performedThen') return [first, (value as ThenValue).then];
  return operator === 'performedWithout' ? [first, (value as WithoutValue).without] : [first];
}

function matchedOf(event: string, value: HistoryValue): Matched {
  return value.where ? { event, where: value.where } : { event };
}

function performed(event: string, value: PerformedValue, pass: Pass): string {
  const match = pass.rows.match(matchedOf(event, value));
  const times = pass.aggregates.add(`countIf(${match} = 1 AND ${inWindow(value.within, pass.at)})`);
  const bounds = [`${times} >= ${value.atLeast ?? 1}`];
  if (value.atMost !== undefined) bounds.push(`${times} <= ${value.atMost}`);
  return allOf(bounds);
}

function performedThen(event: string, value: ThenValue, pass: Pass): string {
  const match = pass.rows.match(matchedOf(event, value));
  const then = pass.rows.match(value.then);
  const since = integerLiteral(pass.at.now - durationMs(value.last ?? '30d'));
  const starts = pass.aggregates.add(`groupUniqArrayIf(t, ${match} = 1)`);
  const ends = pass.aggregates.add(`groupUniqArrayIf(t, ${then} = 1 AND t > ${since})`);
  return `arrayExists(b -> arrayExists(a -> a < b AND b <= a + ${durationMs(value.within)}, ${starts}), ${ends})`;
}

function performedWithout(event: string, value: WithoutValue, pass: Pass): string {
  const match = pass.rows.match(matchedOf(event, value));
  const without = pass.rows.match(value.without);
  const latest = pass.aggregates.add(`maxOrNullIf(t, ${match} = 1)`);
  const undone = pass.aggregates.add(`maxOrNullIf(t, ${without} = 1)`);
  const after = integerLiteral(pass.at.now - durationMs(value.within));
  const until = integerLiteral(pass.at.now - durationMs(value.after ?? '0s'));
  return `ifNull(${latest} > ${after} AND ${latest} <= ${until} AND NOT ifNull(${undone} >= ${latest}, 0), 0)`;
}
