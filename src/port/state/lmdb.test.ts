import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbState } from './lmdb.ts';
import { describeState } from './state.suite.ts';

describeState(
  'LMDB',
  async () => {
    const path = await mkdtemp(join(tmpdir(), 'volano-state-'));
    return { open: (options) => openLmdbState({ ...options, path }), remove: () => rm(path, { recursive: true }) };
  },
  25,
);
