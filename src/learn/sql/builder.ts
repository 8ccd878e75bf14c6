/**
 * Assembles the query. From the inside out: event rows; one GROUP BY customer; values of computed and declared traits; then formulas,
 * scores, tags and segments, each one level above everything that it reads.
 */
import { BUCKET_PARTS, durationMs, VolanoError } from '../../base/index.ts';
import { OWN_SOURCE } from '../../core/index.ts';
import { type Condition, type Definition, fieldsOf, type Rule, type TraitDefinition } from '../../define/index.ts';
import { said } from '../said.ts';
import { aggregateSql, type Pass } from './aggregate.ts';
import { Catalog } from './catalog.ts';
import { type Comparison, compareSql, type Instant } from './compare.ts';
import { distanceSql, isComposite } from './composite.ts';
import { declaredSql } from './declared.ts';
import { formulaSql, type Reader, scoreSql } from './formula.ts';
import { historySql, questionOf } from './history.ts';
import { readableJson } from './json.ts';
import { Layer } from './layer.ts';
import { allOf, anyOf, column, integerLiteral, textLiteral } from './literal.ts';
import { asksForAny, namedSql } from './named.ts';
import { Rows } from './rows.ts';
import { splitField, touching } from './touch.ts';
import type { Value } from './value.ts';

export interface KnowledgeOptions {
  /** Instant of evaluation, ms since 1970 UTC. */
  readonly now: number;
  /** Edges of the bins of score traits by trait id: ascending, scaled decimals, one fewer than bins. */
  readonly edges?: Readonly<Record<string, readonly number[]>>;
  /** Table or view with the columns customer, event, source, time (DateTime64(3)), message_id, properties, traits and, where conditions read that, context. */
  readonly events?: string;
  /** Only what is later than this, ms, of events by their name: nothing of before counts. */
  readonly after?: ReadonlyMap<string, number>;
  /** Leaves out customers of whom there is none of the events that are read, unless what is asked depends on who they are. */
  readonly onlySeen?: boolean;
}

export class Builder implements Reader {
  readonly catalog: Catalog;
  readonly #options: KnowledgeOptions;
  readonly at: Instant;
  readonly #pass: Pass;
  /** Whether something depends on who the customer is, and not only on what it did. */
  #readsCustomer = false;
  readonly #values = new Map<string, Value>();
  readonly #depths = new Map<string, number>();
  readonly #levels: Map<string, string>[] = [];
  /** What is being compiled, outermost first, each with the highest level it has read so far. */
  readonly #open: { readonly name: string; depth: number }[] = [];

