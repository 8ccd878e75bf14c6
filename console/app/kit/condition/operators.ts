/** Operators: which a field offers, and what stands beside each. */
/** Types of what a rule is about. */
export type FieldType = 'number' | 'string' | 'boolean' | 'time' | 'list' | 'objects' | 'member' | 'event' | 'draw' | 'unknown';

/** What an operator is given. */
export type Form =
  | 'none'
  | 'scalar'
  | 'scalars'
  | 'pair'
  | 'text'
  | 'length'
  | 'kind'
  | 'time'
  | 'times'
  | 'span'
  | 'period'
  | 'days'
  | 'element'
  | 'distance'
  | 'condition'
  | 'performed'
  | 'then'
  | 'sequence'
  | 'without'
  | 'aggregate'
  | 'edge'
  | 'regular';

const FORMS: Readonly<Record<Form, readonly string[]>> = {
  none: ['null', 'notNull', 'empty', 'notEmpty'],
  scalar: ['=', '!=', '<', '<=', '>', '>=', 'contains', 'doesNotContain'],
  scalars: [
    ...['in', 'notIn', 'inIgnoringCase', 'notInIgnoringCase'],
    ...['containsAny', 'containsNone', 'containsAll', 'doesNotContainAll'],
  ],
  pair: ['between', 'notBetween'],
  text: [
    ...['beginsWith', 'doesNotBeginWith', 'endsWith', 'doesNotEndWith', 'equalsIgnoringCase', 'doesNotEqualIgnoringCase'],
    ...['matches', 'doesNotMatch'],
    ...['versionEquals', 'versionDoesNotEqual', 'versionBefore', 'versionAtMost', 'versionAfter', 'versionAtLeast'],
  ],
  length: ['hasLength', 'doesNotHaveLength'],
  kind: ['hasType', 'doesNotHaveType'],
  time: ['before', 'since', 'onDay', 'notOnDay'],
  times: ['timeBetween', 'notTimeBetween'],
  span: ['withinLast', 'notWithinLast', 'withinNext', 'notWithinNext', 'beforeLast', 'afterNext'],
  period: [
    ...['duringThis', 'notDuringThis', 'duringPrevious', 'notDuringPrevious', 'duringNext', 'notDuringNext'],
    ...['anniversaryDuringThis', 'notAnniversaryDuringThis'],
  ],
  days: ['anniversaryInDays', 'notAnniversaryInDays'],
  element: ['anyElement', 'noElement', 'everyElement', 'notEveryElement'],
  distance: ['withinDistance', 'notWithinDistance'],
  condition: ['anyElementWhere', 'noElementWhere'],
  performed: ['performed', 'notPerformed'],
  then: ['performedThen'],
  sequence: ['performedSequence'],
  without: ['performedWithout'],
  aggregate: ['aggregate'],
  edge: ['firstPerformed', 'lastPerformed'],
  regular: ['performedRegularly'],
};
const FORM_OF = new Map(Object.entries(FORMS).flatMap(([form, operators]) => operators.map((operator) => [operator, form as Form])));

/** Of an operator that is not known: undefined. */
export function formOf(operator: string): Form | undefined {
  return FORM_OF.get(operator);
}

/** Forms that look at the history of a customer. They are wide. */
const HISTORY: readonly Form[] = ['performed', 'then', 'sequence', 'without', 'aggregate', 'edge', 'regular'];
/** Forms that look at now. */
const TIMELY: readonly Form[] = ['span', 'period', 'days'];
const NEVER_IN_ELEMENTS: readonly Form[] = [...HISTORY, ...TIMELY, 'distance', 'condition', 'element'];

export function isWide(operator: string): boolean {
  const form = formOf(operator);
  return form !== undefined && (HISTORY.includes(form) || ['condition', 'distance'].includes(form));
}

/** First what is asked for most, then the rest. */
export interface Offer {
  readonly common: readonly string[];
  readonly more: readonly string[];
}

