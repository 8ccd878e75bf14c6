/**
 * Filters and values over the properties of events, for sums over all of them: read where they stand, in native functions. It knows the
 * plain comparisons of docs/conditions.md and refuses the others; the second evaluator (../sql), which knows all, takes 45 us a row
 * against 1.
 */
import { type Said, VolanoError } from '../../base/index.ts';
import type { Condition, Rule, Scalar } from '../../define/index.ts';
import { said } from '../said.ts';
import { quoted } from '../tables/index.ts';

/** A condition as SQL, 0 or 1. Throws VOLANO_DEFINITION_INVALID. */
export function filterSql(condition: Condition): string {
  const rules = condition.rules.map((rule) => ('rules' in rule ? filterSql(rule) : ruleSql(rule)));
  const [joint, none] = condition.combinator === 'and' ? [' AND ', '1'] : [' OR ', '0'];
  const sql = rules.length === 0 ? none : rules.join(joint);
  return condition.not ? `NOT (${sql})` : `(${sql})`;
}

/** The sum of the numbers that a property contributes, each a decimal times 10,000; what is no number contributes nothing. */
export function numbersSql(path: string): string {
  const [list, element] = path.split('[]');
  if (element === undefined) return scaledSql(`properties, ${keysOf(path)}`);
  const keys = element === '' ? '' : `, ${keysOf(element.slice(1))}`;
  return `arraySum(element -> ${scaledSql(`element${keys}`)}, JSONExtractArrayRaw(properties, ${keysOf(list!)}))`;
}

/** A scalar property as text; a number as it was written. */
export function textSql(path: string): string {
  return `if(JSONType(properties, ${keysOf(path)}) = 'String', JSONExtractString(properties, ${keysOf(path)}), JSONExtractRaw(properties, ${keysOf(path)}))`;
}

const COMPARISONS: Partial<Record<Rule['operator'], string>> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=' };

function ruleSql({ field, operator, value }: Rule): string {
  const path = /^property\.([^[\]]+)$/.exec(field)?.[1];
  if (path === undefined) throw invalid(field, said`a purchase is filtered by "property." fields without "[]"`);
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined && isScalar(value)) return comparedSql(path, comparison, value);
  if (operator === '=' && isScalar(value)) return comparedSql(path, '=', value);
  if (operator === '!=' && isScalar(value)) return `NOT ${comparedSql(path, '=', value)}`;
  if (operator === 'null') return missingSql(path);
  if (operator === 'notNull') return `NOT ${missingSql(path)}`;
  if ((operator === 'in' || operator === 'notIn') && Array.isArray(value)) {
    const any = (value as readonly Scalar[]).map((one) => comparedSql(path, '=', one)).join(' OR ');
    return `${operator === 'in' ? '' : 'NOT '}(${any === '' ? '0' : any})`;
  }
  throw invalid(field, said`operator "${operator}" with this value is not among those that filter a purchase`);
}

/** False unless the property has the value's type. */
function comparedSql(path: string, comparison: string, value: Scalar): string {
  const at = `properties, ${keysOf(path)}`;
  if (typeof value === 'number') return `(${isNumberSql(at)} AND JSONExtractFloat(${at}) ${comparison} toFloat64(${value}))`;
  if (typeof value === 'string') return `(JSONType(${at}) = 'String' AND JSONExtractString(${at}) ${comparison} ${quoted(value)})`;
  return comparison === '=' ? `(JSONType(${at}) = 'Bool' AND JSONExtractBool(${at}) = ${value ? 1 : 0})` : '0';
}

/** Absent, null, or an object, which is no value. */
function missingSql(path: string): string {
  return `(NOT JSONHas(properties, ${keysOf(path)}) OR JSONType(properties, ${keysOf(path)}) IN ('Null', 'Object'))`;
}

function scaledSql(at: string): string {
  const number = `JSONExtractFloat(${at})`;
  return `if(${isNumberSql(at)}, toInt64(sign(${number}) * floor(abs(${number}) * 10000 + 0.5)), 0)`;
}

function isNumberSql(at: string): string {
  return `JSONType(${at}) IN ('Int64', 'UInt64', 'Double')`;
}

function keysOf(path: string): string {
  return path.split('.').map(quoted).join(', ');
}

function isScalar(value: Rule['value']): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function invalid(path: string, problem: Said): VolanoError {
  return new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem });
}
