/** The carriers against each other: the same calls, many of them under way at once, give the same log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openLmdbLog } from './lmdb.ts';
import type { Log, LogRecord } from './log.ts';
import { openMemoryLog } from './memory.ts';

const record = fc.record({ at: fc.nat(40), size: fc.constantFrom(0, 1, 700, 40_000) });
const append = fc.record({ partition: fc.nat(1), records: fc.array(record, { maxLength: 5 }) });
/** Each round: appends under way together, then a read, lookups, and at times a trim. */
const round = fc.record({
  appends: fc.array(append, { maxLength: 8 }),
  after: fc.nat(30),
  limit: fc.nat(20),
  positions: fc.array(fc.nat(40), { maxLength: 6 }),
  trim: fc.option(fc.nat(30), { nil: undefined, freq: 3 }),
});

it('stamp, store and find alike (L1, L2, L3, L4)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { maxLength: 6 }), async (rounds) => {
      const path = mkdtempSync(join(tmpdir(), 'volano-carriers-'));
      const logs = [await openLmdbLog({ path, partitions: 2 }), await openMemoryLog({ partitions: 2 })] as const;
      for (const step of rounds) {
        const [disk, memory] = await Promise.all(logs.map((log) => play(log, step)));
        expect(disk).toEqual(memory);
      }
      for (const log of logs) await log.close();
      rmSync(path, { recursive: true });
    }),
    { numRuns: 40 },
  );
});

type Round = typeof round extends fc.Arbitrary<infer T> ? T : never;

async function play(log: Log, { appends, after, limit, positions, trim }: Round): Promise<unknown> {
  const stamps = await Promise.all(
    appends.map(({ partition, records }, call) =>
      log.append(
        partition,
        records.map(({ at, size }, i) => ({ at, value: new Uint8Array(size).fill(call * 16 + i) })),
      ),
    ),
  );
  if (trim !== undefined) await log.trim(0, trim);
  const parts = [0, 1].map(async (partition) => ({
    read: (await log.read(partition, after, limit)).map(plain),
    found: (await log.get(partition, positions)).map((found) => found && plain(found)),
    end: await log.end(partition),
  }));
  return { stamps, parts: await Promise.all(parts) };
}

/** A value is told by its length and its first byte. */
function plain({ position, at, value }: LogRecord): readonly (number | undefined)[] {
  return [position, at, value.length, value[0]];
}
