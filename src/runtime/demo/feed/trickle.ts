/** After the replay: people go on, by the wall clock. A few events a second, so that whoever looks is not alone. */
import { httpSender } from '../../../sense/index.ts';
import type { Correspondence } from './correspondence.ts';
import type { Call, People } from './people.ts';
import type { DoorAccess } from './scenario.ts';

export interface TrickleOptions {
  readonly door: Pick<DoorAccess, 'url' | 'writeKey'>;
  readonly people: Pick<People, 'next' | 'stroll'>;
  readonly correspondence: Pick<Correspondence, 'follow' | 'read'> | undefined;
  /** From one look at the clock to the next, ms; default a second. */
  readonly everyMs?: number;
  /** Wall clock, ms. */
  readonly now?: () => number;
  /** What went wrong; the next second is another try. */
  readonly onError?: (error: unknown) => void;
}

export interface Trickle {
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Visits that begin per look; each has some six events, spread over minutes. */
const VISITS_PER_LOOK = 0.5;
const UNDER_WAY_MS = 180_000;

export function startTrickle(options: TrickleOptions): Trickle {
  const { door, people, correspondence, everyMs = 1_000, now = Date.now, onError = () => undefined } = options;
  const send = httpSender(door);
  // Some are in the middle of their visits already.
  let waiting: { readonly at: number; readonly call: Call }[] = [];
  for (let age = 0; age < UNDER_WAY_MS; age += everyMs / VISITS_PER_LOOK) {
    const time = now();
    waiting.push(...people.stroll(time - age).filter(({ at }) => at > time));
  }
  let visits = 0;
  const look = async (): Promise<void> => {
    const time = now();
    await correspondence?.read();
    await correspondence?.follow(time);
    waiting.push(...people.next(time));
    for (visits += VISITS_PER_LOOK; visits >= 1; visits--) waiting.push(...people.stroll(time));
    const due = waiting.filter(({ at }) => at <= time);
    waiting = waiting.filter(({ at }) => at > time);
    if (due.length > 0) await send(due.sort((a, b) => a.at - b.at).map(({ call }) => JSON.stringify(call)));
  };
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let under = Promise.resolve();
  const plan = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      under = look().catch(onError).then(plan);
    }, everyMs);
  };
  plan();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await under;
    },
  };
}
