/** The live inbox of one customer: server-sent events, each the whole view, so that a listener that missed some has missed nothing. */
import type { ServerResponse } from 'node:http';
import type { InboxDesk } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';

export interface StreamTarget {
  readonly customer: string;
  /** Wall clock, ms: then it ends, and the listener comes back with a token that is still good. */
  readonly expiresAt: number;
}

export interface InboxStreams {
  /** Takes over the response. Throws VOLANO_LIVE_FULL. */
  add(response: ServerResponse, headers: Readonly<Record<string, string>>, target: StreamTarget): void;
  close(): void;
}

export interface InboxStreamsOptions {
  readonly desk: Pick<InboxDesk, 'view' | 'watch'>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
  readonly listenersMax?: number;
}

const LISTENERS_MAX = 5_000;
const MESSAGES = 50;
/** Proxies close what is silent for a minute. */
const HEARTBEAT_MS = 25_000;
const BUFFERED_BYTES_MAX = 1024 * 1024;

export function createInboxStreams({ desk, now, onError, listenersMax = LISTENERS_MAX }: InboxStreamsOptions): InboxStreams {
  const open = new Set<ServerResponse>();
  return {
    add(response, headers, { customer, expiresAt }) {
      if (open.size >= listenersMax) throw new VolanoError('VOLANO_LIVE_FULL', { max: listenersMax });
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      open.add(response);
      const send = oneAtATime(async () => {
        const view = await desk.view(customer, { limit: MESSAGES });
        // Who does not read gets the next one instead.
        if (response.writableLength < BUFFERED_BYTES_MAX) response.write(`event: inbox\ndata: ${JSON.stringify(view)}\n\n`);
      }, onError);
      const unwatch = desk.watch(customer, send);
      const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
      const end = setTimeout(() => response.end(), Math.max(expiresAt - now(), 0));
      response.once('close', () => {
        unwatch();
        clearInterval(heartbeat);
        clearTimeout(end);
        open.delete(response);
      });
      send();
    },
    close() {
      for (const response of open) response.end();
    },
  };
}

/** Calls while one is under way lead to one more after it. */
function oneAtATime(work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work().catch(onError);
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}
