/**
 * Conditions as react-querybuilder holds them, and back. What nobody has touched comes out letter for letter as it went in, whatever it says:
 * what a rule asks for is carried as it is, and only what an editor of it changes is changed.
 */
import type { RuleGroupType, RuleType } from 'react-querybuilder';
import type { Condition, Rule } from '../../api/types.ts';

/** A rule in the builder. `value` is undefined where the rule has none. */
export type QueryRule = RuleType<string, string, unknown>;
/** `keepsNot`: the document says `not: false`, which means the same as nothing. */
export type Query = Omit<RuleGroupType<QueryRule>, 'rules'> & { readonly keepsNot?: true; rules: (Query | QueryRule)[] };

const GROUP = ['combinator', 'not', 'rules'];
const RULE = ['field', 'operator', 'value'];

export function queryOf(condition: Condition): Query {
  const kept = condition.not === false ? ({ keepsNot: true } as const) : {};
  return { ...condition, ...kept, id: newId(), rules: condition.rules.map((one) => (isGroup(one) ? queryOf(one) : ruleQueryOf(one))) };
}

function ruleQueryOf(rule: Rule): QueryRule {
  return { ...(rule as QueryRule), id: newId() };
}

export function conditionOf(query: Query): Condition {
  const group = only(query, GROUP);
  if (query.not !== true && query.keepsNot !== true) delete group.not;
  return { ...group, rules: query.rules.map((one) => (isGroup(one) ? conditionOf(one) : ruleOf(one))) } as Condition;
}

function ruleOf(rule: QueryRule): Rule {
  return only(rule, RULE) as unknown as Rule;
}

/** These parts of it, in its own order; without those that are undefined. */
function only(one: object, parts: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(one).filter(([name, value]) => parts.includes(name) && value !== undefined));
}

/** Also of what somebody has typed as JSON. */
export function isGroup<Group extends { rules: unknown }>(one: Group | object): one is Group {
  return 'rules' in one && Array.isArray(one.rules);
}

let count = 0;

function newId(): string {
  count += 1;
  return `rule-${count}`;
}

/** What is wrong with the shape of a condition, said as a path; the server judges the rest. */
export function misshapen(given: unknown, path = ''): string | undefined {
  if (typeof given !== 'object' || given === null) return path || '/';
  if (!('rules' in given) && !('combinator' in given)) {
    const { field, operator } = given as Partial<Rule>;
    return path !== '' && typeof field === 'string' && typeof operator === 'string' ? undefined : path || '/';
  }
  const { combinator, rules } = given as Partial<Condition>;
  if (combinator !== 'and' && combinator !== 'or') return `${path}/combinator`;
  if (!Array.isArray(rules)) return `${path}/rules`;
  return rules.map((one, index) => misshapen(one, `${path}/rules/${index}`)).find((found) => found !== undefined);
}
