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