const MISSING = ['notNull', 'null'];
const TEXTS = [...FORMS.text.slice(0, 6), ...MISSING, 'empty', 'notEmpty', 'inIgnoringCase', 'notInIgnoringCase'];
const LISTS = [...FORMS.element, ...['containsNone', 'doesNotContainAll'], ...FORMS.length];
const ODD = [...FORMS.text.slice(6), ...FORMS.length, ...FORMS.kind];

const OFFERS: Readonly<Record<FieldType, Offer>> = {
  number: {
    common: ['>=', '<=', '>', '<', '=', '!=', 'between', 'notBetween'],
    more: ['in', 'notIn', ...MISSING, ...FORMS.distance, ...FORMS.kind],
  },
  string: { common: ['=', '!=', 'in', 'notIn', 'contains', 'doesNotContain'], more: [...TEXTS, ...ODD] },
  boolean: { common: ['=', '!='], more: MISSING },
  time: {
    common: ['withinLast', 'notWithinLast', 'beforeLast', 'since', 'before', 'onDay', 'timeBetween'],
    more: [
      ...['notOnDay', 'notTimeBetween', 'withinNext', 'notWithinNext', 'afterNext'],
      ...FORMS.period,
      ...FORMS.days,
      ...MISSING,
      ...['=', '!=', '<', '<=', '>', '>=', 'between', 'notBetween'],
    ],
  },
  list: { common: ['contains', 'doesNotContain', 'containsAny', 'containsAll'], more: [...LISTS, ...MISSING] },
  objects: { common: ['anyElementWhere', 'noElementWhere'], more: [...LISTS, ...MISSING] },
  member: { common: ['=', '!='], more: [] },
  event: {
    common: ['performed', 'notPerformed', 'performedThen', 'performedWithout', 'aggregate'],
    more: ['performedSequence', 'firstPerformed', 'lastPerformed', 'performedRegularly'],
  },
  draw: { common: ['<', '>=', 'between'], more: ['<=', '>', 'notBetween'] },
  unknown: { common: ['=', '!=', '>=', '<=', '>', '<', 'between', 'in', 'notIn', 'contains', 'doesNotContain'], more: [] },
};

const VALUES = Object.entries(FORMS).flatMap(([form, operators]) => (HISTORY.includes(form as Form) ? [] : operators));

/** `isTimeless`: only what does not depend on now, as filters of events must be. */
export function operatorsFor(type: FieldType, isTimeless = false): Offer {
  const { common, more } = type === 'unknown' ? { ...OFFERS.unknown, more: VALUES } : OFFERS[type];
  const fits = (operator: string): boolean => !isTimeless || !TIMELY.includes(formOf(operator)!);
  const first = common.filter(fits);
  return { common: first, more: more.filter((operator) => fits(operator) && !first.includes(operator)) };
}

/** Operators of a comparison of one element of a list. */
export function elementOperators(): readonly string[] {
  return VALUES.filter((operator) => !NEVER_IN_ELEMENTS.includes(formOf(operator)!) && !['null', 'notNull'].includes(operator));
}

/** What a new rule with this operator asks; undefined: somebody has to say it. */
export function firstValue(operator: string, type: FieldType): unknown {
  const form = formOf(operator);
  if (type === 'member' || (form === 'scalar' && type === 'boolean')) return true;
  if (form === 'span') return '30d';
  if (form === 'period') return 'month';
  if (form === 'days') return [0, 7];
  if (form === 'kind') return 'string';
  if (form === 'element') return { operator: '=' };
  if (form === 'condition') return { combinator: 'and', rules: [] };
  if (form === 'distance') return undefined;
  return firstHistory(form);
}

function firstHistory(form: Form | undefined): unknown {
  const other = { event: '' };
  if (form === 'performed') return { within: { last: '30d' } };
  if (form === 'then') return { then: other, within: '7d' };
  if (form === 'without') return { without: other, within: '7d' };
  if (form === 'sequence') return { steps: [other], within: '7d' };
  if (form === 'aggregate') return { aggregate: 'count', within: { last: '30d' }, is: { operator: '>=', value: 2 } };
  if (form === 'edge') return { has: { combinator: 'and', rules: [] } };
  if (form === 'regular') return { unit: 'week', of: 4, atLeast: 3 };
  return undefined;
}
