/** The operators of rules. Whoever has a case for every operator (evaluators, schema, random worlds) is held to these lists. */

/** Comparisons of a value that do not depend on now. */
export const VALUE_OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'notIn',
  'between',
  'notBetween',
  'contains',
  'doesNotContain',
  'beginsWith',
  'doesNotBeginWith',
  'endsWith',
  'doesNotEndWith',
  'null',
  'notNull',
  /** Missing or the empty text. */
  'empty',
  'notEmpty',
  'equalsIgnoringCase',
  'doesNotEqualIgnoringCase',
  'inIgnoringCase',
  'notInIgnoringCase',
  /** A regular expression of RE2 somewhere in the text. */
  'matches',
  'doesNotMatch',
  /** `contains` of one of several, of each of them. */
  'containsAny',
  'containsNone',
  'containsAll',
  'doesNotContainAll',
  /** Elements of a list, compared one by one. */
  'anyElement',
  'noElement',
  'everyElement',
  'notEveryElement',
  /** Characters of a text, elements of a list. */
  'hasLength',
  'doesNotHaveLength',
  'hasType',
  'doesNotHaveType',
  /** Texts read as versions ("1.10.0" is after "1.9"). */
  'versionEquals',
  'versionDoesNotEqual',
  'versionBefore',
  'versionAtMost',
  'versionAfter',
  'versionAtLeast',
  /** Values read as times, against fixed ones. */
  'before',
  'since',
  'timeBetween',
  'notTimeBetween',
  'onDay',
  'notOnDay',
] as const;

/** Comparisons of a value read as a time with now. */
export const TIME_OPERATORS = [
  /** A time in (now - duration, now]; its negation, also true of what is missing or ahead; a time in (now, now + duration]. */
  'withinLast',
  'notWithinLast',
  'withinNext',
  'notWithinNext',
  /** A time <= now - duration; a time > now + duration. */
  'beforeLast',
  'afterNext',
  /** A time in a calendar period of the workspace's time zone. */
  'duringThis',
  'notDuringThis',
  'duringPrevious',
  'notDuringPrevious',
  'duringNext',
  'notDuringNext',
  /** An anniversary of the time's date, in a calendar period or so many days from today. */
  'anniversaryDuringThis',
  'notAnniversaryDuringThis',
  'anniversaryInDays',
  'notAnniversaryInDays',
] as const;

/** Comparisons that look at more than one value. */
export const COMPOSITE_OPERATORS = [
  /** A latitude, and a longitude beside it, at most so far from a point. */
  'withinDistance',
  'notWithinDistance',
  /** A list of an event with an object of which several things are true at once. */
  'anyElementWhere',
  'noElementWhere',
] as const;

/** What the customer did. */
export const HISTORY_OPERATORS = [
  'performed',
  'notPerformed',
  'performedThen',
  /** One after the other, several steps. */
  'performedSequence',
  'performedWithout',
  /** A comparison of an aggregate over the events, without naming a trait. */
  'aggregate',
  /** The first, the last time it had these properties. */
  'firstPerformed',
  'lastPerformed',
  /** In at least so many of the latest periods. */
  'performedRegularly',
] as const;

/** Operators that compare one value. */
export type CompareOperator = (typeof VALUE_OPERATORS)[number] | (typeof TIME_OPERATORS)[number];
/** Operators of `event.<name>`. */
export type HistoryOperator = (typeof HISTORY_OPERATORS)[number];
/** Operators that look at more than one value. */
export type CompositeOperator = (typeof COMPOSITE_OPERATORS)[number];
/** Every operator that a rule may have. */
export type Operator = CompareOperator | CompositeOperator | HistoryOperator;
