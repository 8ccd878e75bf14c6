/** What becomes of a rule when another field or operator is chosen: its value stays where it still fits, else a first one takes its place. */
import { isGroup, type Query, type QueryRule } from './document.ts';
import { type FieldType, firstValue, formOf, operatorsFor } from './operators.ts';

export interface Settling {
  readonly typeOf: (field: string) => FieldType;
  readonly isTimeless: boolean;
}

/** `after` with the rules settled whose field or operator is another one than `before`. */
export function settled(before: Query, after: Query, how: Settling): Query {
  const known = new Map(rulesOf(before).map((rule) => [rule.id, rule]));
  const settle = (group: Query): Query => ({
    ...group,
    rules: group.rules.map((one) => (isGroup<Query>(one) ? settle(one) : settledRule(known.get(one.id), one, how))),
  });
  return settle(after);
}

function rulesOf(query: Query): readonly QueryRule[] {
  return query.rules.flatMap((one) => (isGroup<Query>(one) ? rulesOf(one) : [one]));
}

function settledRule(before: QueryRule | undefined, rule: QueryRule, { typeOf, isTimeless }: Settling): QueryRule {
  if (!before || (before.field === rule.field && before.operator === rule.operator)) return rule;
  const [was, type] = [typeOf(before.field), typeOf(rule.field)];
  const offer = operatorsFor(type, isTimeless);
  const isOffered = [...offer.common, ...offer.more].includes(rule.operator);
  const operator = isOffered || before.operator !== rule.operator ? rule.operator : offer.common[0]!;
  const stays = was === type && formOf(operator) !== undefined && formOf(operator) === formOf(before.operator);
  const { value: _, ...rest } = rule;
  return { ...rest, operator, value: stays ? rule.value : firstValue(operator, type) };
}
