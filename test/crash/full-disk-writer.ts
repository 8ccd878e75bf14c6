/**
 * Fills the log at argv[2] until the disk refuses, then makes room and goes on. Prints what it saw, one JSON line per stage. The size
 * limit on its files (set by whoever starts it) stands for the full disk.
 */
import { openLmdbLog } from '../../src/port/log/index.ts';
import { openLmdbState } from '../../src/port/state/index.ts';
import { say } from './say.ts';

const [, , logPath = '', statePath = ''] = process.argv;
const log = await openLmdbLog({ path: logPath });
const store = await openLmdbState({ path: statePath });
const records = (): { at: number; value: Uint8Array }[] => Array.from({ length: 10 }, () => ({ at: 1, value: Buffer.alloc(5_000, 1) }));

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'stored',
    (error: { code?: string }) => String(error.code),
  );
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

let stored = 0;
let code = await codeOf(log.append(0, records()));
for (; code === 'stored'; code = await codeOf(log.append(0, records()))) stored += 10;
// Asked for together, they fail together, and the process lives on.
const together = await Promise.all([1, 2, 3].map(() => codeOf(log.append(0, records()))));
// What is asked for while the failing transaction is written fails with it, and leaves nothing behind that would fail later ones.
const underWay = codeOf(log.append(0, records()));
await turn();
const meanwhile = codeOf(log.append(0, records()));
together.push(await underWay, await meanwhile);
say(JSON.stringify({ code, stored, together, readable: (await log.read(0, 0, 100_000)).length }));

await log.trim(0, (await log.end(0)) - 20);
let tries = 0;
while ((await codeOf(log.append(0, records()))) !== 'stored' && tries < 100) tries++;
const kept = await log.read(0, 0, 100_000);
say(
  JSON.stringify({
    again: tries < 100,
    kept: kept.length,
    rising: kept.every((record, i) => i === 0 || record.position > kept[i - 1]!.position),
  }),
);

let commits = 0;
const value = Buffer.alloc(20_000, 2);
const commitOne = (): Promise<void> => store.commit([{ table: 'customer', key: Buffer.from(`c${commits}`), value }]).durable;
let refused = await codeOf(commitOne());
for (; refused === 'stored'; refused = await codeOf(commitOne())) commits++;
say(JSON.stringify({ refused, commits, count: await store.count('customer') }));
await log.close();
await store.close();
