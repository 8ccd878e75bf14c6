/**
 * A process to be killed: an engine that writes blocks as fast as the sink takes them, the sink, and the real carriers, in one folder.
 * Run with a folder, a seed and a plan: `finish`, `run` (killed from outside) or `<failpoint>:<times>:<ms>` (kills itself so many
 * milliseconds after passing the failpoint so many times). `finish` copies what is left and prints the last number and the events.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openLmdbLog } from '../../port/log/index.ts';
import { openLmdbState } from '../../port/state/index.ts';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';
import { createTables } from '../tables/index.ts';
import { FactBlock } from './block.ts';
import { boundsInFile } from './bounds.ts';
import type { Failpoint } from './copy.ts';
import { Sink } from './sink.ts';

const [folder = '', seed = '1', plan = 'finish'] = process.argv.slice(2);
const PROGRESS = Buffer.from('progress');

/** How often the failpoint of the plan was passed. */
let passed = 0;
let random = Number(seed);
/** A whole number in [0, below), the same for the same seed. */
function draw(below: number): number {
  random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
  return Math.floor((random / 2 ** 32) * below);
}

for (const part of ['log', 'state']) mkdirSync(join(folder, part), { recursive: true });
const log = await openLmdbLog({ path: join(folder, 'log') });
const state = await openLmdbState({ path: join(folder, 'state') });
const warehouse = await openChdbWarehouse({ path: join(folder, 'warehouse') });
await createTables(warehouse);

let sunk = 0;
const sink = new Sink({
  partition: 0,
  state,
  log,
  warehouse,
  openBounds: boundsInFile(join(folder, 'sink')),
  rowsMax: 300,
  delayMsMax: 5,
  bytesMax: 20_000,
  onSunk: (seq) => {
    sunk = seq;
  },
  failpoint,
});
await sink.start();

const [stored] = await state.getMany('meta', [PROGRESS]);
let { seq, events }: { seq: number; events: number } = stored ? JSON.parse(Buffer.from(stored).toString()) : { seq: 0, events: 0 };
const blocks: number[] = [];

if (plan === 'finish') {
  await sink.flush(seq);
  await sink.stop();
  await warehouse.close();
  process.stdout.write(`${JSON.stringify({ seq, events })}\n`);
  process.exit(0);
}

process.stdout.write('started\n');
for (;;) {
  const count = 1 + draw(120);
  const entries = Array.from({ length: count }, (_, i) => ({ at: 1_700_000_000_000 + events + i, value: entry(events + i) }));
  const appended = await log.append(0, entries);
  const block = new FactBlock(0, seq + 1);
  for (const { position, at } of appended) {
    block.addEvent({ position, at, customer: `c${position % 50}` });
    for (let i = draw(4); i > 0; i--) {
      const fact = { kind: 'tag', action: 'set', customer: 'c1', at, name: 'vip', version: 1, detail: { read: { x: i } } } as const;
      block.addFact(fact, { position, ordinal: i });
    }
  }
  const done = blocks.filter((from) => from <= sunk && from !== blocks[blocks.length - 1]);
  const deletions = done.filter((from) => (blocks[blocks.indexOf(from) + 1] ?? 0) <= sunk + 1);
  for (const from of deletions) blocks.splice(blocks.indexOf(from), 1);
  const progress = { seq: block.next - 1, events: events + count };
  const commit = state.commit([
    { table: 'fact', ...block.encode() },
    { table: 'meta', key: PROGRESS, value: Buffer.from(JSON.stringify(progress)) },
    ...deletions.map((from) => ({ table: 'fact' as const, key: key(from), value: undefined })),
  ]);
  await commit.durable;
  blocks.push(seq + 1);
  ({ seq, events } = progress);
  sink.advance(seq);
  if (seq - sunk > 3_000) await sink.flush(seq - 1_000);
}

function entry(number: number): Uint8Array {
  const event = { type: 'event', call: 'track', event: `E${number % 5}`, messageId: `m${number}`, time: 1_700_000_000_000 + number };
  return Buffer.from(JSON.stringify({ ...event, properties: { text: '值'.repeat(draw(40)), n: number } }));
}

function key(from: number): Uint8Array {
  const bytes = Buffer.alloc(10);
  bytes.writeBigUInt64BE(BigInt(from), 2);
  return bytes;
}

function failpoint(name: Failpoint): void {
  const [at, times, ms] = plan.split(':');
  if (name !== at) return;
  passed += 1;
  if (passed === Number(times)) setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(ms));
}
