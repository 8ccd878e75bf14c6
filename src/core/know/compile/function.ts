/** Functions of formulas: of numbers, texts, lists and times (docs/conditions.md 6.7 to 6.10). */
import {
  DAY,
  dayOf,
  dayStart,
  fromScaled,
  HOUR,
  localMsOfDay,
  MINUTE,
  SCALE,
  type Scaled,
  type TimeZone,
  toScaled,
  WEEK,
} from '../../../base/index.ts';
import type { DatePart, FunctionExpression, Scalar } from '../../../define/index.ts';
import { order, timeOf, type Value } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { lengthOf } from './compare-text.ts';
import { anniversaryIn, hasDate } from './compare-time.ts';
import type { Term } from './formula.ts';
import { NEVER } from './node.ts';

type ElapsedExpression = Extract<FunctionExpression, { op: 'elapsed' }>;

/** A value read as a time, and now. */
type Timely = (time: number, now: number) => number;

/** What differs from its operands: the value, and of functions of now when that changes. */
export function functionOf(expression: FunctionExpression, terms: readonly Term[], zone: TimeZone): Pick<Term, 'value'> & Partial<Term> {
  const [first, second] = terms as readonly [Term, Term?];
  switch (expression.op) {
    case 'elapsed':
      return clocked(first, elapsedClock(expression, zone), zone);
    case 'age':
      return clocked(first, ageClock(zone), zone);
    case 'compare': {
      const test = COMPARISONS[expression.operator];
      return { value: (view) => test(scalarOf(first.value(view)), scalarOf(second!.value(view))) };
    }
    case 'includes':
      return {
        value: (view) => {
          const [list, element] = [first.value(view), second!.value(view)];
          return Array.isArray(list) && element !== undefined && list.includes(element);
        },
      };
    case 'modulo':
      return { value: (view) => remainder(first.value(view), second!.value(view)) };
    default: {
      const compute = unary(expression, zone);
      return { value: (view) => compute(first.value(view)) };
    }
  }
}

function clocked(of: Term, clock: Clock, zone: TimeZone): Pick<Term, 'timed' | 'value' | 'changesAt' | 'reaches'> {
  const timeAt = (view: CustomerView): number | undefined => {
    const time = timeOf(of.value(view), zone);
    return time !== undefined && hasDate(time) ? time : undefined;
  };
  return {
    timed: true,
    value: (view) => {
      const time = timeAt(view);
      return time === undefined ? undefined : clock.value(time, view.now);
    },
    changesAt: (view) => {
      const time = timeAt(view);
      return Math.min(of.changesAt(view), time === undefined ? NEVER : clock.reaches(time, clock.value(time, view.now) + 1));
    },
    // Of another time than the present one it is another value, which may be less.
    ...(!of.timed && {
      reaches: (view: CustomerView, k: number) => {
        const time = timeAt(view);
        return time === undefined ? NEVER : clock.reaches(time, k);
      },
    }),
  };
}

function unary(expression: FunctionExpression, zone: TimeZone): (value: Value) => Value {
  switch (expression.op) {
    case 'round':
    case 'floor':
    case 'ceil': {
      const unit = SCALE / 10 ** (expression.places ?? 0);
      const round = ROUNDINGS[expression.op];
      return (value) => ofNumber(value, (scaled) => round(scaled, unit) * unit);
    }
    case 'abs':
      return (value) => ofNumber(value, Math.abs);
    case 'lower':
      return (value) => (typeof value === 'string' ? value.toLowerCase() : undefined);
    case 'length':
      return lengthOf;
    case 'substring': {
      const { start, length = Number.POSITIVE_INFINITY } = expression;
      return (value) => (typeof value === 'string' ? [...value].slice(start, start + length).join('') : undefined);
    }
    case 'date_part':
      return (value) => {
        const time = timeOf(value, zone);
        return time !== undefined && hasDate(time) ? partOf(time, expression.part, zone) : undefined;
      };
    default:
      return () => undefined;
  }
}

