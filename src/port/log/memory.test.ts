import { expect, test } from 'vitest';
import { describeLog } from './log.suite.ts';
import { MemoryLogDisk, openMemoryLog } from './memory.ts';

describeLog(
  'memory',
  async () => {
    const disk = new MemoryLogDisk();
    return { open: (options) => openMemoryLog({ ...options, disk }), remove: async () => {} };
  },
  { runs: 200 },
);

test('goes on behind a record that it does not have', async () => {
  const log = await openMemoryLog({ behind: { position: 41, at: 1_000 } });
  expect([await log.end(0), await log.read(0, 0, 10)]).toEqual([41, []]);
  const value = Uint8Array.of(1);
  expect(await log.append(0, [{ at: 900, value }])).toEqual([{ position: 42, at: 1_000 }]);
  expect(await log.read(0, 41, 10)).toMatchObject([{ position: 42, at: 1_000 }]);
  await log.close();
});
