/** P5: what time alone sets off. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Spread } from '../process/product.ts';
import { type Bench, type Measured, scaled, text } from './bench.ts';
import type { Site } from './customers.ts';

/** Longer than is allowed, so that the figure says by how much it is missed. */
const BURST_MS_MAX = 210_000;
const BURST_MS_ALLOWED = 180_000;
const HOUR_MS = 3_600_000;

export interface Burst {
  /** From the start of the product until nobody was a member any more; undefined when that took too long. */
  readonly ms: number | undefined;
  readonly left: number;
  /** Received -> handed over, of events that came meanwhile. */
  readonly latency: Spread | undefined;
}

export interface TimeFigures {
  readonly burst: Burst;
  readonly spread: Spread & { readonly spanMs: number };
  readonly idlePercent: number;
}

/** The moment that was everybody's has passed while the customers were prepared: at its start the product finds all of them due. */
export async function catchUp(bench: Bench, site: Site, withLoad: boolean): Promise<Burst> {
  const { product, load, startedAt } = site;
  const offering = withLoad ? load.ask('offer', { rate: bench.loopRate! / 2, ms: BURST_MS_MAX }) : undefined;
  const left = await membersLeft(site, startedAt + BURST_MS_MAX);
  const endedAt = Date.now();
  await load.ask('stop', {});
  const offered = await offering;
  // What else is measured here begins when nothing is overdue any more.
  if (left > 0) await membersLeft(site, Date.now() + BURST_MS_MAX);
  await drained(site);
  const latency = offered && (await product.ask('dispatched', { from: offered.startedAt, to: endedAt }));
  const burst: Burst = { ms: left > 0 ? undefined : endedAt - startedAt, left, latency };
  bench.say(`all at once: ${burstText(site, burst)}`);
  return burst;
}

/** How many are still members of the segment that ends by time alone, when nobody is or it is too late. */
async function membersLeft({ product }: Site, until: number): Promise<number> {
  for (;;) {
    const left = (await product.ask('counters', {}))['segment:joined_today'] ?? 0;
    if (left === 0 || Date.now() > until) return left;
    await sleep(200);
  }
}

/** The other moment, of a journey's wait, is spread over an hour from the end of the preparation on. */
export async function waiting(bench: Bench, site: Site): Promise<TimeFigures['spread']> {
  const from = Date.now() + 500;
  const spanMs = scaled(bench, 60_000, 10_000);
  await sleep(spanMs + 500);
  const to = Date.now();
  await sleep(2_000);
  await site.product.ask('caughtUp', { timeoutMs: 60_000 });
  const spread = await site.product.ask('actedAfterDue', { from, to });
  bench.say(`spread over an hour: p50 ${spread.p50}, p99 ${spread.p99}, max ${spread.max} ms of ${text(spread.count)}`);
  return { ...spread, spanMs: to - from };
}

export function timeRow(site: Site, { burst, spread, idlePercent }: TimeFigures): Measured {
  const expected = (site.customers * spread.spanMs) / HOUR_MS;
  const parts = [
    `spread over an hour, watched for ${text(spread.spanMs / 1_000)} s: p50 ${spread.p50}, p99 ${spread.p99}, max ${spread.max} ms of ${text(spread.count)} messages (${text(expected)} due) from due to handed over`,
    `all at once (${text(site.customers)} due when the product starts, half of P1's rate offered): ${burstText(site, burst)}`,
    `idle ${idlePercent.toFixed(2)} % of a core`,
  ];
  const inTime = spread.p99 <= 1_000 && spread.count >= 0.8 * expected;
  const atOnce = burst.ms !== undefined && burst.ms <= BURST_MS_ALLOWED && burst.latency !== undefined;
  const held = burst.latency !== undefined && burst.latency.p50 <= 10 && burst.latency.p99 <= 50;
  return { id: 'P5', value: spread.p99 / 1_000, met: inTime && atOnce && held && idlePercent < 1, detail: parts.join('; ') };
}

function burstText({ customers }: Site, { ms, left, latency }: Burst): string {
  const done =
    ms === undefined
      ? `${text(customers - left)} of ${text(customers)} done after ${BURST_MS_MAX / 1_000} s`
      : `done in ${text(ms / 1_000)} s`;
  const meanwhile = latency
    ? `, meanwhile received -> handed over p50 ${latency.p50}, p99 ${latency.p99} ms of ${text(latency.count)}`
    : '';
  return `${done}${meanwhile}`;
}

/** Waits until delivery has handed over what the catching up decided. */
async function drained({ product }: Site): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(200)) {
    const { delivery } = await product.ask('measures', {});
    if (delivery.open < 200) break;
  }
  await product.ask('caughtUp', { timeoutMs: 120_000 });
}
