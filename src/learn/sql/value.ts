/**
 * How values stand in SQL.
 *
 * A scalar of any type is a tagged text: `s` and the text, `n` and the number's shortest decimal text, `b1`, `b0`; `''` is missing. So
 * equality is equality of texts, and types never mix. Where the type is known it is held plainly:
 *
 *   decimal   Nullable(Int64), scaled by 10,000
 *   time      Nullable(Float64), ms since 1970 UTC
 *   scalar    String, tagged
 *   list      Array(String) of tagged scalars; empty is missing
 *   either    a scalar or a list, known only per row: `sql` is the scalar ('' when a list), `list` the list
 */
import { SCALE, SCALED_MAX } from '../../base/index.ts';
import type { Scalar } from '../../define/index.ts';
import { numberLiteral, textLiteral } from './literal.ts';

export type Value =
  | { readonly kind: 'decimal' | 'time' | 'scalar' | 'list'; readonly sql: string }
  | { readonly kind: 'either'; readonly sql: string; readonly list: string };

/** The tagged text of a raw JSON value ('' for missing, null, objects and lists). */
export function taggedOfRaw(raw: string): string {
  return (
    `multiIf(empty(${raw}), '', startsWith(${raw}, '"'), concat('s', JSONExtractString(${raw})), ` +
    `${raw} = 'true', 'b1', ${raw} = 'false', 'b0', match(${raw}, '^[-0-9]'), concat('n', toString(${floatOfJson(raw)} + 0)), '')`
  );
}

/** The tagged text of a scalar of a definition. */
export function taggedLiteral(value: Scalar): string {
  if (typeof value === 'string') return textLiteral(`s${value}`);
  if (typeof value === 'boolean') return value ? `'b1'` : `'b0'`;
  return `concat('n', toString(${numberLiteral(value)} + 0))`;
}

export function literalValue(value: Scalar): Value {
  return { kind: 'scalar', sql: taggedLiteral(value) };
}

/** Float64 of a tagged number. */
export function floatOfTagged(tagged: string): string {
  return floatOfJson(`substring(${tagged}, 2)`);
}

/**
 * Float64 of a number's JSON text. Parsed as JSON because that is exact: the conversion functions are off by a bit now and then. Integers
 * of 2^64 and more are refused unless they look like doubles.
 */
function floatOfJson(text: string): string {
  return `JSONExtractFloat(if(length(${text}) > 18 AND NOT match(${text}, '[.eE]'), concat(${text}, 'e0'), ${text}))`;
}

export function textOfTagged(tagged: string): string {
  return `substring(${tagged}, 2)`;
}

export function isNumber(tagged: string): string {
  return `startsWith(${tagged}, 'n')`;
}

export function isText(tagged: string): string {
  return `startsWith(${tagged}, 's')`;
}

/** Nullable(Int64): a Float64 rounded half away from zero to four places; NULL beyond the range. */
export function decimalOfFloat(float: string): string {
  const magnitude = `floor(abs(${float}) * ${SCALE} + 0.5)`;
  return `if(${magnitude} <= ${SCALED_MAX}, toInt64(if(${float} < 0, -1, 1) * ${magnitude}), NULL)`;
}

export function decimalOfTagged(tagged: string): string {
  return bind(tagged, (y) => `if(${isNumber(y)}, ${decimalOfFloat(floatOfTagged(y))}, NULL)`);
}

/** Int64: a wide scaled integer, held at the ends of the decimal range. (Not by `least`: compiled, it is wrong for Int128 in ClickHouse 26.7.) */
export function saturated(wide: string): string {
  const max = `toInt128(${SCALED_MAX})`;
  return bind(wide, (y) => `toInt64(multiIf(${y} > ${max}, ${max}, ${y} < -${max}, -${max}, ${y}))`);
}

/** Nullable(Int64): a wide scaled integer, NULL beyond the range. Bound once as x, so that a chain of operands does not double its text at every step. */
export function inRange(wide: string): string {
  return `arrayMap(x -> if(abs(x) <= toInt128(${SCALED_MAX}), toInt64(x), NULL), [${wide}])[1]`;
}

/** Uses an expression several times but writes and computes it once. */
export function bind(expression: string, use: (name: string) => string): string {
  return /^[`\w]+$/.test(expression) ? use(expression) : `arrayMap(y -> ${use('y')}, [${expression}])[1]`;
}

export function floatOfDecimal(decimal: string): string {
  return `(toFloat64(${decimal}) / ${SCALE})`;
}

/** A boolean expression: the value is missing. */
export function missing(value: Value): string {
  if (value.kind === 'list') return `empty(${value.sql})`;
  if (value.kind === 'scalar') return `empty(${value.sql})`;
  if (value.kind === 'either') return `(empty(${value.sql}) AND empty(${value.list}))`;
  return `isNull(${value.sql})`;
}

/** The tagged scalar; '' when it is missing or a list. */
export function asScalar(value: Value): string {
  if (value.kind === 'scalar' || value.kind === 'either') return value.sql;
  if (value.kind === 'list') return `''`;
  const float = value.kind === 'decimal' ? floatOfDecimal(value.sql) : value.sql;
  return `ifNull(concat('n', toString(${float} + 0)), '')`;
}

/** The list; empty when it is missing or a scalar. */
export function asList(value: Value): string {
  if (value.kind === 'list') return value.sql;
  return value.kind === 'either' ? value.list : 'emptyArrayString()';
}

/** Nullable(Int64), scaled: the number, if it is one within the range of decimals. */
export function asDecimal(value: Value): string {
  if (value.kind === 'decimal') return value.sql;
  if (value.kind === 'time') return bind(value.sql, decimalOfFloat);
  return decimalOfTagged(asScalar(value));
}

/** Nullable(Float64), ms: the value read as a time. */
export function asTime(value: Value, zone: string): string {
  if (value.kind === 'decimal') return floatOfDecimal(value.sql);
  if (value.kind === 'time') return value.sql;
  return timeOfTagged(asScalar(value), zone);
}

/** Nullable(Float64), ms: a tagged scalar read as a time. */
export function timeOfTagged(tagged: string, zone: string): string {
  return `multiIf(${isNumber(tagged)}, ${floatOfTagged(tagged)}, ${isText(tagged)}, ${timeOfText(textOfTagged(tagged), zone)}, NULL)`;
}

const TIME_TEXT =
  '^(19|2[0-2])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?$';

/** Nullable(Float64), ms: a text in one of the forms of docs/conditions.md 1.4; a date alone is the start of that day in the zone. */
export function timeOfText(text: string, zone: string): string {
  const parsed = `parseDateTime64BestEffortOrNull(${text}, 3, ${textLiteral(zone)})`;
  return `if(match(${text}, ${textLiteral(TIME_TEXT)}), toFloat64(toUnixTimestamp64Milli(${parsed})), NULL)`;
}

/** The JSON text of a tagged scalar. */
export function jsonOfTagged(tagged: string): string {
  return `multiIf(${isText(tagged)}, toJSONString(${textOfTagged(tagged)}), ${tagged} = 'b1', 'true', ${tagged} = 'b0', 'false', ${textOfTagged(tagged)})`;
}
