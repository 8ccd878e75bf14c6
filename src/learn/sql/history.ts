/** History operators (docs/conditions.md section 8) over columns of the aggregate layer. */
import type {
  AggregateValue,
  ComputedTrait,
  EdgeValue,
  HistoryOperator,
  HistoryValue,
  PerformedValue,
  RegularValue,
  Rule,
  SequenceValue,
  ThenValue,
  WithoutValue,
} from '../../define/index.ts';
import { aggregateSql, type Pass } from './aggregate.ts';
import { compareSql } from './compare.ts';
import { allOf, integerLiteral } from './literal.ts';
import { performedThen, performedWithout } from './pair.ts';
import type { Matched } from './rows.ts';
import { performedSequence } from './sequence.ts';
import { inWindow, periodNumber } from './window.ts';

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
    case 'performedSequence':
      return performedSequence(event, value as SequenceValue, pass);
    case 'performedWithout':
      return performedWithout(event, value as WithoutValue, pass);
    case 'aggregate': {
      const { is, within, ...aggregate } = value as AggregateValue;
      return compareSql(aggregateSql({ ...unnamed(event), ...aggregate, ...(within && { window: within }) }, pass), is, pass.at);
    }
    case 'firstPerformed':
    case 'lastPerformed':
      return performedAtEdge(event, value as EdgeValue, { isFirst: operator === 'firstPerformed', pass });
    case 'performedRegularly':
      return performedRegularly(event, value as RegularValue, pass);
  }
}

/** The events that a history operator reads. */
export function historyEvents(event: string, { operator, value }: HistoryQuestion): Matched[] {
  const first = matchedOf(event, value);
  if (operator === 'performedThen') return [first, (value as ThenValue).then];
  if (operator === 'performedSequence')
    return [first, ...(value as SequenceValue).steps.flatMap((step) => (step.without ? [step, step.without] : [step]))];
  return operator === 'performedWithout' ? [first, (value as WithoutValue).without] : [first];
}

function matchedOf(event: string, value: HistoryValue): Matched {
  return value.where ? { event, where: value.where } : { event };
}

/** What stands around an aggregate that has no name. */
export function unnamed(event: string): Pick<ComputedTrait, 'kind' | 'id' | 'name' | 'event'> {
  return { kind: 'trait', id: '', name: { en: '', zh: '' }, event };
}

function performedAtEdge(event: string, { where, has, within }: EdgeValue, { isFirst, pass }: { isFirst: boolean; pass: Pass }): string {
  const match = pass.rows.match({ event, ...(where && { where }) });
  const both = pass.rows.match({ event, where: { combinator: 'and', rules: where ? [where, has] : [has] } });
  const pick = `${isFirst ? 'argMinIf' : 'argMaxIf'}(${both}, (t, message_id), ${match} = 1 AND ${inWindow(within, pass.at)})`;
  return `${pass.aggregates.add(pick)} = 1`;
}

function performedRegularly(event: string, value: RegularValue, pass: Pass): string {
  const { unit, of, atLeast, times = 1 } = value;
  const { zone, now } = pass.at;
  const match = pass.rows.match(matchedOf(event, value));
  const done = pass.aggregates.add(`groupArrayIf(${periodNumber('t', unit, zone)}, ${match} = 1)`);
  const current = periodNumber(integerLiteral(now), unit, zone);
  const latest = `arrayFilter(p -> p <= ${current} AND p > ${current} - ${of}, ${done})`;
  return `arrayCount(p -> arrayCount(q -> q = p, ${done}) >= ${times}, arrayDistinct(${latest})) >= ${atLeast}`;
}

function performed(event: string, value: PerformedValue, pass: Pass): string {
  const match = pass.rows.match(matchedOf(event, value));
  const times = pass.aggregates.add(`countIf(${match} = 1 AND ${inWindow(value.within, pass.at)})`);
  const bounds = [`${times} >= ${value.atLeast ?? 1}`];
  if (value.atMost !== undefined) bounds.push(`${times} <= ${value.atMost}`);
  return allOf(bounds);
}
