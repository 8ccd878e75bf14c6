/**
 * What is read from each event row, before customers are grouped: raw JSON of properties, their values, whether the row matches, what
 * it contributes. Extraction reads an empty text from rows of other events, so that a row costs only what its own event needs.
 */
import { type Said, TIME_ZONES, VolanoError } from '../../base/index.ts';
import { type Beside, type ClockPart, type Condition, eventPathOf, fieldsOf, type Rule, TIME_OPERATORS } from '../../define/index.ts';
import { said } from '../said.ts';
import { type Comparison, compareSql, type Instant } from './compare.ts';
import { distanceSql, isComposite, isNegated } from './composite.ts';
import { readableJson } from './json.ts';
import { Layer } from './layer.ts';
import { allOf, anyOf, textLiteral } from './literal.ts';
import { asksForAny, namedSql } from './named.ts';
import { asScalar, decimalOfTagged, isNumber, taggedOfRaw, type Value } from './value.ts';

/** Events by name with an optional filter. */
export interface Matched {
  readonly event: string;
  readonly where?: Condition;
}

const IDENTIFY = '$identify';

export class Rows {
  /** The names of events that are asked for, as definitions have them. */
  readonly events: Set<string> = new Set();
  /** Whether what is read needs the column context. */
  readsContext = false;
  readonly #at: Instant;
  readonly #documents = new Layer('j');
  readonly #raws = new Layer('r');
  readonly #values = new Layer('v');
  readonly #matches = new Layer('m');
  readonly #contributions = new Layer('c');
  readonly #numbers = new Layer('d');

  constructor(at: Instant) {
    this.#at = at;
  }

  /** The rows with all columns asked for, over a query with the columns customer, event, source, own, t, message_id, properties, traits, and context where that is read. */
  over(events: string): string {
    return [this.#documents, this.#raws, this.#values, this.#matches, this.#contributions, this.#numbers].reduce(
      (inner, layer) => layer.over(inner),
      events,
    );
  }

  /** Column, 0 or 1: the row is a matching event. */
  match(matched: Matched): string {
    this.events.add(matched.event);
    return this.#matches.add(`toUInt8(${allOf([isEvent(matched.event), this.#where(matched)])})`);
  }

  /** Column, Array(String): the tagged values that a matching event contributes for a property. */
  contributions(matched: Matched, property: string): string {
    const match = this.match(matched);
    const value = this.#property(matched.event, property);
    const list = value.kind === 'list' ? value.sql : `if(empty(${value.sql}), emptyArrayString(), [${value.sql}])`;
    return this.#contributions.add(`if(${match} = 1, ${list}, emptyArrayString())`);
  }

  /** Column, Array(Int64): the numbers among the contributions, as scaled decimals. */
  numbers(matched: Matched, property: string): string {
    const values = this.contributions(matched, property);
    const decimals = `arrayMap(x -> ${decimalOfTagged('x')}, arrayFilter(x -> ${isNumber('x')}, ${values}))`;
    return this.#numbers.add(`arrayMap(x -> assumeNotNull(x), arrayFilter(x -> isNotNull(x), ${decimals}))`);
  }

  /**
   * Column, Array(Array(String)): the tagged scalars at these paths ('' where there is none), once, or once for each element of the list in
   * which all of them stand.
   */
  together(matched: Matched, paths: readonly string[]): string {
    const document = this.#document(matched.event, 'properties');
    const parsed = paths.map((path) => path.split('[]') as [string, string?]);
    const list = parsed.find(([, rest]) => rest !== undefined)?.[0];
    if (list === undefined) {
      const taggeds = paths.map((path) => {
        const own = this.#ownScalar(matched.event, path);
        return own ?? taggedOfRaw(this.#raws.add(`JSONExtractRaw(${document}, ${keys(path)})`));
      });
      return this.#values.add(`[[${taggeds.join(', ')}]]`);
    }
    const elements = this.#raws.add(`JSONExtractArrayRaw(${document}, ${keys(list)})`);
    const read = parsed.map(([, rest = '']) => (rest === '' ? 'e' : `JSONExtractRaw(${readableJson('e')}, ${keys(rest.slice(1))})`));
    const values = read.map((raw) => `arrayMap(r -> ${taggedOfRaw('r')}, [${raw}])[1]`);
    return this.#values.add(`arrayMap(e -> [${values.join(', ')}], ${elements})`);
  }

  /** Column, String: raw JSON that an `$identify` carries for a declared trait; '' when the key is absent. */
  identified(path: string): string {
    this.events.add(IDENTIFY);
    return this.#raws.add(`JSONExtractRaw(${this.#document(IDENTIFY, 'traits')}, ${keys(path)})`);
  }

  /** A further column over the raw ones. */
  value(expression: string): string {
    return this.#values.add(expression);
  }

  #where(matched: Matched): string {
    if (!matched.where) return '1';
    const sql = this.#group(matched.event, matched.where);
    return `(${sql})`;
  }

