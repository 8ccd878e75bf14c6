/**
 * P13: what the console asks when somebody opens a profile, counts a segment, looks at a dashboard: over a long past, by HTTP, one after the other. Answers are
 * kept for half a minute by the product, so every question here is another one; of the RFM matrix, which has no days, there is one, and it is asked for once.
 */
import { rmSync } from 'node:fs';
import { event } from '../../src/define/index.ts';
import type { Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { userId } from '../workload/bodies.ts';
import { randomFrom } from '../workload/random.ts';
import { type Bench, scaled, text } from './bench.ts';
import { inForce, prepare, prepared } from './new-segment.ts';

const CUSTOMERS = 1_000_000;
const EVENTS = 10_000_000;
const PROFILES = 200;
const COUNTS = 20;
const DASHBOARDS = 20;
const PATIENCE_MS = 1_800_000;
const DAY_MS = 86_400_000;
const TARGET_MS = { profile: 300, count: 1_000, dashboard: 1_000 };

export type Ask = (path: string, body?: object) => Promise<unknown>;

/** p95 of times, ms. */
interface Timed {
  readonly what: string;
  readonly p95: number;
}

export async function consoleViews(bench: Bench): Promise<void> {
  const customers = scaled(bench, CUSTOMERS, 1_000);
  const events = scaled(bench, EVENTS, 10_000);
  const directory = await prepare(bench, customers, events);
  const product = new Remote<Product>('./product.ts');
  try {
    const { url } = await product.ask('start', { directory });
    await prepared(bench, product);
    await inForce(product, {});
    await product.ask('onTime', { timeoutMs: PATIENCE_MS });
    await product.ask('caughtUp', { timeoutMs: PATIENCE_MS });
    const ask = askerAt(url);
    const profile = await timed('profile', PROFILES, profiles(ask, customers));
    bench.say(saidOf(profile));
    const count = await timed('segment count', COUNTS, counts(ask));
    bench.say(saidOf(count));
    const dashboards: Timed[] = [];
    for (const [what, view] of dashboardViews(ask)) {
      dashboards.push(await timed(what, DASHBOARDS, view));
      bench.say(saidOf(dashboards.at(-1)!));
    }
    dashboards.push(await timed('rfm', 1, () => ask('/v1/measures/rfm')));
    bench.say(saidOf(dashboards.at(-1)!));
    const slowest = dashboards.reduce((one, other) => (other.p95 > one.p95 ? other : one));
    const met = profile.p95 <= TARGET_MS.profile && count.p95 <= TARGET_MS.count && slowest.p95 <= TARGET_MS.dashboard;
    const parts = [`${text(customers)} customers, ${text(events)} events`, ...[profile, count, ...dashboards].map(saidOf)];
    bench.record({ id: 'P13', value: slowest.p95, met, detail: parts.join('; ') });
  } finally {
    await product.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

export function askerAt(url: string): Ask {
  return async (path, body) => {
    const request = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${url}${path}`, request);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

/** What the screen of a customer asks at once, of somebody else each time. */
function profiles(ask: Ask, customers: number): (turn: number) => Promise<unknown> {
  const random = randomFrom(23);
  return () => {
    const who = `namespace=user_id&value=${userId(Math.floor(random() * customers))}`;
    return Promise.all(['customers', 'timeline', 'identity'].map((what) => ask(`/v1/${what}?${who}`)));
  };
}

function counts(ask: Ask): (turn: number) => Promise<unknown> {
  return (turn) => {
    const rule = event('Order Completed').performed({ atLeast: 1 + (turn % 4), within: { last: `${20 + turn}d` } });
    const condition = { combinator: 'and', rules: [rule] };
    return ask('/v1/preview', { condition, parts: [] });
  };
}

function dashboardViews(ask: Ask): readonly (readonly [string, (turn: number) => Promise<unknown>])[] {
  const day = (back: number): string => new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10);
  const days = (turn: number): string => `from=${day(30 + turn)}&to=${day(turn)}`;
  const steps = ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'].map(
    (name) => `event=${encodeURIComponent(name)}`,
  );
  return [
    ['revenue', (turn) => ask(`/v1/measures/revenue?${days(turn)}`)],
    ['messages', (turn) => ask(`/v1/measures/messages?${days(turn)}`)],
    ['latency', (turn) => ask(`/v1/measures/latency?${days(turn)}`)],
    ['funnel', (turn) => ask(`/v1/measures/funnel?${steps.join('&')}&${days(turn)}`)],
  ];
}

async function timed(what: string, times: number, view: (turn: number) => Promise<unknown>): Promise<Timed> {
  const taken: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    const startedAt = performance.now();
    await view(turn);
    taken.push(performance.now() - startedAt);
  }
  return { what, p95: p95Of(taken) };
}

export function p95Of(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? 0;
}

function saidOf({ what, p95 }: Timed): string {
  return `${what} p95 ${text(p95)} ms`;
}
