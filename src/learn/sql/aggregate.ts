/** Computed traits (docs/conditions.md section 4): one aggregate per customer, in one pass over the rows. */
import { DAY, HOUR, MINUTE, SCALE, VolanoError, WEEK } from '../../base/index.ts';
import type { ComputedTrait } from '../../define/index.ts';
import { said } from '../said.ts';
import type { Instant } from './compare.ts';
import type { Layer } from './layer.ts';
import { integerLiteral } from './literal.ts';
import type { Rows } from './rows.ts';
import { jsonOfTagged, saturated, type Value } from './value.ts';
import { inWindow, periodNumber } from './window.ts';

export interface Pass {
  readonly at: Instant;
  readonly rows: Rows;
  /** Aggregates, GROUP BY customer. */
  readonly aggregates: Layer;
  /** Per customer, over the aggregates: contributions in order; then values by rank. */
  readonly ordered: Layer;
  readonly ranked: Layer;
}

const UNITS: Record<string, number> = { minute: MINUTE, hour: HOUR, day: DAY, week: WEEK };

/** The trait's value over columns of the aggregate layer. */
export function aggregateSql(trait: ComputedTrait, pass: Pass): Value {
  const window = inWindow(trait.window, pass.at);
  switch (trait.aggregate) {
    case 'count':
      return decimal(`${SCALE} * ${count(trait, pass, window)}`);
    case 'sum':
    case 'average':
    case 'min':
    case 'max':
      return numeric(trait, pass, window);
    case 'first':
    case 'last':
      return end(trait, pass, window);
    case 'streak':
      return streak(trait, pass, window);
    case 'time_since':
      return timeSince(trait, pass, window);
    case 'distinct_count': {
      const distinct = pass.aggregates.add(`groupUniqArrayArrayIf(${contributions(trait, pass)}, ${window})`);
      return decimal(`toInt64(length(${distinct})) * ${SCALE}`);
    }
    case 'distinct_list':
      return { kind: 'list', sql: `arrayDistinct(arrayMap(x -> x.3, ${inOrder(trait, pass, window)}))` };
    case 'most_frequent':
      return { kind: 'scalar', sql: mostFrequent(trait, pass, window) };
  }
}

/** 0 or 1 over a row: it contributes to the trait, whatever the window. */
export function contributes(trait: ComputedTrait, rows: Rows): string {
  if (trait.property === undefined) return `${rows.match(trait)} = 1`;
  const numericOnly = ['sum', 'average', 'min', 'max'].includes(trait.aggregate);
  return `notEmpty(${numericOnly ? rows.numbers(trait, trait.property) : rows.contributions(trait, trait.property)})`;
}

function decimal(sql: string): Value {
  return { kind: 'decimal', sql };
}

function contributions(trait: ComputedTrait, pass: Pass): string {
  return pass.rows.contributions(trait, propertyOf(trait));
}

function propertyOf(trait: ComputedTrait): string {
  if (trait.property !== undefined) return trait.property;
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: `trait.${trait.id}`, problem: said`"${trait.aggregate}" needs a "property"` });
}

function count(trait: ComputedTrait, pass: Pass, window: string): string {
  const { rows, aggregates } = pass;
  if (trait.property === undefined) return `toInt64(${aggregates.add(`countIf(${rows.match(trait)} = 1 AND ${window})`)})`;
  return `toInt64(${aggregates.add(`sumIf(length(${contributions(trait, pass)}), ${window})`)})`;
}

function numeric(trait: ComputedTrait, pass: Pass, window: string): Value {
  const numbers = pass.rows.numbers(trait, propertyOf(trait));
  const filled = `${window} AND notEmpty(${numbers})`;
  if (trait.aggregate === 'min') return decimal(pass.aggregates.add(`minOrNullIf(arrayMin(${numbers}), ${filled})`));
  if (trait.aggregate === 'max') return decimal(pass.aggregates.add(`maxOrNullIf(arrayMax(${numbers}), ${filled})`));
  const total = pass.aggregates.add(`sumIf(arraySum(arrayMap(x -> toInt128(x), ${numbers})), ${window})`);
  const sum = saturated(total);
  if (trait.aggregate === 'sum') return decimal(sum);
  const number = pass.aggregates.add(`sumIf(length(${numbers}), ${window})`);
  return decimal(`if(${number} = 0, NULL, toInt64(intDiv(toInt128(${sum}), toInt128(greatest(${number}, 1)))))`);
}

