/**
 * Messages that may go later: they wait until an instant on the clock of `at`, which in event time stands still or leaps as history is
 * appended. So that clock is asked, at most a second late.
 */
import type { OpenMessage } from './open-message.ts';

export interface WaitingRoom {
  add(message: OpenMessage, until: number): void;
  /** How many wait. */
  readonly size: number;
  has(message: OpenMessage): boolean;
  /** Lets go of those whose time has come. */
  release(): void;
  stop(): void;
}

export interface WaitingRoomOptions {
  /** The clock of `at`, ms. */
  readonly clock: () => number;
  readonly onDue: (message: OpenMessage) => void;
}

const LOOK_MS = 1_000;

export function createWaitingRoom({ clock, onDue }: WaitingRoomOptions): WaitingRoom {
  const waiting = new Map<OpenMessage, number>();
  let earliest = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const look = (): void => {
    if (timer || stopped || waiting.size === 0) return;
    const delayMs = Math.max(1, Math.min(earliest - clock(), LOOK_MS));
    timer = setTimeout(() => {
      timer = undefined;
      release();
    }, delayMs);
  };
  const release = (): void => {
    if (!stopped && clock() >= earliest) {
      const now = clock();
      const due = [...waiting].filter(([, until]) => until <= now).map(([message]) => message);
      for (const message of due) waiting.delete(message);
      earliest = Number.POSITIVE_INFINITY;
      for (const until of waiting.values()) earliest = Math.min(earliest, until);
      for (const message of due) onDue(message);
    }
    look();
  };
  return {
    add(message, until) {
      waiting.set(message, until);
      earliest = Math.min(earliest, until);
      look();
    },
    get size() {
      return waiting.size;
    },
    has: (message) => waiting.has(message),
    release,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
