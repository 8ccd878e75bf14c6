/** P1: the whole loop against bare ingest, in one run. P2 and P9: how long it takes, at half that rate; P16: while consoles are open. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bare } from '../process/bare.ts';
import type { Consoles } from '../process/consoles.ts';
import type { Load, LoadResult } from '../process/load.ts';
import type { Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { costPerEvent, threadsCpuMs } from '../process/usage.ts';
import { type Bench, type Measured, scaled, text } from './bench.ts';

const CUSTOMERS = 100_000;
/** Calls per request. */
export const BATCH = 100;
export const WARM_UP_MS = 5_000;
export const SETTLE_MS_MAX = 180_000;

/** Bare ingest before and after the loop, so that a machine that changes meanwhile is noticed. */
export async function throughput(bench: Bench): Promise<void> {
  const load = new Remote<Load>('./load.ts');
  const product = new Remote<Product>('./product.ts');
  try {
    const wantsRatio = bench.wants('P1');
    const before = wantsRatio ? await bareRate(bench, load) : 0;
    const { url, writeKey } = await product.ask('start', { directory: bench.directory() });
    await product.ask('apply', {});
    await load.ask('connect', { url, writeKey, connections: 64, bodies: bodies(bench, 0) });
    await saturated(bench, { product, load, ms: scaled(bench, WARM_UP_MS, 2_000) });
    const ms = wantsRatio ? scaled(bench, 60_000, 8_000) : scaled(bench, 15_000, 5_000);
    const loop = await saturated(bench, { product, load, ms });
    bench.loopRate = loop.rate;
    if (bench.wants('P2')) bench.record(await latency(bench, { product, load }));
    if (bench.wants('P16')) bench.record(await beforeConsoles(bench, { product, load, url }));
    if (bench.wants('P9')) bench.record(await visibility(bench, { product, load }));
    if (bench.wants('P10')) bench.record(await smallBatches(bench, { product, load, url, writeKey }));
    await product.kill();
    if (!wantsRatio) return;
    const bare = (before + (await bareRate(bench, load))) / 2;
    const detail = `${text(loop.rate)} events/s of ${text(bare)} (bare before ${text(before)}, after ${text(2 * bare - before)}); ${loop.detail}`;
    bench.record({ id: 'P1', value: loop.rate / bare, met: loop.rate / bare >= 0.5, detail });
  } finally {
    await product.kill();
    await load.kill();
  }
}

/** The whole loop's rate, measured shortly when P1 was not. */
export async function ensureLoopRate(bench: Bench): Promise<void> {
  if (bench.loopRate !== undefined) return;
  const load = new Remote<Load>('./load.ts');
  const product = new Remote<Product>('./product.ts');
  try {
    const { url, writeKey } = await product.ask('start', { directory: bench.directory() });
    await product.ask('apply', {});
    await load.ask('connect', { url, writeKey, connections: 64, bodies: bodies(bench, 0) });
    await saturated(bench, { product, load, ms: scaled(bench, WARM_UP_MS, 2_000) });
    bench.loopRate = (await saturated(bench, { product, load, ms: scaled(bench, 15_000, 5_000) })).rate;
  } finally {
    await product.kill();
    await load.kill();
  }
}

export function bodies(
  bench: Bench,
  firstMessage: number,
): { readonly customers: number; readonly batch: number; readonly seed: number; readonly firstMessage: number } {
  return { customers: scaled(bench, CUSTOMERS, 2_000), batch: BATCH, seed: 7, firstMessage };
}

async function bareRate(bench: Bench, load: Remote<Load>): Promise<number> {
  const bare = new Remote<Bare>('./bare.ts');
  try {
    const { url } = await bare.ask('start', { directory: bench.directory() });
    await load.ask('connect', { url, writeKey: 'bare', connections: 64, bodies: bodies(bench, 0) });
    await load.ask('saturate', { ms: scaled(bench, WARM_UP_MS, 2_000) });
    const rate = acceptedRate(await load.ask('saturate', { ms: scaled(bench, 15_000, 4_000) }));
    bench.say(`bare ingest: ${text(rate)} events/s`);
    return rate;
  } finally {
    await bare.kill();
  }
}

function acceptedRate({ accepted, startedAt, endedAt }: LoadResult): number {
  return (accepted / (endedAt - startedAt)) * 1_000;
}

export interface Parties {
  readonly product: Remote<Product>;
  readonly load: Remote<Load>;
}

export interface LoopRate {
  /** Events per second, from the first request until everything is in the warehouse. */
  readonly rate: number;
  /** Events. */
  readonly accepted: number;
  readonly detail: string;
}

