/** Consoles that stay open on their home, in a process of their own: what such a page asks of the API at its intervals (console/app/screens/home), without a browser that draws it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from './remote.ts';

export interface ConsolesInput {
  readonly url: string;
  readonly count: number;
}

/** What has been asked since they were opened. */
export interface ConsolesResult {
  readonly requests: number;
  readonly failed: number;
  /** Values that came by the stream. */
  readonly values: number;
  /** 95th percentile of the requests, ms. */
  readonly p95: number;
}

const SECOND = 1_000;
const WAITING = ['/v1/drafts', '/v1/quality', '/v1/diagnosis', '/v1/quarantine/stats', '/v1/dead-letters'];

/** What a home asks, and how often, ms. */
function asked(): readonly (readonly [everyMs: number, paths: readonly string[]])[] {
  const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const month = `from=${day(30)}&to=${day(0)}`;
  return [
    [5 * SECOND, ['/health']],
    [30 * SECOND, WAITING],
    // Asked once by each that is opened; somebody opens one every minute.
    [60 * SECOND, [`/v1/measures/revenue?${month}`, `/v1/measures/messages?${month}`, '/v1/releases']],
  ];
}

let closing = new AbortController();
let tally = { requests: 0, failed: 0, values: 0 };
let times: number[] = [];

async function ask(url: string, path: string): Promise<void> {
  const startedAt = performance.now();
  tally.requests++;
  try {
    const response = await fetch(`${url}${path}`, { signal: closing.signal });
    await response.arrayBuffer();
    // 503 is an answer of /health: it says what is amiss.
    if (!response.ok && path !== '/health') tally.failed++;
    times.push(performance.now() - startedAt);
  } catch {
    if (!closing.signal.aborted) tally.failed++;
  }
}

async function every(url: string, everyMs: number, paths: readonly string[], share: number): Promise<void> {
  const { signal } = closing;
  await sleep(everyMs * share);
  while (!signal.aborted) {
    await Promise.all([...paths.map((path) => ask(url, path)), sleep(everyMs)]);
  }
}

async function follow(url: string): Promise<void> {
  const { signal } = closing;
  const { body } = await fetch(`${url}/v1/live`, { signal });
  const decoder = new TextDecoder();
  for await (const bytes of body ?? []) tally.values += decoder.decode(bytes, { stream: true }).split('data:').length - 1;
}

answer<Consoles>({
  async open({ url, count }) {
    closing = new AbortController();
    [tally, times] = [{ requests: 0, failed: 0, values: 0 }, []];
    for (let one = 0; one < count; one++) {
      void follow(url).catch(() => {
        if (!closing.signal.aborted) tally.failed++;
      });
      for (const [everyMs, paths] of asked()) void every(url, everyMs, paths, one / count);
    }
  },

  async close() {
    closing.abort();
    times.sort((a, b) => a - b);
    return { ...tally, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
  },
});

export interface Consoles {
  /** One after the other, spread over their intervals. */
  open(input: ConsolesInput): Promise<void>;
  close(input: object): Promise<ConsolesResult>;
}
