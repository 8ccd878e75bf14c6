/** SQL literals and names of the ClickHouse dialect. */

/** A text literal. */
export function textLiteral(text: string): string {
  return `'${text.replace(/[\\']/g, (c) => `\\${c}`).replace(/\0/g, '\\0')}'`;
}

/** A Float64 literal: the same double. */
export function numberLiteral(value: number): string {
  return `toFloat64(${value})`;
}

/** An instant or a scaled decimal. */
export function integerLiteral(value: number): string {
  return `toInt64(${value})`;
}

/** A column name. */
export function column(name: string): string {
  return `\`${name.replace(/[\\`]/g, (c) => `\\${c}`)}\``;
}

/** The disjunction of boolean expressions; of none, false. */
export function anyOf(conditions: readonly string[]): string {
  if (conditions.length === 0) return '0';
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(' OR ')})`;
}

/** The conjunction of boolean expressions; of none, true. */
export function allOf(conditions: readonly string[]): string {
  if (conditions.length === 0) return '1';
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(' AND ')})`;
}
