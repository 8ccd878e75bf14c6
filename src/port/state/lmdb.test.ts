import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbState } from './lmdb.ts';
import { describeState } from './state.suite.ts';

for (const overlapping of [false, true]) {
  describeState(
    overlapping ? 'LMDB, overlapping' : 'LMDB',
    async () => {
      const path = await mkdtemp(join(tmpdir(), 'volano-state-'));
      return { open: (options) => openLmdbState({ ...options, path, overlapping }), remove: () => rm(path, { recursive: true }) };
    },
    25,
  );
}
