/** P6: a segment that nobody has thought of before, over a long past, while events come in. */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineAlone } from '../process/engine.ts';
import type { Load } from '../process/load.ts';
import type { Product, Spread } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { type Bench, scaled, text } from './bench.ts';
import { BATCH, ensureLoopRate } from './throughput.ts';

const CUSTOMERS = 1_000_000;
const EVENTS = 10_000_000;
const DAY_MS = 86_400_000;
/** The past is that of so many days: some of it lies before the segment's window. */
const PAST_MS = 120 * DAY_MS;
const PATIENCE_MS = 1_800_000;
const PREPARING_MS = 7_200_000;

interface Lived {
  /** From the question to the answer how many members there would be. */
  readonly previewMs: number;
  /** With sample, overlap and reach. */
  readonly wholePreviewMs: number;
  /** From the release until the segment was in force, and until all its members were. */
  readonly inForceMs: number;
  readonly liveMs: number;
  readonly latency: Spread;
  readonly members: number;
  readonly membersBySql: number;
  readonly peakBytes: number;
}

export async function newSegment(bench: Bench): Promise<void> {
  await ensureLoopRate(bench);
  const customers = scaled(bench, CUSTOMERS, 1_000);
  const events = scaled(bench, EVENTS, 10_000);
  const directory = await prepare(bench, customers, events);
  const product = new Remote<Product>('./product.ts');
  const load = new Remote<Load>('./load.ts');
  try {
    const { url, writeKey } = await product.ask('start', { directory });
    await prepared(bench, product);
    await inForce(product, {});
    await product.ask('onTime', { timeoutMs: PATIENCE_MS });
    await load.ask('connect', { url, writeKey, connections: 64, bodies: { customers, batch: BATCH, seed: 19, firstMessage: 0 } });
    product.watchMemory();
    const lived = await live(bench, product, load);
    const equal = lived.members === lived.membersBySql;
    const parts = [
      `${text(customers)} customers, ${text(events)} events of ${PAST_MS / DAY_MS} days`,
      `preview ${text(lived.previewMs)} ms, with sample, overlap and reach ${text(lived.wholePreviewMs)} ms`,
      `in force after ${text(lived.inForceMs / 1_000)} s, all members after ${text(lived.liveMs / 1_000)} s`,
      `meanwhile, at half of P1's rate, received -> handed over p50 ${lived.latency.p50}, p99 ${lived.latency.p99} ms of ${text(lived.latency.count)}`,
      `${text(lived.members)} members, ${text(lived.membersBySql)} by SQL`,
      `anonymous memory at most ${(lived.peakBytes / 2 ** 30).toFixed(2)} GB`,
    ];
    const met = equal && lived.previewMs <= 2_000 && lived.liveMs <= 60_000 && lived.latency.p99 <= 1_000;
    bench.record({ id: 'P6', value: lived.liveMs / 1_000, met, detail: parts.join('; ') });
  } finally {
    await product.kill();
    await load.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Writes the log of a past without journeys: nobody is to be sent what was decided long ago. The product takes it from there: its engine decides
 * while its sink copies, which is faster than one after the other, and leaves no store full of facts behind.
 */
export async function prepare(bench: Bench, customers: number, events: number): Promise<string> {
  const directory = bench.directory();
  const startedAt = performance.now();
  const engine = new Remote<EngineAlone>('./engine.ts');
  try {
    const from = Date.now() - PAST_MS;
    await engine.ask('fill', { directory, size: { journeys: 0 }, past: { customers, events, from, to: Date.now() - 60_000 } });
  } finally {
    await engine.kill();
  }
  bench.say(`the log of ${text(events)} events of ${text(customers)} customers was written in ${secondsSince(startedAt)} s`);
  return directory;
}

function secondsSince(startedAt: number): string {
  return text((performance.now() - startedAt) / 1_000);
}

/** The product has decided all of the past, run what fell due since, and copied it: the segment is not measured among that. */
export async function prepared(bench: Bench, product: Remote<Product>): Promise<void> {
  const startedAt = performance.now();
  await product.ask('decided', { timeoutMs: PREPARING_MS });
  const decided = secondsSince(startedAt);
  await product.ask('onTime', { timeoutMs: PREPARING_MS });
  const onTime = secondsSince(startedAt);
  await product.ask('caughtUp', { timeoutMs: PREPARING_MS });
  bench.say(
    `the past was decided after ${decided} s, no wake-up was overdue after ${onTime} s, and the warehouse had it all after ${secondsSince(startedAt)} s`,
  );
}

/** Makes the release, and waits until all of it is in force and every customer has been looked at. Resolves with when. */
export async function inForce(product: Remote<Product>, size: { loyal?: boolean }): Promise<{ inForceMs: number; liveMs: number }> {
  const startedAt = performance.now();
  await product.ask('apply', size);
  let inForceMs: number | undefined;
  for (;;) {
    const { state, evaluating, problem } = await product.ask('standing', {});
    const ms = performance.now() - startedAt;
    if (problem !== undefined) throw new Error(problem);
    if (state === 'live') inForceMs ??= ms;
    if (inForceMs !== undefined && !evaluating) return { inForceMs, liveMs: ms };
    if (ms > PATIENCE_MS) throw new Error(`Not in force after ${text(ms / 1_000)} s`);
    await sleep(100);
  }
}

async function live(bench: Bench, product: Remote<Product>, load: Remote<Load>): Promise<Lived> {
  const offering = load.ask('offer', { rate: bench.loopRate! / 2, ms: PATIENCE_MS });
  await sleep(3_000);
  const size = { loyal: true };
  const preview = await product.ask('preview', { size, segment: 'loyal', parts: [] });
  const whole = await product.ask('preview', { size, segment: 'loyal', parts: ['sample', 'overlap', 'reach'] });
  bench.say(`preview: ${text(preview.members)} members in ${text(preview.ms)} ms, with sample, overlap and reach ${text(whole.ms)} ms`);
  const from = Date.now();
  const { inForceMs, liveMs } = await inForce(product, size);
  const to = Date.now();
  bench.say(`in force after ${text(inForceMs / 1_000)} s, all members after ${text(liveMs / 1_000)} s`);
  await load.ask('stop', {});
  await offering;
  await product.ask('caughtUp', { timeoutMs: 180_000 });
  const latency = await product.ask('dispatched', { from, to });
  const { members, membersBySql } = await compared(product, size);
  return {
    previewMs: preview.ms,
    wholePreviewMs: whole.ms,
    inForceMs,
    liveMs,
    latency,
    members,
    membersBySql,
    peakBytes: product.peakBytes,
  };
}

/** Memberships end by time alone, too: the two are asked again while they may not be of one moment. */
async function compared(product: Remote<Product>, size: { loyal: boolean }): Promise<{ members: number; membersBySql: number }> {
  for (let tries = 0; ; tries++) {
    const { members: membersBySql } = await product.ask('membersBySql', { size, segment: 'loyal' });
    const members = (await product.ask('counters', {}))['segment:loyal'] ?? 0;
    if (members === membersBySql || tries === 5) return { members, membersBySql };
    await sleep(1_000);
  }
}
