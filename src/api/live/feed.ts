/**
 * The live feed: server-sent events, one update a second, measured once for all who watch and only while somebody does.
 */
import type { ServerResponse } from 'node:http';
import { VolanoError } from '../../base/index.ts';

export interface FeedOptions {
  /** The next update, to be sent as JSON. */
  readonly snapshot: () => Promise<object>;
  readonly intervalMs?: number;
  readonly listenersMax?: number;
  readonly onError: (error: unknown) => void;
}

/** What of an update somebody sees. */
export type Shown = (update: object) => object;

export interface Feed {
  /** Takes over the response; sends an update at once, then one per interval. Throws VOLANO_LIVE_FULL. */
  add(response: ServerResponse, headers: Readonly<Record<string, string>>, shown?: Shown): void;
  listeners(): number;
  close(): void;
}

const LISTENERS_MAX = 100;
/** A watcher that does not read is left out until it has. */
const BUFFERED_BYTES_MAX = 256 * 1024;

export function createFeed(options: FeedOptions): Feed {
  const { intervalMs = 1_000, listenersMax = LISTENERS_MAX } = options;
  const listeners = new Map<ServerResponse, Shown | undefined>();
  let timer: NodeJS.Timeout | undefined;
  let measuring = false;

  const send = async (): Promise<void> => {
    if (measuring) return;
    measuring = true;
    try {
      const update = await options.snapshot();
      const textOf = (seen: object): string => `data: ${JSON.stringify(seen)}\n\n`;
      const whole = textOf(update);
      for (const [listener, shown] of listeners)
        if (listener.writableLength < BUFFERED_BYTES_MAX) listener.write(shown ? textOf(shown(update)) : whole);
    } catch (error) {
      options.onError(error);
    } finally {
      measuring = false;
    }
  };
  const remove = (response: ServerResponse): void => {
    listeners.delete(response);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return {
    add(response, headers, shown) {
      if (listeners.size >= listenersMax) throw new VolanoError('VOLANO_LIVE_FULL', { max: listenersMax });
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      // How long the other side waits before it comes back after a break.
      response.write('retry: 2000\n\n');
      listeners.set(response, shown);
      response.once('close', () => remove(response));
      timer ??= setInterval(() => void send(), intervalMs);
      void send();
    },
    listeners: () => listeners.size,
    close() {
      for (const listener of [...listeners.keys()]) {
        listener.end();
        remove(listener);
      }
    },
  };
}