/** As much as the product takes for so long; the time until it has settled counts. */
export async function saturated(bench: Bench, { product, load, ms }: Parties & { readonly ms: number }): Promise<LoopRate> {
  const cpuBefore = threadsCpuMs(product.pid);
  const rowsBefore = (await product.ask('measures', {})).sink.written;
  const result = await load.ask('saturate', { ms });
  const settledAt = await product.ask('caughtUp', { timeoutMs: SETTLE_MS_MAX });
  const elapsedMs = settledAt - result.startedAt;
  const rate = (result.accepted / elapsedMs) * 1_000;
  const rows = (await product.ask('measures', {})).sink.written - rowsBefore;
  const cost = costPerEvent(cpuBefore, threadsCpuMs(product.pid), result.accepted);
  const tail = ((settledAt - result.endedAt) / 1_000).toFixed(1);
  const detail = `${text(result.accepted)} events in ${(elapsedMs / 1_000).toFixed(1)} s, the last ${tail} s of it to settle; ${(rows / result.accepted).toFixed(1)} rows in the warehouse per event; turned away ${result.turnedAway} requests, failed ${result.failed}; CPU per event: ${cost}`;
  bench.say(`whole loop: ${text(rate)} events/s; ${detail}`);
  return { rate, accepted: result.accepted, detail };
}

async function latency(bench: Bench, { product, load }: Parties): Promise<Measured> {
  const rate = bench.loopRate! / 2;
  const ms = scaled(bench, 45_000, 8_000);
  const result = await load.ask('offer', { rate, ms });
  // The last messages' receipts are written by then, and on their way to the warehouse.
  await sleep(1_000);
  await product.ask('caughtUp', { timeoutMs: SETTLE_MS_MAX });
  const { count, p50, p99, max } = await product.ask('dispatched', { from: result.startedAt + 2_000, to: result.endedAt });
  const detail = `p50 ${p50} ms, p99 ${p99} ms, max ${max} ms of ${text(count)} messages at ${text(acceptedRate(result))} of ${text(rate)} events/s offered; requests p50 ${text(result.requestMs.p50)}, p99 ${text(result.requestMs.p99)} ms; turned away ${result.turnedAway}, failed ${result.failed}`;
  bench.say(`latency: ${detail}`);
  return { id: 'P2', value: p99, met: count > 0 && p50 <= 10 && p99 <= 50, detail };
}

const CONSOLES = 10;

/** P16: P2 once more, with consoles open on their home. */
async function beforeConsoles(bench: Bench, { product, load, url }: Parties & { readonly url: string }): Promise<Measured> {
  const consoles = new Remote<Consoles>('./consoles.ts');
  try {
    await consoles.ask('open', { url, count: CONSOLES });
    const measured = await latency(bench, { product, load });
    const { requests, failed, values, p95 } = await consoles.ask('close', {});
    const detail = `${CONSOLES} consoles: ${text(requests)} requests, p95 ${text(p95)} ms, ${failed} failed, ${text(values)} live values; ${measured.detail}`;
    bench.say(detail);
    return { ...measured, id: 'P16', met: measured.met === true && failed === 0 && values > 0, detail };
  } finally {
    await consoles.kill();
  }
}

async function visibility(bench: Bench, { product, load }: Parties): Promise<Measured> {
  const rate = bench.loopRate! / 2;
  const ms = scaled(bench, 25_000, 6_000);
  const watching = product.ask('visible', { ms: ms + 5_000 });
  const [, marked] = await Promise.all([load.ask('offer', { rate, ms }), load.ask('mark', { perSecond: 20, ms })]);
  const { count, p50, p99, max } = await watching;
  const detail = `p50 ${p50}, p99 ${p99}, max ${max} ms, from sending to being found by a query of the warehouse (asked every 50 ms), ${count} of ${marked} marked events, at ${text(rate)} events/s`;
  bench.say(`visible: ${detail}`);
  return { id: 'P9', value: p99 / 1_000, met: count === marked && p99 <= 2_000, detail };
}

/** P10: the shape in which others publish their figures. What is turned away or late for want of capacity means that it is not met. */
async function smallBatches(
  bench: Bench,
  { product, load, url, writeKey }: Parties & { url: string; writeKey: string },
): Promise<Measured> {
  const small = { ...bodies(bench, 900_000_000), batch: 10 };
  await load.ask('connect', { url, writeKey, connections: 256, bodies: small });
  const ms = scaled(bench, 20_000, 4_000);
  const result = await load.ask('offer', { rate: 20_000, ms, concurrency: 256 });
  await product.ask('caughtUp', { timeoutMs: SETTLE_MS_MAX });
  const { p50, p95, p99 } = result.requestMs;
  const rate = acceptedRate(result);
  const detail = `requests p50 ${text(p50)}, p95 ${text(p95)}, p99 ${text(p99)} ms; ${text(rate)} of 20,000 events/s accepted, at most 256 requests under way; turned away ${result.turnedAway}, failed ${result.failed}`;
  bench.say(`batches of 10: ${detail}`);
  return { id: 'P10', value: p95, met: p95 <= 81 && rate >= 19_800, detail };
}
