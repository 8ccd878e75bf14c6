/**
 * `npm run storm -- --merges 10000 --seed 1 --carrier lmdb|cluster`: customers are merged across partitions while events flow, and whatever works dies at random points and starts
 * again on what is on disk. In the end everybody must be who one engine says they are, with every event counted once. `--keep`: docs/faults.md will tell it.
 */
import { parseArgs } from 'node:util';
import { Engine, Forwarder, IdentityStage } from '../../src/runtime/index.ts';
import { keepLoad } from '../chaos/loads.ts';
import { versionOf } from '../chaos/version.ts';
import { storm } from './storm.ts';

const CARRIERS = ['memory', 'lmdb', 'cluster'] as const;
const { values } = parseArgs({
  options: {
    merges: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    carrier: { type: 'string', default: 'lmdb' },
    keep: { type: 'boolean', default: false },
  },
});

const startedAt = performance.now();
const [merges, carrier] = [Number(values.merges), CARRIERS.find((one) => one === values.carrier) ?? 'lmdb'];
const { differences, ...told } = await storm({
  merges,
  seed: Number(values.seed),
  carrier,
  stages: { Engine, Forwarder, IdentityStage },
});
process.stdout.write(`${JSON.stringify({ ...told, seconds: Math.round((performance.now() - startedAt) / 1000) })}\n`);
for (const difference of differences.slice(0, 20)) process.stderr.write(`${difference}\n`);
if (values.keep) {
  const { events, crashes, customers, handedOver } = told;
  const figures = `${events} events, ${crashes} deaths, ${customers} customers, ${handedOver} handed over`;
  keepLoad({ kind: 'storm', size: `${merges} merges on ${carrier}`, version: versionOf(), problems: differences.slice(0, 3), figures });
}
process.exitCode = differences.length === 0 ? 0 : 1;
