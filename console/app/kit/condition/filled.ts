/** Whether every rule says what it asks for: before that there is nothing to count. */
import type { Condition, Rule } from '../../api/index.ts';
import { isGroup } from './document.ts';
import { formOf } from './operators.ts';

export function isFilled(condition: Condition): boolean {
  return condition.rules.every((one) => (isGroup<Condition>(one) ? isFilled(one) : isRuleFilled(one)));
}

function isRuleFilled({ operator, value }: Rule): boolean {
  const form = formOf(operator);
  if (form === undefined || form === 'none' || form === 'performed') return isPartFilled(value ?? {});
  return value !== undefined && isPartFilled(value);
}

/** Of what stands within a value: conditions are filled, events have names, lists have something in them, comparisons have a value. */
function isPartFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => one !== undefined && one !== null && isPartFilled(one));
  if (typeof value !== 'object' || value === null) return true;
  if (isGroup<Condition>(value)) return isFilled(value as Condition);
  if ('operator' in value && !('later' in value)) return isRuleFilled({ field: '', ...(value as { operator: string }) });
  return Object.entries(value).every(([name, part]) => (name === 'event' ? part !== '' : isPartFilled(part)));
}
