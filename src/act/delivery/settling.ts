/** Waiting until nothing is open but what waits for a later time. While a channel is down that never comes, so the wait has an end. */
import { SECOND, VolanoError, verbatim } from '../../base/index.ts';

export interface SettlingOptions {
  readonly isSettled: () => boolean;
  /** Another value whenever a message is taken on or has ended. */
  readonly progress: () => string;
  /** What keeps messages from ending, in words; undefined when nothing does but that they are many. */
  readonly trouble: () => { readonly open: number; readonly what: string } | undefined;
}

export interface Settling {
  /** Until `isOver`, by default until all is settled. Rejects with VOLANO_DELIVERY_UNSETTLED when for so long nothing has ended and something is in the way. */
  wait(patienceMs?: number, isOver?: () => boolean): Promise<void>;
  /** Something has ended. */
  look(): void;
  stop(): void;
  /** How many wait. */
  readonly waiting: number;
}

interface Waiter {
  readonly isOver: () => boolean;
  readonly resolve: () => void;
  readonly timer: NodeJS.Timeout;
}

const PATIENCE_MS_DEFAULT = 60_000;
/** How often progress is looked for within the patience. */
const LOOKS = 8;

export function createSettling({ isSettled, progress, trouble }: SettlingOptions): Settling {
  const waiting = new Set<Waiter>();
  const end = (waiter: Waiter): void => {
    clearInterval(waiter.timer);
    waiting.delete(waiter);
  };
  return {
    get waiting() {
      return waiting.size;
    },
    wait(patienceMs = PATIENCE_MS_DEFAULT, isOver = isSettled) {
      if (isOver()) return Promise.resolve();
      return new Promise((resolve, reject) => {
        let [seen, idle] = [progress(), 0];
        const timer = setInterval(() => {
          const now = progress();
          idle = now === seen ? idle + 1 : 0;
          seen = now;
          const found = idle >= LOOKS ? trouble() : undefined;
          if (!found) return;
          end(waiter);
          reject(
            new VolanoError('VOLANO_DELIVERY_UNSETTLED', {
              open: found.open,
              what: verbatim(found.what),
              seconds: Math.round(patienceMs / SECOND),
            }),
          );
        }, patienceMs / LOOKS);
        const waiter = { isOver, resolve, timer };
        waiting.add(waiter);
      });
    },
    look() {
      for (const waiter of [...waiting]) {
        if (!waiter.isOver()) continue;
        end(waiter);
        waiter.resolve();
      }
    },
    stop() {
      for (const { timer } of waiting) clearInterval(timer);
    },
  };
}
