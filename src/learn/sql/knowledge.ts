/** The questions that the builder answers: everything about everybody, members and size of a segment, edges of scores. */
import type { Definition, ScoreTrait } from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { Builder, type KnowledgeOptions } from './builder.ts';
import { textLiteral } from './literal.ts';
import { asDecimal, floatOfDecimal, jsonOfTagged, type Value } from './value.ts';

/**
 * The expression compiler of ClickHouse 26.7 miscalculates some functions of 128-bit integers once a query has run three times. And
 * evaluating branches only where they are needed evaluates what several branches share once for each of them: JSON was parsed eight times.
 * Looking for what chains of comparisons have in common takes half of the planning of a long query, and finds nothing here.
 */
export const EVALUATOR_SETTINGS: string = `SETTINGS compile_expressions = 0, short_circuit_function_evaluation = 'disable', optimize_and_compare_chain = 0, optimize_extract_common_expressions = 0`;

/** What is known of one customer: traits that are not missing, ids of tags and segments in ascending order. */
export interface Knowledge {
  readonly customer: string;
  readonly traits: Readonly<Record<string, KnownValue>>;
  readonly tags: readonly string[];
  readonly segments: readonly string[];
}

export type KnownScalar = string | number | boolean;
export type KnownValue = KnownScalar | readonly KnownScalar[];

/** Rows `{ customer, traits, tags, segments }`, `traits` a text with a JSON object; one per customer. */
export function knowledgeSql(definitions: readonly Definition[], options: KnowledgeOptions): string {
  const builder = new Builder(definitions, options);
  const { traits, tags, segments } = builder.catalog;
  const members = [...traits.keys()].map((id) => memberSql(id, builder.trait(id)));
  const held = holding([...tags.keys()].sort(), (id) => builder.tag(id));
  const entered = holding([...segments.keys()].sort(), (id) => builder.segment(id));
  const object = `concat('{', arrayStringConcat(arrayFilter(x -> notEmpty(x), [${members.join(', ') || `''`}]), ','), '}')`;
  return `SELECT customer, ${object} AS traits, ${held} AS tags, ${entered} AS segments FROM (${builder.customers()}) ORDER BY customer ${EVALUATOR_SETTINGS}`;
}

/** What the warehouse knows of every customer at `now`. */
export async function readKnowledge(
  warehouse: Warehouse,
  definitions: readonly Definition[],
  options: KnowledgeOptions,
): Promise<Knowledge[]> {
  const rows = await warehouse.query<Omit<Knowledge, 'traits'> & { traits: string }>(knowledgeSql(definitions, options));
  return rows.map((row) => ({ ...row, traits: JSON.parse(row.traits) as Knowledge['traits'] }));
}

/** One row `{ members }`: how many customers are in the segment. */
export function segmentCountSql(definitions: readonly Definition[], segment: string, options: KnowledgeOptions): string {
  const builder = new Builder(definitions, options);
  const inside = builder.segment(segment);
  return `SELECT toFloat64(countIf(${inside} = 1)) AS members FROM (${builder.customers()}) ${EVALUATOR_SETTINGS}`;
}

/** Rows `{ customer }`: the members of the segment, ascending. */
export function segmentMembersSql(definitions: readonly Definition[], segment: string, options: KnowledgeOptions): string {
  const builder = new Builder(definitions, options);
  const inside = builder.segment(segment);
  return `SELECT customer FROM (${builder.customers()}) WHERE ${inside} = 1 ORDER BY customer ${EVALUATOR_SETTINGS}`;
}

/**
 * Rows `{ trait, edges }` for every score trait whose scored trait somebody has: the type-7 quantiles at 1/bins, 2/bins, ... as scaled
 * decimals, rounded down. Exact: integers, no floating point.
 */
export function scoreEdgesSql(definitions: readonly Definition[], options: KnowledgeOptions): string {
  const builder = new Builder(definitions, options);
  const scores = [...builder.catalog.traits.values()].filter((trait): trait is ScoreTrait => 'score' in trait);
  const sets = scores.map((score) => {
    const value = asDecimal(builder.trait(score.score.of));
    return `(${textLiteral(score.id)}, ${score.score.bins}, arraySort(groupArrayIf(assumeNotNull(${value}), isNotNull(${value}))))`;
  });
  const none = `SELECT '' AS trait, emptyArrayFloat64() AS edges WHERE 0`;
  if (sets.length === 0) return none;
  const at = `toInt128(length(s.3) - 1) * i`;
  const low = `intDiv(${at}, s.2)`;
  const part = `(${at}) % s.2`;
  const value = (index: string): string => `toInt128(s.3[toInt64(${index})])`;
  const weighted = `${value(`${low} + 1`)} * (s.2 - ${part}) + ${value(`least(${low} + 2, length(s.3))`)} * (${part})`;
  const edge = `toFloat64(intDiv(${weighted} - if(${weighted} < 0, s.2 - 1, 0), s.2))`;
  const rows = `SELECT arrayJoin([${sets.join(', ')}]) AS s FROM (${builder.customers()})`;
  return `SELECT s.1 AS trait, arrayMap(i -> ${edge}, range(1, s.2)) AS edges FROM (${rows}) WHERE notEmpty(s.3) ${EVALUATOR_SETTINGS}`;
}

/** An array of those ids of which it holds. */
export function holding(ids: readonly string[], holds: (id: string) => string): string {
  const items = ids.map((id) => `if(${holds(id)} = 1, ${textLiteral(id)}, '')`);
  return items.length === 0 ? 'emptyArrayString()' : `arrayFilter(x -> notEmpty(x), [${items.join(', ')}])`;
}

/** `"id":value`, or '' when the trait is missing. */
function memberSql(id: string, value: Value): string {
  const key = textLiteral(`${JSON.stringify(id)}:`);
  const scalar = (json: string, absent: string): string => `if(${absent}, '', concat(${key}, ${json}))`;
  const list = (sql: string): string => `concat('[', arrayStringConcat(arrayMap(x -> ${jsonOfTagged('x')}, ${sql}), ','), ']')`;
  switch (value.kind) {
    case 'decimal':
      return `ifNull(concat(${key}, toString(${floatOfDecimal(value.sql)})), '')`;
    case 'time':
      return `ifNull(concat(${key}, toString(${value.sql})), '')`;
    case 'scalar':
      return scalar(jsonOfTagged(value.sql), `empty(${value.sql})`);
    case 'list':
      return scalar(list(value.sql), `empty(${value.sql})`);
    case 'either':
      return `multiIf(notEmpty(${value.sql}), concat(${key}, ${jsonOfTagged(value.sql)}), notEmpty(${value.list}), concat(${key}, ${list(value.list)}), '')`;
  }
}
