/** What backup and restore stand on: a server, a data folder or a configured cluster. The heavy rooms load when called. */
import { type Config, loadConfig } from '../runtime/config/index.ts';
import type { BackupEngine } from './backup.ts';
import { askServer } from './backup-client.ts';
import { answers } from './client.ts';
import type { RestoreEngine } from './restore.ts';

const runtime = () => import('../runtime/index.ts');
const clock = (): number => performance.now();

export const backupEngine: BackupEngine = {
  async ask(where, file) {
    const { askCluster, askFolder, decodeFrames } = await runtime();
    const { url, dataFolder } = where;
    if (dataFolder === undefined || (await answers(url))) return askServer(where, decodeFrames);
    const config = await configured(dataFolder, file);
    return config.mode === 'cluster' ? askCluster(config, dataFolder) : askFolder(dataFolder);
  },
  backUp: async (ask, options) => (await runtime()).backUp(ask, options),
  backupAhead: async (ask, options) => (await runtime()).backupAhead(ask, options),
  freeBytes: async (path) => (await runtime()).freeBytes(path),
  clock,
};

export const restoreEngine: RestoreEngine = {
  async restore(options, file) {
    const { clusterTarget, restore } = await runtime();
    const config = await configured(options.to, file);
    if (config.mode !== 'cluster') return restore(options);
    const target = clusterTarget(config, options.to);
    return { ...(await restore(options, target)), cluster: target.name };
  },
  async restoreAhead(options, file) {
    const { clusterTarget, restoreAhead } = await runtime();
    const config = await configured(options.to, file);
    return config.mode === 'cluster' ? restoreAhead(options, clusterTarget(config, options.to)) : restoreAhead(options);
  },
  clock,
};

function configured(directory: string, file: string | undefined): Promise<Config> {
  return loadConfig({ directory, file, environment: process.env });
}
