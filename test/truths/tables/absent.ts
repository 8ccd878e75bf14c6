/**
 * What every comparison says of a missing value, of a value of another type, of a list, and of a list without a scalar (which is missing): the
 * columns of the table in section 2. A row names the operator, its negation if it has one, an operand, and the three answers of the positive one.
 */
import type { CompareOperator, Rule } from '../../../src/define/index.ts';
import { aggregate, declared, rule, type Truth, type TruthTable } from '../notation.ts';

type Row = readonly [
  positive: CompareOperator,
  negation: CompareOperator | undefined,
  operand: Rule['value'],
  missing: boolean,
  otherType: boolean,
  list: boolean,
];

const ROWS: readonly Row[] = [
  ['=', '!=', 'a', false, false, false],
  ['<', undefined, 'z', false, false, false],
  ['<=', undefined, 'z', false, false, false],
  ['>', undefined, '', false, false, false],
  ['>=', undefined, '', false, false, false],
  ['in', 'notIn', ['a', 'b'], false, false, false],
  ['between', 'notBetween', ['', 'z'], false, false, false],
  ['contains', 'doesNotContain', 'a', false, false, true],
  ['beginsWith', 'doesNotBeginWith', '', false, false, false],
  ['endsWith', 'doesNotEndWith', '', false, false, false],
  ['null', 'notNull', undefined, true, false, false],
  ['empty', 'notEmpty', undefined, true, false, false],
  ['equalsIgnoringCase', 'doesNotEqualIgnoringCase', 'A', false, false, false],
  ['inIgnoringCase', 'notInIgnoringCase', ['A', 'B'], false, false, false],
  ['matches', 'doesNotMatch', '', false, false, false],
  ['containsAny', 'containsNone', ['a', 'z'], false, false, true],
  ['containsAll', 'doesNotContainAll', ['a', 'b'], false, false, true],
  ['anyElement', 'noElement', { operator: '=', value: 'a' }, false, false, true],
  ['everyElement', 'notEveryElement', { operator: '!=', value: 'z' }, false, false, true],
  ['hasLength', 'doesNotHaveLength', { atMost: 9 }, false, false, true],
  ['hasType', 'doesNotHaveType', 'string', false, false, false],
  ['versionEquals', 'versionDoesNotEqual', '1', false, false, false],
  ['versionBefore', undefined, '9', false, false, false],
  ['versionAtMost', undefined, '9', false, false, false],
  ['versionAfter', undefined, '0', false, false, false],
  ['versionAtLeast', undefined, '0', false, false, false],
  ['before', undefined, '2200-01-01', false, false, false],
  ['since', undefined, '1900-01-01', false, false, false],
  ['timeBetween', 'notTimeBetween', ['1900-01-01', '2200-01-01'], false, false, false],
  ['onDay', 'notOnDay', '2024-01-01', false, false, false],
  ['withinLast', 'notWithinLast', '9999d', false, false, false],
  ['withinNext', 'notWithinNext', '9999d', false, false, false],
  ['beforeLast', undefined, '1ms', false, false, false],
  ['afterNext', undefined, '1ms', false, false, false],
  ['duringThis', 'notDuringThis', 'year', false, false, false],
  ['duringPrevious', 'notDuringPrevious', 'year', false, false, false],
  ['duringNext', 'notDuringNext', 'year', false, false, false],
  ['anniversaryDuringThis', 'notAnniversaryDuringThis', 'month', false, false, false],
  ['anniversaryInDays', 'notAnniversaryInDays', [-366, 366], false, false, false],
];

const SUBJECTS = ['never set', 'set to nothing', 'of another type', 'a list'] as const;

function truthsOf([positive, negation, operand, missing, otherType, list]: Row): Truth[] {
  return [missing, missing, otherType, list].flatMap((holds, index): Truth[] => {
    const field = ['trait.never', 'trait.nothing', 'trait.other', 'trait.list'][index]!;
    const says = `2: ${positive} of a trait ${SUBJECTS[index]}`;
    const asked: Truth = [says, rule(field, positive, operand), holds];
    return negation ? [asked, [`2: ${negation}, the opposite`, rule(field, negation, operand), !holds]] : [asked];
  });
}

/** The same of a property in a filter, as how many events pass: none or the one. */
function filtersOf([positive, negation, operand, missing, otherType, list]: Row): Truth[] {
  if (/within|during|beforeLast|afterNext|anniversary/i.test(positive)) return [];
  return [missing, missing, otherType, list].flatMap((holds, index): Truth[] => {
    const field = ['property.never', 'property.nothing', 'property.other', 'property.list'][index]!;
    const count = (operator: CompareOperator): Truth[1] =>
      aggregate('count', 'Set', { where: { combinator: 'and', rules: [rule(field, operator, operand)] } });
    const says = `2: ${positive} of a property ${SUBJECTS[index]}`;
    const asked: Truth = [says, count(positive), holds ? 1 : 0];
    return negation ? [asked, [`2: ${negation}, the opposite`, count(negation), holds ? 0 : 1]] : [asked];
  });
}

export const absent: TruthTable[] = [
  {
    subject: 'what is missing, of another type, a list',
    now: '2024-01-02T00:00:00Z',
    events: [
      ['Set', '2024-01-01T10:00:00Z', { nothing: [null, {}], other: true, list: ['a', 'b'] }],
      ['$identify', '2024-01-01T10:00:00Z', { nothing: [], list: ['a', 'b'] }],
    ],
    given: [
      declared('string', 'never'),
      declared('list', 'nothing'),
      aggregate('last', 'Set', { id: 'other', property: 'other' }),
      declared('list', 'list'),
    ],
    truths: ROWS.flatMap(truthsOf),
  },
  {
    subject: 'the same in filters',
    now: '2024-01-02T00:00:00Z',
    events: [['Set', '2024-01-01T10:00:00Z', { nothing: [null, {}], other: true, list: ['a', 'b'] }]],
    truths: ROWS.flatMap(filtersOf),
  },
];