  #group(event: string, condition: Condition): string {
    const rules = condition.rules.map((rule) => ('rules' in rule ? this.#group(event, rule) : this.#rule(event, rule)));
    const sql = condition.combinator === 'and' ? allOf(rules) : anyOf(rules);
    return condition.not ? `NOT (${sql})` : `(${sql})`;
  }

  #rule(event: string, rule: Rule): string {
    const path = /^property\.(.+)$/.exec(rule.field)?.[1];
    if (path === undefined) throw invalid(rule.field, said`a "where" reads only "property." fields of the event itself`);
    if ((TIME_OPERATORS as readonly string[]).includes(rule.operator))
      throw invalid(rule.field, said`"${rule.operator}" depends on now and is not allowed in a "where"`);
    if (isComposite(rule)) return this.#composite(event, path, rule);
    return compareSql(this.#property(event, path), rule as Comparison, this.#at);
  }

  #composite(event: string, path: string, rule: Rule): string {
    const beside = fieldsOf(rule)[1];
    if (beside !== undefined)
      return distanceSql(rule, this.#property(event, path), this.#property(event, beside.slice('property.'.length)));
    const own = eventPathOf(path);
    const [document, inside] =
      own && 'path' in own ? [this.#document(event, own.of), own.path] : [this.#document(event, 'properties'), path];
    const elements = this.#raws.add(`JSONExtractArrayRaw(${document}, ${keys(inside.split('[]', 1)[0]!)})`);
    const found = this.#values.add(`arrayExists(e -> startsWith(e, '{') AND ${this.#ofElement(rule.value as Condition)}, ${elements})`);
    return `${isNegated(rule) ? 'NOT ' : ''}${found}`;
  }

  /** A condition over the object e, whose own fields stand as properties. */
  #ofElement(condition: Condition): string {
    const tests = condition.rules.map((rule) => {
      if ('rules' in rule) return this.#ofElement(rule);
      const read = (field: string): Value => withinElement(field.slice('property.'.length));
      if (!isComposite(rule)) return compareSql(read(rule.field), rule as Comparison, this.#at);
      const [latitude, longitude] = fieldsOf(rule).map(read) as [Value, Value];
      return distanceSql(rule, latitude, longitude);
    });
    const sql = condition.combinator === 'and' ? allOf(tests) : anyOf(tests);
    return condition.not ? `(NOT (${sql}))` : `(${sql})`;
  }

  /** Column: the JSON of rows with this event, '' in others. */
  #document(event: string, from: 'properties' | Beside): string {
    if (from === 'context') this.readsContext = true;
    return asksForAny([event]) ? from : this.#documents.add(`if(${isEvent(event)}, ${from}, '')`);
  }

  /** A property of the row's event, or what stands beside the properties (docs/conditions.md 1.7). */
  #property(event: string, path: string): Value {
    const own = eventPathOf(path);
    if (own && 'path' in own) return this.#within(this.#document(event, own.of), own.path);
    const scalar = this.#ownScalar(event, path);
    return scalar === undefined ? this.#within(this.#document(event, 'properties'), path) : { kind: 'scalar', sql: scalar };
  }

  /** Column, tagged: of what stands beside the properties, the scalar; undefined when the path is that of a property. */
  #ownScalar(event: string, path: string): string | undefined {
    const own = eventPathOf(path);
    if (!own) return undefined;
    if (own.of === 'source') return this.#values.add("concat('s', source)");
    if ('path' in own) return asScalar(this.#within(this.#document(event, own.of), own.path));
    return this.#values.add(clockPartSql(own.part, own.of === 'time' ? textLiteral(this.#at.zone) : this.#zone(event)));
  }

