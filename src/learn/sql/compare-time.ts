/** Comparisons of a value read as a time, with fixed times and with now (docs/conditions.md section 2). */
import { durationMs } from '../../base/index.ts';
import type { CalendarWindow, Scalar } from '../../define/index.ts';
import type { Comparison, Instant } from './compare.ts';
import { integerLiteral, numberLiteral, textLiteral } from './literal.ts';
import { asTime, bind, timeOfText, type Value } from './value.ts';
import { localDate, periodDate, periodStart } from './window.ts';

/** 0 or 1; undefined for operators that do not compare times. */
export function timeSql(field: Value, { operator, value }: Comparison, at: Instant): string | undefined {
  const time = asTime(field, at.zone);
  const present = integerLiteral(at.now);
  const shifted = (sign: 1 | -1): string => integerLiteral(at.now + sign * durationMs(value as string));
  const during = (offset: number): string => duringSql(time, value as CalendarWindow, { offset, at });
  switch (operator) {
    case 'before':
      return truth(`${time} < ${fixedSql(value as Scalar, at)}`);
    case 'since':
      return truth(`${time} >= ${fixedSql(value as Scalar, at)}`);
    case 'timeBetween': {
      const [from, to] = value as readonly [Scalar, Scalar];
      return truth(`${time} >= ${fixedSql(from, at)} AND ${time} < ${fixedSql(to, at)}`);
    }
    case 'onDay':
      return truth(`${time} >= ${fixedSql(value as string, at)} AND ${time} < ${fixedSql(nextDay(value as string), at)}`);
    case 'withinLast':
      return truth(`${time} > ${shifted(-1)} AND ${time} <= ${present}`);
    case 'withinNext':
      return truth(`${time} > ${present} AND ${time} <= ${shifted(1)}`);
    case 'beforeLast':
      return truth(`${time} <= ${shifted(-1)}`);
    case 'afterNext':
      return truth(`${time} > ${shifted(1)}`);
    case 'duringThis':
      return during(0);
    case 'duringPrevious':
      return during(-1);
    case 'duringNext':
      return during(1);
    case 'anniversaryDuringThis': {
      const unit = value as CalendarWindow;
      return anniversarySql(time, [periodDate(unit, 0, at), `addDays(${periodDate(unit, 1, at)}, -1)`], at);
    }
    case 'anniversaryInDays': {
      const [first, last] = value as unknown as readonly [number, number];
      const today = localDate(present, at.zone);
      return anniversarySql(time, [`addDays(${today}, ${first})`, `addDays(${today}, ${last})`], at);
    }
    default:
      return undefined;
  }
}

/** False when the time is missing. */
function truth(condition: string): string {
  return `ifNull(${condition}, 0)`;
}

/** Nullable(Float64), ms. */
function fixedSql(value: Scalar, { zone }: Instant): string {
  if (typeof value === 'number') return numberLiteral(value);
  return typeof value === 'string' ? timeOfText(textLiteral(value), zone) : 'NULL';
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Times outside these years have no date. */
const DATED = ['1900-01-01T00:00Z', '2300-01-01T00:00Z'].map((text) => integerLiteral(Date.parse(text)));

function duringSql(time: string, unit: CalendarWindow, { offset, at }: { offset: number; at: Instant }): string {
  const [from, to] = [offset, offset + 1].map((period) => periodStart(unit, period, at));
  return truth(`${time} >= ${from} AND ${time} < ${to} AND ${isDated(time)}`);
}

export function isDated(time: string): string {
  return `${time} >= ${DATED[0]} AND ${time} < ${DATED[1]}`;
}

/** Whether an anniversary in a later year than the time's own lies between two dates, both included. */
function anniversarySql(time: string, [from, to]: readonly [string, string], at: Instant): string {
  const lastOfMonth = 'toDayOfMonth(toLastDayOfMonth(makeDate32(year, toMonth(born), 1)))';
  const anniversary = `makeDate32(year, toMonth(born), least(toDayOfMonth(born), ${lastOfMonth}))`;
  const years = `range(toUInt16(toYear(${from})), toUInt16(toYear(${to}) + 1))`;
  const falls = `arrayExists(year -> year > toYear(born) AND ${anniversary} >= ${from} AND ${anniversary} <= ${to}, ${years})`;
  const within = (ms: string): string => `ifNull(${isDated(ms)}, 0)`;
  return bind(`toFloat64(${time})`, (ms) => {
    const instant = `toInt64(floor(if(${within(ms)}, assumeNotNull(${ms}), 0)))`;
    return `(${within(ms)} AND arrayMap(born -> ${falls}, [${localDate(instant, at.zone)}])[1])`;
  });
}