function end(trait: ComputedTrait, pass: Pass, window: string): Value {
  const { rows, aggregates } = pass;
  const first = trait.aggregate === 'first';
  if (trait.property === undefined) {
    const time = aggregates.add(`${first ? 'min' : 'max'}OrNullIf(t, ${rows.match(trait)} = 1 AND ${window})`);
    return { kind: 'time', sql: `toFloat64(${time})` };
  }
  const values = contributions(trait, pass);
  const pick = `${first ? 'argMinIf' : 'argMaxIf'}(${values}[${first ? 1 : -1}], (t, message_id), ${window} AND notEmpty(${values}))`;
  return { kind: 'scalar', sql: aggregates.add(pick) };
}

function streak(trait: ComputedTrait, pass: Pass, window: string): Value {
  const { zone, now } = pass.at;
  const unit = (trait.unit ?? 'day') as 'day' | 'week' | 'month';
  const periods = pass.aggregates.add(`groupUniqArrayIf(${periodNumber('t', unit, zone)}, ${contributes(trait, pass.rows)} AND ${window})`);
  const current = periodNumber(integerLiteral(now), unit, zone);
  const last = `if(has(${periods}, ${current}), ${current}, ${current} - 1)`;
  const backwards = `arrayReverseSort(arrayFilter(x -> x <= ${last}, ${periods}))`;
  // The k-th latest period is k - 1 before the last one exactly as long as none is left out.
  return decimal(`toInt64(arrayCount((x, k) -> x = ${last} + 1 - k, ${backwards}, arrayEnumerate(${backwards}))) * ${SCALE}`);
}

function timeSince(trait: ComputedTrait, pass: Pass, window: string): Value {
  const { zone, now } = pass.at;
  const latest = pass.aggregates.add(`maxOrNullIf(t, ${contributes(trait, pass.rows)} AND ${window})`);
  const present = integerLiteral(now);
  const length = UNITS[trait.unit ?? 'day'];
  if (length === undefined) {
    const problem = said`"time_since" has no unit "${String(trait.unit)}"; use minute, hour, day or week`;
    throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: `trait.${trait.id}`, problem });
  }
  const whole = trait.calendar
    ? `${periodNumber(present, 'day', zone)} - ${periodNumber(`assumeNotNull(${latest})`, 'day', zone)}`
    : `intDiv(${present} - assumeNotNull(${latest}), ${length})`;
  return decimal(`if(isNull(${latest}), NULL, greatest(${whole}, 0) * ${SCALE})`);
}

/** Column, Array((t, messageId, value)): the window's contributions, in their order. */
function inOrder(trait: ComputedTrait, pass: Pass, window: string): string {
  const values = contributions(trait, pass);
  const gathered = pass.aggregates.add(`groupArrayIf((t, message_id, ${values}), ${window} AND notEmpty(${values}))`);
  return pass.ordered.add(`arrayFlatten(arrayMap(e -> arrayMap(v -> (e.1, e.2, v), e.3), arraySort(e -> (e.1, e.2), ${gathered})))`);
}

function mostFrequent(trait: ComputedTrait, pass: Pass, window: string): string {
  const ordered = inOrder(trait, pass, window);
  const mine = `arrayFilter(o -> o.3 = v, ${ordered})`;
  const key = `(length(${mine}), ${mine}[-1].1, ${mine}[-1].2)`;
  const ranked = pass.ranked.add(`arraySort(arrayMap(v -> (${key}, v), arrayDistinct(arrayMap(x -> x.3, ${ordered}))))`);
  const best = `arrayFilter(c -> c.1 = ${ranked}[-1].1, ${ranked})`;
  return `arraySort(x -> ${jsonOfTagged('x')}, arrayMap(c -> c.2, ${best}))[1]`;
}
