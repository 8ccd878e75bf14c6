import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbState } from '../lmdb.ts';
import { openMemoryState } from '../memory.ts';
import { describeDesk } from './desk.suite.ts';

describeDesk('memory', async () => ({ store: await openMemoryState(), remove: async () => {} }), 100);
describeDesk(
  'LMDB',
  async () => {
    const path = await mkdtemp(join(tmpdir(), 'volano-desk-'));
    return { store: await openLmdbState({ path }), remove: () => rm(path, { recursive: true }) };
  },
  20,
);
