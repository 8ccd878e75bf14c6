import { MemoryStateDisk, openMemoryState } from './memory.ts';
import { describeState } from './state.suite.ts';

describeState(
  'memory',
  async () => {
    const disk = new MemoryStateDisk();
    return { open: (options) => openMemoryState({ ...options, disk }), remove: async () => {} };
  },
  300,
);
