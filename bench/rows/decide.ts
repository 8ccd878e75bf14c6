/** P14: how long a decision for a placement takes, over HTTP, alone and while events come in. */
import type { AskedResult, Asking } from '../process/asking.ts';
import type { Load } from '../process/load.ts';
import type { Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { costPerEvent, threadsCpuMs } from '../process/usage.ts';
import { type Bench, scaled, text } from './bench.ts';
import { bodies, SETTLE_MS_MAX, saturated } from './throughput.ts';

const RATE = 2_000;
/** Events per second that come in beside. */
const EVENTS = 2_000;

export async function decide(bench: Bench): Promise<void> {
  const load = new Remote<Load>('./load.ts');
  const product = new Remote<Product>('./product.ts');
  const asking = new Remote<Asking>('./asking.ts');
  try {
    const { url, writeKey } = await product.ask('start', { directory: bench.directory() });
    await product.ask('apply', { placement: true });
    const calls = bodies(bench, 0);
    await load.ask('connect', { url, writeKey, connections: 64, bodies: calls });
    await saturated(bench, { product, load, ms: scaled(bench, 20_000, 3_000) });
    await asking.ask('connect', { url });
    const { customers } = calls;
    const ask = (ms: number): Promise<AskedResult> => asking.ask('ask', { rate: RATE, ms, customers, seed: 11 });
    await ask(scaled(bench, 5_000, 2_000));
    const ms = scaled(bench, 30_000, 4_000);
    const before = threadsCpuMs(product.pid);
    const alone = await ask(ms);
    const cost = costPerEvent(before, threadsCpuMs(product.pid), alone.asked);
    const [busy] = await Promise.all([ask(ms), load.ask('offer', { rate: EVENTS, ms })]);
    await product.ask('caughtUp', { timeoutMs: SETTLE_MS_MAX });
    const spread = ({ ms: { p50, p99, max }, failed }: AskedResult) =>
      `p50 ${text(p50)}, p99 ${text(p99)}, max ${text(max)} ms, failed ${failed}`;
    const detail = `${text(RATE)} requests/s over HTTP on kept-alive connections, from when each was due: ${spread(alone)} of ${text(alone.asked)}; CPU for each: ${cost}; with ${text(EVENTS)} events/s beside: ${spread(busy)}; 12 candidates, retail-200, ${text(customers)} customers`;
    bench.say(`decide: ${detail}`);
    bench.record({ id: 'P14', value: alone.ms.p99, met: alone.ms.p99 < 10 && alone.failed === 0, detail });
  } finally {
    await product.kill();
    await load.kill();
    await asking.kill();
  }
}
