import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbLog } from './lmdb.ts';
import { describeLog } from './log.suite.ts';

describeLog(
  'LMDB',
  async () => {
    const path = await mkdtemp(join(tmpdir(), 'volano-log-'));
    return { open: (options) => openLmdbLog({ ...options, path }), remove: () => rm(path, { recursive: true }) };
  },
  { runs: 25 },
);
