/** `where`: conditions over the properties of one event. Nothing in them depends on now, so whether an event counts never changes. */
import type { TimeZone } from '../../../base/index.ts';
import { type Condition, type Rule, TIME_OPERATORS } from '../../../define/index.ts';
import type { JsonObject } from '../../entry.ts';
import { parsePath, pathReader, readValue } from '../property.ts';
import { valueOfJson } from '../value.ts';
import { compileComparison } from './compare.ts';

const PREFIX = 'property.';

export type EventTest = (properties: JsonObject) => boolean;

export function compileFilter(condition: Condition, zone: TimeZone): EventTest {
  const tests = condition.rules.map((rule) => ('rules' in rule ? compileFilter(rule, zone) : compileRule(rule, zone)));
  const wanted = condition.not !== true;
  const [only] = tests;
  if (only && tests.length === 1 && wanted) return only;
  if (condition.combinator === 'and') return (properties) => tests.every((test) => test(properties)) === wanted;
  return (properties) => tests.some((test) => test(properties)) === wanted;
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
  const path = parsePath(rule.field.slice(PREFIX.length));
  const compare = compileComparison(rule, zone);
  if (path.list) return (properties) => compare(readValue(properties, path));
  const read = pathReader(path.rest);
  return (properties) => compare(valueOfJson(read(properties)));
}
