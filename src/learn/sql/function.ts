/** Functions of formulas (docs/conditions.md 6.7 to 6.10). Missing is NULL or '' and spreads by itself. */
import { DAY, HOUR, MINUTE, SCALE, WEEK } from '../../base/index.ts';
import type { DatePart, FunctionExpression } from '../../define/index.ts';
import type { Instant } from './compare.ts';
import { isDated } from './compare-time.ts';
import { integerLiteral, textLiteral } from './literal.ts';
import { pairSql } from './pair.ts';
import { asDecimal, asList, asScalar, asTime, bind, inRange, isText, textOfTagged, type Value } from './value.ts';
import { localDate } from './window.ts';

export function functionSql(expression: FunctionExpression, args: readonly Value[], at: Instant): Value {
  const [first, second] = args as readonly [Value, Value?];
  switch (expression.op) {
    case 'round':
    case 'floor':
    case 'ceil':
      return decimal(rounded(expression.op, asDecimal(first), SCALE / 10 ** (expression.places ?? 0)));
    case 'abs':
      return decimal(`toInt64(abs(${asDecimal(first)}))`);
    case 'modulo':
      return decimal(`toInt64(${asDecimal(first)} % nullIf(${asDecimal(second!)}, 0))`);
    case 'lower':
      return ofText(first, (text) => `lowerUTF8(${text})`);
    case 'substring': {
      const { start, length } = expression;
      return ofText(first, (text) => `substringUTF8(${[text, start + 1, ...(length === undefined ? [] : [length])].join(', ')})`);
    }
    case 'length':
      return decimal(lengthSql(first));
    case 'date_part':
      return decimal(
        dated(
          first,
          at,
          (ms) => `toInt64(${PARTS[expression.part](`fromUnixTimestamp64Milli(${ms}, ${textLiteral(at.zone)})`)}) * ${SCALE}`,
        ),
      );
    case 'elapsed':
      return decimal(elapsedSql(expression, first, at));
    case 'age':
      return decimal(dated(first, at, (ms) => ageSql(localDate(ms, at.zone), at)));
    case 'compare':
      return truth(pairSql(expression.operator, asScalar(first), asScalar(second!)));
    case 'includes': {
      const element = asScalar(second!);
      return truth(`(notEmpty(${element}) AND has(${asList(first)}, ${element}))`);
    }
  }
}

function decimal(sql: string): Value {
  return { kind: 'decimal', sql };
}

function truth(condition: string): Value {
  return { kind: 'scalar', sql: `if(${condition}, 'b1', 'b0')` };
}

function ofText(value: Value, compute: (text: string) => string): Value {
  return { kind: 'scalar', sql: bind(asScalar(value), (y) => `if(${isText(y)}, concat('s', ${compute(textOfTagged(y))}), '')`) };
}

function rounded(op: 'round' | 'floor' | 'ceil', value: string, unit: number): string {
  const down = (v: string): string => `(${v} - toInt64(positiveModulo(${v}, ${unit})))`;
  const wide = (v: string): string => `toInt128(${v})`;
  return bind(value, (v) => {
    if (op === 'floor') return inRange(wide(down(v)));
    if (op === 'ceil') return inRange(wide(`-${down(`(-${v})`)}`));
    return inRange(wide(`sign(${v}) * intDiv(toInt64(abs(${v})) + ${Math.floor(unit / 2)}, ${unit}) * ${unit}`));
  });
}

function lengthSql(value: Value): string {
  const list = asList(value);
  const scalar = asScalar(value);
  const length = `multiIf(notEmpty(${list}), length(${list}), ${isText(scalar)}, lengthUTF8(${textOfTagged(scalar)}), NULL)`;
  return `toInt64(${length}) * ${SCALE}`;
}

/** Of a value read as a time that has a date: what is computed of its ms (Int64). */
function dated(value: Value, { zone }: Instant, compute: (ms: string) => string): string {
  return bind(asTime(value, zone), (time) => {
    const within = `ifNull(${isDated(time)}, 0)`;
    return `if(${within}, ${compute(`toInt64(floor(if(${within}, assumeNotNull(${time}), 0)))`)}, NULL)`;
  });
}

const PARTS: Readonly<Record<DatePart, (time: string) => string>> = {
  year: (time) => `toYear(${time})`,
  quarter: (time) => `toQuarter(${time})`,
  month: (time) => `toMonth(${time})`,
  day: (time) => `toDayOfMonth(${time})`,
  weekday: (time) => `toDayOfWeek(${time})`,
  hour: (time) => `toHour(${time})`,
  minute: (time) => `toMinute(${time})`,
};

const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: HOUR, day: DAY, week: WEEK };

function elapsedSql({ unit = 'day', calendar }: Extract<FunctionExpression, { op: 'elapsed' }>, value: Value, at: Instant): string {
  const present = integerLiteral(at.now);
  if (calendar)
    return dated(
      value,
      at,
      (ms) => `(toInt64(toInt32(${localDate(present, at.zone)})) - toInt64(toInt32(${localDate(ms, at.zone)}))) * ${SCALE}`,
    );
  return bind(asTime(value, at.zone), (time) => {
    const whole = `floor((${present} - ifNull(${time}, 0)) / ${UNITS[unit]})`;
    return `if(ifNull(${isDated(time)}, 0), toInt64(if(ifNull(${isDated(time)}, 0), ${whole}, 0)) * ${SCALE}, NULL)`;
  });
}

function ageSql(born: string, at: Instant): string {
  const today = localDate(integerLiteral(at.now), at.zone);
  const year = `toYear(${today})`;
  const lastOfMonth = `toDayOfMonth(toLastDayOfMonth(makeDate32(${year}, toMonth(d), 1)))`;
  const birthday = `makeDate32(${year}, toMonth(d), least(toDayOfMonth(d), ${lastOfMonth}))`;
  const years = `toInt64(${year}) - toInt64(toYear(d)) - if(${birthday} > ${today}, 1, 0)`;
  return `arrayMap(d -> greatest(${years}, 0), [${born}])[1] * ${SCALE}`;
}
