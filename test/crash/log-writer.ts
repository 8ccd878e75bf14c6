/** Appends to the log at argv[2] without end, several calls at a time, and prints each call's number once it is acknowledged. */
import { openLmdbLog } from '../../src/port/log/index.ts';
import { say } from './say.ts';

const log = await openLmdbLog({ path: process.argv[2]! });
const first = Number(process.argv[3]);
let next = first;

async function client(): Promise<void> {
  for (;;) {
    const call = next++;
    const size = 1 + (call % 7);
    const records = Array.from({ length: size }, (_, i) => ({
      at: call,
      value: Buffer.from(JSON.stringify({ call, i, size, pad: 'x'.repeat((call * 37) % 900) })),
    }));
    await log.append(0, records);
    say(String(call));
  }
}

await Promise.all([client(), client(), client(), client()]);
