/** When scores are computed anew: a few minutes after each midnight of the workspace's zone, and at the start when there are none yet. */
import { DAY, dayOf, dayStart, MINUTE, type TimeZone } from '../base/index.ts';

/** After midnight, so that late events of the day before are counted and the calendar's own wake-ups have gone first. */
const AFTER_MIDNIGHT_MS = 5 * MINUTE;
const FIRST_MS = 30_000;

export interface ModelScheduleOptions {
  readonly refresh: () => Promise<void>;
  readonly zone: () => TimeZone;
  /** Whether a score has no edges yet. */
  readonly isMissing: () => boolean;
  /** Wall clock, ms. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

export interface ModelSchedule {
  stop(): void;
}

/** The next moment at which scores are due, ms. */
export function nextRefreshAt(now: number, zone: TimeZone): number {
  const today = dayStart(dayOf(now, zone), zone) + AFTER_MIDNIGHT_MS;
  return today > now ? today : dayStart(dayOf(now, zone) + 1, zone) + AFTER_MIDNIGHT_MS;
}

export function startModelSchedule(options: ModelScheduleOptions): ModelSchedule {
  const { refresh, zone, isMissing, now, onError } = options;
  let timer: NodeJS.Timeout;
  const plan = (delayMs: number) => {
    timer = setTimeout(() => void run(), Math.min(delayMs, DAY)).unref();
  };
  const run = async () => {
    try {
      await refresh();
    } catch (error) {
      onError(error);
    }
    plan(nextRefreshAt(now(), zone()) - now());
  };
  plan(isMissing() ? FIRST_MS : nextRefreshAt(now(), zone()) - now());
  return { stop: () => clearTimeout(timer) };
}
