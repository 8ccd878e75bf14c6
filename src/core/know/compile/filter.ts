/** `where`: conditions over one event. Nothing in them depends on now, so whether an event counts never changes. */
import type { TimeZone } from '../../../base/index.ts';
import { type Beside, besideOf, type Condition, fieldsOf, type Rule, TIME_OPERATORS } from '../../../define/index.ts';
import { compileComparison } from './compare.ts';
import { compositeTest, isComposite } from './composite.ts';
import { type EventAtHand, eventReader } from './event-path.ts';

const PREFIX = 'property.';

export type EventTest = (event: EventAtHand) => boolean;

export function compileFilter(condition: Condition, zone: TimeZone): EventTest {
  const tests = condition.rules.map((rule) => ('rules' in rule ? compileFilter(rule, zone) : compileRule(rule, zone)));
  const wanted = condition.not !== true;
  const [only] = tests;
  if (only && tests.length === 1 && wanted) return only;
  if (condition.combinator === 'and') return (event) => tests.every((test) => test(event)) === wanted;
  return (event) => tests.some((test) => test(event)) === wanted;
}

/** What of an event the condition looks into, beside its properties. */
export function besidesIn({ rules }: Condition): readonly Beside[] {
  return rules.flatMap((rule) =>
    'rules' in rule ? besidesIn(rule) : fieldsOf(rule).flatMap((field) => besideOf(field.slice(PREFIX.length)) ?? []),
  );
}

/** The condition as a test of an event alone; undefined when it reads anything else. */
export function eventTestOf(condition: Condition, zone: TimeZone): EventTest | undefined {
  return readsEventOnly(condition) ? compileFilter(condition, zone) : undefined;
}

function readsEventOnly({ rules }: Condition): boolean {
  return rules.every((rule) => ('rules' in rule ? readsEventOnly(rule) : rule.field.startsWith(PREFIX) && !isTimely(rule)));
}

function isTimely({ operator }: Rule): boolean {
  return (TIME_OPERATORS as readonly string[]).includes(operator);
}

function compileRule(rule: Rule, zone: TimeZone): EventTest {
  if (isComposite(rule)) return compositeTest(rule, zone, compileFilter);
  const compare = compileComparison(rule, zone);
  const read = eventReader(rule.field.slice(PREFIX.length), zone);
  return (event) => compare(read(event));
}
