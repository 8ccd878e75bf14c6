/** How far a partition of the log reaches, where others append to it as well: asked again and again, while somebody wants to know. */
import type { Log } from '../../port/log/index.ts';

export interface LogEndOptions {
  readonly log: Pick<Log, 'end'>;
  readonly partition: number;
  readonly onEnd: (end: number) => void;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
}

/** What waits for the engine is known this well. */
const EVERY_MS = 100;

export function followLogEnd({ log, partition, onEnd, onError, everyMs = EVERY_MS }: LogEndOptions): { stop(): void } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failing = false;
  const look = async (): Promise<void> => {
    try {
      onEnd(await log.end(partition));
      failing = false;
    } catch (error) {
      if (!failing && !stopped) onError(error);
      failing = true;
    }
    if (!stopped) timer = setTimeout(() => void look(), everyMs).unref();
  };
  void look();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
