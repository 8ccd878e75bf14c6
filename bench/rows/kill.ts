/** P8: kill -9 under load. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { type Bench, type Measured, scaled, text } from './bench.ts';
import type { Site } from './customers.ts';
import { BATCH, SETTLE_MS_MAX } from './throughput.ts';

/** The load goes on while the product is away; each request that was acknowledged must be whole in the warehouse afterwards. */
export async function killed(bench: Bench, site: Site): Promise<Measured> {
  const ms = scaled(bench, 30_000, 16_000);
  const offering = site.load.ask('offer', { rate: bench.loopRate! / 2, ms, keepAcknowledged: true });
  await sleep(ms / 3);
  const killedAt = Date.now();
  await site.product.kill();
  site.product = new Remote<Product>('./product.ts');
  await site.product.ask('start', { directory: site.directory, port: Number(new URL(site.url).port) });
  const startedAt = Date.now();
  const { acknowledged, failed } = await offering;
  await site.product.ask('caughtUp', { timeoutMs: SETTLE_MS_MAX });
  const complete = new Set(await site.product.ask('complete', { batch: BATCH }));
  const lost = acknowledged.filter(([firstMessage]) => !complete.has(firstMessage)).length;
  const firstAfter = acknowledged.find(([, at]) => at > killedAt + 50)?.[1];
  const seconds = firstAfter === undefined ? Number.POSITIVE_INFINITY : (firstAfter - killedAt) / 1_000;
  const detail = `${seconds.toFixed(2)} s from the kill to the first event acknowledged again, start of the process included (listening after ${((startedAt - killedAt) / 1_000).toFixed(2)} s), ${text(site.customers)} customers; ${lost} of ${text(acknowledged.length)} acknowledged requests of ${BATCH} not whole in the warehouse; ${failed} requests failed meanwhile`;
  bench.say(`kill -9: ${detail}`);
  return { id: 'P8', value: Number.isFinite(seconds) ? seconds : null, met: seconds <= 5 && lost === 0, detail };
}
