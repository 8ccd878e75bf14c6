/** The shape of a rule: what is left of it when names, values and durations are taken away. */
import type { Condition, Rule } from '../../define/index.ts';

/** Equal for rules that differ in ids, values and durations only. The order of rules that are joined does not count. */
export function shapeOf(condition: Condition | Rule): string {
  if (!('rules' in condition)) return ruleShape(condition);
  const parts = condition.rules.map(shapeOf).sort();
  const [only] = parts;
  // One rule by itself is the same with and without the brackets around it.
  if (only !== undefined && parts.length === 1) return condition.not ? `not(${only})` : only;
  return `${condition.not ? 'not ' : ''}${condition.combinator}(${parts.join(', ')})`;
}

function ruleShape({ field, operator, value }: Rule): string {
  const kind = field.split('.', 1)[0]!;
  return `${kind} ${operator}${kind === 'event' && value !== undefined ? ` ${valueShape(value)}` : ''}`;
}

/** Which of its parts a history has, conditions among them by their own shape. */
function valueShape(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '·';
  if (Array.isArray(value)) return '[·]';
  if ('rules' in value) return shapeOf(value as Condition);
  if ('operator' in value) return String(value.operator);
  const kept = (key: string, part: unknown): string => (key === 'aggregate' ? String(part) : valueShape(part));
  return `{${Object.entries(value)
    .map(([key, part]) => `${key} ${kept(key, part)}`)
    .sort()
    .join('; ')}}`;
}