  /** Column: the zone of the event's own clock. */
  #zone(event: string): string {
    const named = this.#raws.add(`JSONExtractString(${this.#document(event, 'context')}, 'timezone')`);
    return this.#raws.add(`if(has(${TIME_ZONES_SQL}, ${named}), ${named}, ${textLiteral(this.#at.zone)})`);
  }

  /** At a path of a document: a scalar or list for a plain path, a list for a path with `[]`. */
  #within(document: string, path: string): Value {
    const [head = '', rest, more] = path.split('[]');
    if (more !== undefined) throw invalid(`property.${path}`, said`a path has at most one "[]"`);
    if (rest === undefined) {
      const raw = this.#raws.add(`JSONExtractRaw(${document}, ${keys(path)})`);
      const values = this.#values;
      return {
        kind: 'either',
        sql: values.add(taggedOfRaw(raw)),
        // Made on demand: few operators look at lists.
        get list(): string {
          return values.add(scalarsOf(elementsOf(raw)));
        },
      };
    }
    const elements = `JSONExtractArrayRaw(${document}, ${keys(head)})`;
    const read = rest === '' ? elements : `arrayMap(e -> JSONExtractRaw(${readableJson('e')}, ${keys(rest.slice(1))}), ${elements})`;
    const raws = this.#raws.add(read);
    return { kind: 'list', sql: this.#values.add(scalarsOf(raws)) };
  }
}

/** At a path of the object e: a scalar or list for a plain path, a list for a path with `[]`. */
function withinElement(path: string): Value {
  const [head = '', rest] = path.split('[]');
  const object = readableJson('e');
  if (rest === undefined) {
    const raw = `JSONExtractRaw(${object}, ${keys(path)})`;
    return { kind: 'either', sql: `arrayMap(r -> ${taggedOfRaw('r')}, [${raw}])[1]`, list: scalarsOf(elementsOf(raw)) };
  }
  const elements = `JSONExtractArrayRaw(${object}, ${keys(head)})`;
  const read = rest === '' ? elements : `arrayMap(d -> JSONExtractRaw(${readableJson('d')}, ${keys(rest.slice(1))}), ${elements})`;
  return { kind: 'list', sql: scalarsOf(read) };
}

/** Tagged scalars of an array of raw JSON values, others skipped. */
export function scalarsOf(raws: string): string {
  return `arrayFilter(x -> notEmpty(x), arrayMap(x -> ${taggedOfRaw('x')}, ${raws}))`;
}

/** Raw elements of a raw JSON value; none when it is no list. */
export function elementsOf(raw: string): string {
  return `JSONExtractArrayRaw(if(startsWith(${raw}, '['), ${readableJson(raw)}, '[]'))`;
}

const TIME_ZONES_SQL = `[${[...TIME_ZONES].map(textLiteral).join(', ')}]`;

/** Of `formatDateTime`, which alone takes a zone that differs from row to row. */
const CLOCK_FORMATS: Readonly<Record<ClockPart, string>> = {
  year: '%Y',
  quarter: '%Q',
  month: '%m',
  day: '%d',
  weekday: '%u',
  hour: '%H',
  minute: '%i',
  clock: '%H:%i',
};

/** Tagged: what a clock in the zone (SQL) showed at the row's time. */
function clockPartSql(part: ClockPart, zone: string): string {
  const shown = `formatDateTime(fromUnixTimestamp64Milli(t, 'UTC'), '${CLOCK_FORMATS[part]}', ${zone})`;
  return part === 'clock' ? `concat('s', ${shown})` : `concat('n', toString(toUInt32(${shown})))`;
}

/** Rows that stand for a customer without any event read have no name. */
function isEvent(event: string): string {
  return namedSql([event], { name: 'event', sent: "(event != '' AND own = 0)" });
}

function keys(path: string): string {
  return path.split('.').map(textLiteral).join(', ');
}

function invalid(path: string, problem: Said): VolanoError {
  return new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem });
}
