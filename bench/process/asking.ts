/** Whoever asks for decisions: a process of its own, over kept-alive connections, at a steady rate whatever the answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { userId } from '../workload/bodies.ts';
import { CATEGORIES } from '../workload/calls.ts';
import { BANNER } from '../workload/placements.ts';
import { randomFrom, zipf } from '../workload/random.ts';
import { answer } from './remote.ts';
import { Sender } from './sender.ts';

export interface AskedResult {
  readonly asked: number;
  readonly failed: number;
  /** From the instant at which the request was due, ms: one that had to wait for others has waited. */
  readonly ms: { readonly p50: number; readonly p99: number; readonly max: number };
}

const CONNECTIONS = 64;
let sender: Sender | undefined;

answer<Asking>({
  async connect({ url }) {
    sender?.close();
    sender = new Sender({ url, writeKey: '', connections: CONNECTIONS });
  },

  async ask({ rate, ms, customers, seed }) {
    const random = randomFrom(seed);
    const customer = zipf(customers, random);
    const latencies: number[] = [];
    const active = new Set<Promise<void>>();
    let failed = 0;
    const gapMs = 1_000 / rate;
    const startedAt = performance.now();
    for (let due = startedAt; due < startedAt + ms; due += gapMs) {
      const early = due - performance.now();
      if (early > 0) await sleep(Math.max(1, early));
      const context = { category: CATEGORIES[Math.floor(random() * CATEGORIES.length)]!, page: '/' };
      const body = Buffer.from(JSON.stringify({ placement: BANNER, identifiers: { user_id: userId(customer()) }, context }));
      const dueAt = due;
      const sent: Promise<void> = sender!
        .post('/v1/decide', body)
        .then(({ status }) => {
          if (status === 200) latencies.push(performance.now() - dueAt);
          else failed++;
        })
        .catch(() => void failed++)
        .finally(() => active.delete(sent));
      active.add(sent);
    }
    await Promise.all(active);
    const sorted = Float64Array.from(latencies).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { asked: latencies.length + failed, failed, ms: { p50: at(0.5), p99: at(0.99), max: at(1) } };
  },
});

export interface Asking {
  connect(input: { readonly url: string }): Promise<void>;
  /** Requests per second, over so many customers, few of them often. */
  ask(input: { readonly rate: number; readonly ms: number; readonly customers: number; readonly seed: number }): Promise<AskedResult>;
}