/** Whole units of a scaled number. */
const ROUNDINGS: Readonly<Record<'round' | 'floor' | 'ceil', (scaled: Scaled, unit: number) => number>> = {
  round: (scaled, unit) => Math.sign(scaled) * Math.floor((Math.abs(scaled) + unit / 2) / unit),
  floor: (scaled, unit) => Math.floor(scaled / unit),
  ceil: (scaled, unit) => Math.ceil(scaled / unit),
};

function ofNumber(value: Value, compute: (scaled: Scaled) => number): number | undefined {
  const scaled = typeof value === 'number' ? toScaled(value) : undefined;
  if (scaled === undefined) return undefined;
  const result = compute(scaled);
  // -0 + 0 is 0.
  return Number.isSafeInteger(result) ? fromScaled(result + 0) : undefined;
}

function remainder(value: Value, divisor: Value): number | undefined {
  const by = typeof divisor === 'number' ? toScaled(divisor) : undefined;
  return by === undefined || by === 0 ? undefined : ofNumber(value, (scaled) => scaled % by);
}

const COMPARISONS: Readonly<Record<'=' | '!=' | '<' | '<=' | '>' | '>=', (a: Scalar | undefined, b: Scalar | undefined) => boolean>> = {
  '=': (a, b) => a !== undefined && a === b,
  '!=': (a, b) => a === undefined || a !== b,
  '<': (a, b) => (order(a, b) ?? 0) < 0,
  '<=': (a, b) => (order(a, b) ?? 1) <= 0,
  '>': (a, b) => (order(a, b) ?? 0) > 0,
  '>=': (a, b) => (order(a, b) ?? -1) >= 0,
};

function scalarOf(value: Value): Scalar | undefined {
  return Array.isArray(value) ? undefined : (value as Scalar | undefined);
}

/** Of an instant, ms: weekdays from 1 (Monday) to 7. */
export function partOf(time: number, part: DatePart, zone: TimeZone): number {
  if (part === 'hour') return Math.floor(localMsOfDay(time, zone) / HOUR);
  if (part === 'minute') return Math.floor((localMsOfDay(time, zone) % HOUR) / MINUTE);
  const date = new Date(dayOf(time, zone) * DAY);
  switch (part) {
    case 'year':
      return date.getUTCFullYear();
    case 'quarter':
      return Math.floor(date.getUTCMonth() / 3) + 1;
    case 'month':
      return date.getUTCMonth() + 1;
    case 'day':
      return date.getUTCDate();
    case 'weekday':
      return date.getUTCDay() || 7;
  }
}

interface Clock {
  readonly value: Timely;
  /** The instant at which the value reaches the whole number `k`, which it has not reached before. */
  readonly reaches: (time: number, k: number) => number;
}

const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: HOUR, day: DAY, week: WEEK };

function elapsedClock({ unit = 'day', calendar }: ElapsedExpression, zone: TimeZone): Clock {
  if (calendar)
    return {
      value: (time, now) => dayOf(now, zone) - dayOf(time, zone),
      reaches: (time, k) => dayStart(dayOf(time, zone) + k, zone),
    };
  const length = UNITS[unit]!;
  return {
    value: (time, now) => Math.floor((now - time) / length) + 0,
    reaches: (time, k) => Math.ceil(time + k * length),
  };
}

/** Birthdays since the local date; 0 before the first. */
function ageClock(zone: TimeZone): Clock {
  const bornOn = (time: number) => new Date(dayOf(time, zone) * DAY);
  return {
    value: (time, now) => {
      const born = bornOn(time);
      const today = dayOf(now, zone);
      const year = new Date(today * DAY).getUTCFullYear();
      return Math.max(0, year - born.getUTCFullYear() - (anniversaryIn(year, born) > today ? 1 : 0));
    },
    reaches: (time, k) => {
      const born = bornOn(time);
      return dayStart(anniversaryIn(born.getUTCFullYear() + k, born), zone);
    },
  };
}
