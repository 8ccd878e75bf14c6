/** When models are computed anew: a few minutes after each midnight of the workspace's zone, and at the start when there are none yet. */
import { dayOf, dayStart, MINUTE, type TimeZone } from '../base/index.ts';

/** After midnight, so that late events of the day before are counted and the calendar's own wake-ups have gone first. */
const AFTER_MIDNIGHT_MS = 5 * MINUTE;
/** Also soon after the start, or a release, when a model is missing. */
const LOOK_MS = 30_000;

export interface ModelScheduleOptions {
  readonly refresh: () => Promise<void>;
  readonly zone: () => TimeZone;
  /** Names of the models that are missing; '' for none. */
  readonly missing: () => string;
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
  const { refresh, zone, missing, now, onError } = options;
  let dueAt = nextRefreshAt(now(), zone());
  /** What was missing at the last attempt: where nothing is known yet, it is no use to try at once again. */
  let tried = '';
  let isRunning = false;
  const look = async () => {
    const lacking = missing();
    if (isRunning || (now() < dueAt && (lacking === '' || lacking === tried))) return;
    isRunning = true;
    tried = lacking;
    try {
      await refresh();
    } catch (error) {
      onError(error);
    }
    isRunning = false;
    dueAt = nextRefreshAt(now(), zone());
  };
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  return { stop: () => clearInterval(timer) };
}
