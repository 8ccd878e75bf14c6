/**
 * Calendar periods of a time zone. Instants asked for come close together, so the latest day and the latest period are remembered; what is
 * remembered never shows in results.
 */
import { type CalendarUnit, DAY, dayOf, dayStart, offsetAt, periodOf, periodStart, type TimeZone } from '../../../base/index.ts';

export class PeriodClock {
  readonly #unit: CalendarUnit;
  readonly #zone: TimeZone;
  /** Instants in [from, to) belong to `#period`. */
  #from: number = Number.POSITIVE_INFINITY;
  #to: number = Number.NEGATIVE_INFINITY;
  #period = 0;
  /** Starts of the period `#index`, of the one before and of the one after. */
  #index: number = Number.NaN;
  #before = 0;
  #start = 0;
  #end = 0;

  constructor(unit: CalendarUnit, zone: TimeZone) {
    this.#unit = unit;
    this.#zone = zone;
  }

  /** Index of the period that holds the instant. */
  periodOf(instant: number): number {
    if (instant >= this.#from && instant < this.#to) return this.#period;
    const period = periodOf(instant, this.#unit, this.#zone);
    const day = dayOf(instant, this.#zone);
    const from = dayStart(day, this.#zone);
    const to = dayStart(day + 1, this.#zone);
    // Only a day without a change of the clocks is one piece: where they go back at midnight, an hour of the day before follows its start.
    if (to - from === DAY && instant >= from && instant < to && offsetAt(from, this.#zone) === offsetAt(to - 1, this.#zone)) {
      this.#from = from;
      this.#to = to;
      this.#period = period;
    }
    return period;
  }

  /** First instant of the period with this index. */
  start(index: number): number {
    if (index === this.#index) return this.#start;
    if (index === this.#index + 1) return this.#end;
    if (index === this.#index - 1) return this.#before;
    this.#before = periodStart(index - 1, this.#unit, this.#zone);
    this.#start = periodStart(index, this.#unit, this.#zone);
    this.#end = periodStart(index + 1, this.#unit, this.#zone);
    this.#index = index;
    return this.#start;
  }
}

const clocks = new Map<string, PeriodClock>();

/** The clock of a unit in a zone; all that ask share it. */
export function clockOf(unit: CalendarUnit, zone: TimeZone): PeriodClock {
  const key = `${unit} ${zone}`;
  let clock = clocks.get(key);
  if (!clock) {
    clock = new PeriodClock(unit, zone);
    clocks.set(key, clock);
  }
  return clock;
}
