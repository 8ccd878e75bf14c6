/** A million customers on disk. P5: each waits for its time. P4: throughput and memory. P8: the process is killed. */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineAlone } from '../process/engine.ts';
import type { Load } from '../process/load.ts';
import type { Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { processCpuMs } from '../process/usage.ts';
import { type Bench, type Measured, scaled, text } from './bench.ts';
import { killed } from './kill.ts';
import { BATCH, ensureLoopRate, type LoopRate, saturated, WARM_UP_MS } from './throughput.ts';
import { catchUp, type TimeFigures, timeRow, waiting } from './wake-ups.ts';

const MANY = 1_000_000;
const FEW = 10_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MEMORY_MAX = 1.5 * 2 ** 30;

/** The product on prepared customers, and a load that draws from them. */
export interface Site {
  readonly directory: string;
  readonly customers: number;
  product: Remote<Product>;
  readonly load: Remote<Load>;
  readonly url: string;
  /** Wall clock, ms. */
  readonly startedAt: number;
}

export async function customers(bench: Bench): Promise<void> {
  await ensureLoopRate(bench);
  const wantsTime = bench.wants('P5');
  const idle = wantsTime ? await idlePercent(bench) : 0;
  const few = bench.wants('P4') ? await withSite(bench, FEW, (site) => settledThroughput(bench, site)) : undefined;
  await withSite(bench, MANY, async (site) => {
    const burst = await catchUp(bench, site, wantsTime);
    if (wantsTime) {
      const figures: TimeFigures = { burst, idlePercent: idle, spread: await waiting(bench, site) };
      bench.record(timeRow(site, figures));
    }
    if (few) bench.record(throughputRow(site, { few, many: await settledThroughput(bench, site), peak: site.product.peakBytes }));
    if (bench.wants('P8')) bench.record(await killed(bench, site));
  });
}

/**
 * Prepares customers by the engine itself, from a log that is written directly: each joins, which opens a wait of a day in a journey and a
 * membership that ends after a day, and every second one does something else too. `joinedAgoMs`: how long ago the first one joined.
 */
async function prepare(bench: Bench, count: number, joinedAgoMs: number): Promise<string> {
  const directory = bench.directory();
  const startedAt = performance.now();
  const engine = new Remote<EngineAlone>('./engine.ts');
  try {
    const from = Date.now() - joinedAgoMs;
    await engine.ask('fill', { directory, size: {}, joined: { customers: count, from, to: from + HOUR_MS } });
    await engine.ask('run', { directory, warmUp: 0 });
  } finally {
    await engine.kill();
  }
  bench.say(`${text(count)} customers prepared in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
  return directory;
}

async function withSite<T>(bench: Bench, full: number, run: (site: Site) => Promise<T>): Promise<T> {
  const count = scaled(bench, full, 1_000);
  const directory = await prepare(bench, count, DAY_MS);
  const product = new Remote<Product>('./product.ts');
  const load = new Remote<Load>('./load.ts');
  let site: Site | undefined;
  try {
    const startedAt = Date.now();
    const { url, writeKey } = await product.ask('start', { directory });
    await load.ask('connect', { url, writeKey, connections: 64, bodies: { customers: count, batch: BATCH, seed: 17, firstMessage: 0 } });
    product.watchMemory();
    site = { directory, customers: count, product, load, url, startedAt };
    return await run(site);
  } finally {
    await (site?.product ?? product).kill();
    await load.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function settledThroughput(bench: Bench, { product, load }: Site): Promise<LoopRate> {
  await saturated(bench, { product, load, ms: scaled(bench, WARM_UP_MS, 2_000) });
  return saturated(bench, { product, load, ms: scaled(bench, 30_000, 5_000) });
}

function throughputRow({ customers: count }: Site, { few, many, peak }: { few: LoopRate; many: LoopRate; peak: number }): Measured {
  const ratio = many.rate / few.rate;
  const detail = `${text(many.rate)} events/s with ${text(count)} customers, ${text(few.rate)} with few, Zipf load on all of them; anonymous memory at most ${(peak / 2 ** 30).toFixed(2)} GB; with many: ${many.detail}`;
  return { id: 'P4', value: ratio, met: ratio >= 0.7 && peak <= MEMORY_MAX, detail };
}

/** CPU of the whole product with customers who wait for tomorrow and nobody at the door. */
async function idlePercent(bench: Bench): Promise<number> {
  const directory = await prepare(bench, scaled(bench, FEW, 1_000), HOUR_MS * 2);
  const product = new Remote<Product>('./product.ts');
  try {
    await product.ask('start', { directory });
    // What was pending from the preparation, short waits for instance, runs first.
    await sleep(scaled(bench, 15_000, 8_000));
    const before = processCpuMs(product.pid);
    const ms = scaled(bench, 20_000, 5_000);
    await sleep(ms);
    const percent = ((processCpuMs(product.pid) - before) / ms) * 100;
    bench.say(`idle: ${percent.toFixed(2)} % of a core`);
    return percent;
  } finally {
    await product.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}
