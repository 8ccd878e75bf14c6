/**
 * Live values: one stream of server-sent events from `/v1/live` for all that look at it, open only while somebody does, and opened again after a
 * break. Over fetch and not EventSource, which cannot send a token.
 */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { credentials } from '../api/index.ts';

export interface Step {
  readonly id: string;
  /** ms. */
  readonly at: number;
  readonly kind: string;
  readonly action: string;
  readonly customer: string;
  readonly name: string;
  readonly version: number;
  readonly journey?: string;
  readonly step?: string;
  readonly message?: string;
  readonly channel?: string;
  readonly rule?: string;
  readonly read?: unknown;
}

export type Room = 'sense' | 'know' | 'decide' | 'guard' | 'act' | 'learn';

export interface Counters {
  readonly at: number;
  readonly release: number;
  readonly customers: number;
  /** Where the engine is in event time, ms; absent by the wall clock. */
  readonly eventTime?: number;
  /** Totals since the server's start. */
  readonly loop: Readonly<Record<Room, number>>;
  readonly door: {
    readonly requests: number;
    readonly accepted: number;
    readonly quarantined: number;
    readonly held: number;
    readonly duplicates: number;
  };
  readonly engine: { readonly position: number; readonly behind: number; readonly oldestUnprocessedMs: number };
  readonly sink: { readonly written: number; readonly behind: number };
  readonly delivery: { readonly open: number; readonly sent: number; readonly failed: number; readonly retrying: number };
  readonly facts: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly latency: Latency;
}

/** From received to dispatched, ms. */
export interface Latency {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  readonly max: number;
  readonly promiseMs: number;
  readonly withinPromise?: number;
  readonly p50?: number;
  readonly p90?: number;
  readonly p99?: number;
}

export type Health = 'ok' | 'degraded' | 'stopped' | (string & {});

export interface Update {
  readonly counters: Counters;
  readonly health: {
    readonly status: Health;
    readonly parts: readonly { readonly part: string; readonly state: Health; readonly code: string }[];
  };
  readonly latest: readonly Step[];
}

export interface Live {
  readonly state: 'connecting' | 'live' | 'lost';
  readonly update: Update | undefined;
}

const AGAIN_MS = 2_000;
const START: Live = { state: 'connecting', update: undefined };

let live: Live = START;
/** How far the server's clock is ahead of ours, ms. */
let aheadMs = 0;
let open: AbortController | undefined;
const watchers = new Set<() => void>();

/** The present by the server's clock, ms; by ours before the first update. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}

/** What one who signs out saw is nothing to who comes next. */
export function forgetLive(): void {
  live = START;
  aheadMs = 0;
}

export function useLive(): Live {
  return useSyncExternalStore(watch, () => live);
}

/** How much of each total came per second, over the latest seconds; undefined before there are two updates. */
export function useRates<Key extends string>(
  totals: Readonly<Record<Key, number>> | undefined,
  at: number | undefined,
): Readonly<Record<Key, number>> | undefined {
  const samples = useRef<{ readonly at: number; readonly totals: Readonly<Record<Key, number>> }[]>([]);
  const [rates, setRates] = useState<Readonly<Record<Key, number>>>();
  useEffect(() => {
    if (!totals || at === undefined || samples.current.at(-1)?.at === at) return;
    samples.current = [...samples.current.filter((one) => one.at > at - RATE_WINDOW_MS && one.at < at), { at, totals }];
    setRates(ratesOf(samples.current));
  }, [totals, at]);
  return rates;
}

const RATE_WINDOW_MS = 5_000;

/** Per second, between the first and the last. A total that has fallen is one of a server that began anew. */
export function ratesOf<Key extends string>(
  samples: readonly { readonly at: number; readonly totals: Readonly<Record<Key, number>> }[],
): Readonly<Record<Key, number>> | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at <= first.at) return undefined;
  const perSecond = (key: Key): number => Math.max(last.totals[key] - first.totals[key], 0) / ((last.at - first.at) / 1_000);
  return Object.fromEntries((Object.keys(last.totals) as Key[]).map((key) => [key, perSecond(key)])) as Record<Key, number>;
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  if (!open) {
    open = new AbortController();
    void follow(open.signal);
  }
  return () => {
    watchers.delete(watcher);
    // Screens change: whoever comes next within a moment finds the stream open.
    setTimeout(() => {
      if (watchers.size > 0) return;
      open?.abort();
      open = undefined;
    });
  };
}

function tell(next: Partial<Live>): void {
  live = { ...live, ...next };
  for (const watcher of watchers) watcher();
}

async function follow(signal: AbortSignal): Promise<void> {
  tell({ state: 'connecting' });
  while (!signal.aborted) {
    try {
      const answer = await fetch('/v1/live', { headers: credentials(), signal });
      if (answer.ok && answer.body)
        await readEvents(answer.body, (text) => {
          const update = JSON.parse(text) as Update;
          if (update.counters.at > 0) aheadMs = update.counters.at - Date.now();
          tell({ state: 'live', update });
        });
    } catch {
      // A break is what the state says; it is tried again.
    }
    if (signal.aborted) return;
    tell({ state: 'lost' });
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** Calls `onEvent` with the text of each event, until the stream ends. */
export async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (text: string) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const line = event.split('\n').find((part) => part.startsWith('data: '));
      if (line) onEvent(line.slice('data: '.length));
    }
  }
}