  constructor(definitions: readonly Definition[], options: KnowledgeOptions) {
    this.catalog = new Catalog(definitions);
    this.#options = options;
    this.at = { now: options.now, zone: this.catalog.zone };
    this.#pass = {
      at: this.at,
      rows: new Rows(this.at),
      aggregates: new Layer('a'),
      ordered: new Layer('o'),
      ranked: new Layer('k'),
    };
  }

  /** One row per customer, with the columns of everything asked for so far. */
  customers(): string {
    const rows = this.#pass.rows.over(this.#events());
    const grouped = `SELECT ${['customer', ...this.#pass.aggregates.items()].join(', ')} FROM (${rows}) GROUP BY customer`;
    const ordered = this.#pass.ranked.over(this.#pass.ordered.over(grouped));
    return this.#levels.reduce((inner, level) => {
      const items = [...level].map(([name, sql]) => `${sql} AS ${column(name)}`);
      return items.length === 0 ? inner : `SELECT *, ${items.join(', ')} FROM (${inner})`;
    }, ordered);
  }

  trait(id: string): Value {
    return this.#compiled(`trait_${id}`, () => this.#traitSql(this.catalog.trait(id)));
  }

  /** 0 or 1. */
  tag(id: string): string {
    const eligible = this.#eligible(id);
    const rivals = this.catalog.rivals(this.catalog.tag(id));
    if (rivals.length === 0) return eligible;
    return this.#compiled(`tag_${id}`, () => {
      const better = anyOf(rivals.map((rival) => this.#eligible(rival.id)));
      return truth(`${this.#eligible(id)} AND NOT ${better}`);
    }).sql;
  }

  /** 0 or 1. */
  segment(id: string): string {
    return this.#compiled(`segment_${id}`, () => truth(this.condition(this.catalog.segment(id).condition))).sql;
  }

  condition(condition: Condition): string {
    const rules = condition.rules.map((rule) => ('rules' in rule ? this.condition(rule) : this.#rule(rule)));
    const sql = condition.combinator === 'and' ? allOf(rules) : anyOf(rules);
    return condition.not ? `(NOT (${sql}))` : `(${sql})`;
  }

  #rule(rule: Rule): string {
    const [kind, id] = splitField(rule.field);
    if (kind === 'event') return historySql(id, questionOf(rule), this.#pass);
    if (kind === 'trait' && isComposite(rule)) {
      const [latitude, longitude = latitude] = fieldsOf(rule).map((field) => this.trait(splitField(field)[1]));
      return distanceSql(rule, latitude!, longitude!);
    }
    if (kind === 'trait') return compareSql(this.trait(id), rule as Comparison, this.at);
    if (kind === 'bucket') {
      this.#readsCustomer = true;
      return compareSql({ kind: 'decimal', sql: bucketSql(id) }, rule as Comparison, this.at);
    }
    if (kind === 'tag' || kind === 'segment') {
      const holds = kind === 'tag' ? this.tag(id) : this.segment(id);
      return (rule.value === true) === (rule.operator === '=') ? `${holds} = 1` : `${holds} = 0`;
    }
    throw new VolanoError('VOLANO_DEFINITION_INVALID', {
      path: rule.field,
      problem: said`a condition reads trait., tag., segment., bucket. or event. fields`,
    });
  }

  #traitSql(trait: TraitDefinition): Value {
    if ('aggregate' in trait) return aggregateSql(trait, this.#pass);
    if ('formula' in trait) return formulaSql(trait.formula, this);
    if ('score' in trait) return scoreSql(trait, this.#options.edges?.[trait.id], this);
    return declaredSql(trait, this.#pass);
  }

  #eligible(id: string): string {
    return this.#compiled(`eligible_${id}`, () => {
      const tag = this.catalog.tag(id);
      const rule = this.condition(tag.rule);
      const touches = tag.expiry === undefined ? [] : touching(tag.rule, this.catalog, this.#pass);
      if (tag.expiry === undefined || touches.length === 0) return truth(rule);
      const latest = this.#pass.aggregates.add(`maxOrNullIf(t, ${anyOf(touches)})`);
      return truth(`${rule} AND ifNull(${integerLiteral(this.at.now)} < ${latest} + ${durationMs(tag.expiry)}, 1)`);
    }).sql;
  }

  /** The columns of a value; made on first use, one level above what it reads. */
  #compiled(name: string, make: () => Value): Value {
    const known = this.#values.get(name) ?? this.#compile(name, make);
    const reader = this.#open.at(-1);
    if (reader) reader.depth = Math.max(reader.depth, this.#depths.get(name)! + 1);
    return known;
  }

  #compile(name: string, make: () => Value): Value {
    const open = this.#open.findIndex((frame) => frame.name === name);
    if (open >= 0) {
      const cycle = [...this.#open.slice(open).map((frame) => frame.name), name].join(' -> ');
      throw new VolanoError('VOLANO_DEFINITION_CYCLE', { cycle });
    }
    const frame = { name, depth: 0 };
    this.#open.push(frame);
    const made = make();
    this.#open.pop();
    const value = this.#place(name, made, frame.depth);
    this.#values.set(name, value);
    this.#depths.set(name, frame.depth);
    return value;
  }

  #place(name: string, value: Value, depth: number): Value {
    while (this.#levels.length <= depth) this.#levels.push(new Map());
    const level = this.#levels[depth]!;
    level.set(name, value.sql);
    if (value.kind !== 'either') return { kind: value.kind, sql: column(name) };
    level.set(`list_${name}`, value.list);
    return { kind: 'either', sql: column(name), list: column(`list_${name}`) };
  }

  /** The event rows that are read, and one empty row for every customer, so that nobody is left out. */
  #events(): string {
    const source = this.#options.events ?? 'events_by_customer';
    const onlySeen = this.#options.onlySeen === true && !this.#readsCustomer;
    const names = [...this.#pass.rows.events];
    const read = ['properties', 'traits', ...(this.#pass.rows.readsContext ? ['context'] : [])];
    const json = read.map((name) => `${readableJson(`e.${name}`)} AS ${name}`).join(', ');
    const rows = `SELECT e.customer AS customer, e.event AS event, e.source AS source, e.source = '${OWN_SOURCE}' AS own, toUnixTimestamp64Milli(e.time) AS t, e.message_id AS message_id, ${json} FROM ${source} AS e`;
    if (asksForAny(names)) return rows;
    const everybody = `SELECT DISTINCT customer, '' AS event, '' AS source, toUInt8(0) AS own, toInt64(0) AS t, '' AS message_id, ${read.map((name) => `'' AS ${name}`).join(', ')} FROM ${source}`;
    if (names.length === 0) return onlySeen ? `${everybody} WHERE 0` : everybody;
    const known = `${rows} WHERE ${eventsSql(names, this.#options.after ?? new Map())}`;
    if (onlySeen) return known;
    return `${known} UNION ALL ${everybody}`;
  }
}

/** Events that are asked for by name, later than their instants. */
function eventsSql(names: readonly string[], after: ReadonlyMap<string, number>): string {
  const whole = names.filter((name) => !after.has(name));
  const late = names.filter((name) => after.has(name));
  return anyOf([
    ...(whole.length > 0 || late.length === 0 ? [named(whole)] : []),
    ...late.map((name) => `(${named([name])} AND e.time > fromUnixTimestamp64Milli(${integerLiteral(Math.floor(after.get(name)!))}))`),
  ]);
}

/** None of these is any event: such questions read all rows. */
function named(names: readonly string[]): string {
  return namedSql(names, { name: 'e.event', sent: '1' });
}

/** Int64, scaled: see base/bucket.ts. */
function bucketSql(name: string): string {
  const text = `convertCharset(concat(${textLiteral(`${name}\0`)}, customer), 'UTF-8', 'UTF-16LE')`;
  return `toInt64(intDiv(toUInt64(murmurHash3_32(${text})) * ${BUCKET_PARTS}, 4294967296))`;
}

function truth(sql: string): Value {
  return { kind: 'scalar', sql: `toUInt8(${sql})` };
}
