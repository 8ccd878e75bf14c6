/**
 * Calendar periods of a time zone. Instants asked for come close together, so the latest day and the latest periods are remembered; what is
 * remembered never shows in results.
 */
import { type CalendarUnit, DAY, dayOf, dayStart, offsetAt, periodOf, periodStart, type TimeZone } from '../../../base/index.ts';

/** A power of two. */
const REMEMBERED = 8;

export class PeriodClock {
  readonly #unit: CalendarUnit;
  readonly #zone: TimeZone;
  /** Instants in [from, to) belong to `#period`. */
  #from: number = Number.POSITIVE_INFINITY;
  #to: number = Number.NEGATIVE_INFINITY;
  #period = 0;
  /** Starts of periods, and which: of periods whose indices end in the same bits the latest asked for. */
  readonly #indices: number[] = new Array(REMEMBERED).fill(Number.NaN);
  readonly #starts: number[] = new Array(REMEMBERED).fill(Number.NaN);

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
    const place = index & (REMEMBERED - 1);
    if (this.#indices[place] !== index) {
      this.#indices[place] = index;
      this.#starts[place] = periodStart(index, this.#unit, this.#zone);
    }
    return this.#starts[place]!;
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
