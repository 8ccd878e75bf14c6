/** `where`: conditions over the properties of one event. Nothing in them depends on now, so whether an event counts never changes. */
import type { Condition, Rule } from '../../../define/index.ts';
import type { JsonObject } from '../../entry.ts';
import { parsePath, pathReader, readValue } from '../property.ts';
import { valueOfJson } from '../value.ts';
import { compileComparison } from './compare.ts';

const PREFIX = 'property.';

export type EventTest = (properties: JsonObject) => boolean;

export function compileFilter(condition: Condition): EventTest {
  const tests = condition.rules.map((rule) => ('rules' in rule ? compileFilter(rule) : compileRule(rule)));
  const wanted = condition.not !== true;
  const [only] = tests;
  if (only && tests.length === 1 && wanted) return only;
  if (condition.combinator === 'and') return (properties) => tests.every((test) => test(properties)) === wanted;
  return (properties) => tests.some((test) => test(properties)) === wanted;
}

/** The condition as a test of an event alone; undefined when it reads anything else. */
export function eventTestOf(condition: Condition): EventTest | undefined {
  return readsEventOnly(condition) ? compileFilter(condition) : undefined;
}

function readsEventOnly({ rules }: Condition): boolean {
  return rules.every((rule) => ('rules' in rule ? readsEventOnly(rule) : rule.field.startsWith(PREFIX)));
}

function compileRule(rule: Rule): EventTest {
  const path = parsePath(rule.field.slice(PREFIX.length));
  const compare = compileComparison(rule);
  if (path.list) return (properties) => compare(readValue(properties, path));
  const read = pathReader(path.rest);
  return (properties) => compare(valueOfJson(read(properties)));
}
