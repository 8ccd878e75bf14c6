/** `volano backup` of a cluster without asking one of its servers: whoever reaches Kafka, PostgreSQL and ClickHouse can read it while it goes on. */
import { VolanoError } from '../../base/index.ts';
import { createTables } from '../../learn/index.ts';
import { type AskForFrames, clusterSource, framesOf } from '../backup/index.ts';
import { clusterOptions, snapshotDesks } from '../cluster/index.ts';
import type { ClusterConfig } from '../config/index.ts';
import { openLog } from '../places/index.ts';

const PARTITION = 0;

/** `directory`: whose settings belong to it. Rejects as the carriers do, and with VOLANO_STORE_MISSING and VOLANO_BACKUP_PARTITIONS. */
export function askCluster(config: ClusterConfig, directory: string): AskForFrames {
  const { log: logPlace, state, openWarehouse } = clusterOptions(config);
  return async (question, work) => {
    const log = await openLog(logPlace, { readOnly: true });
    try {
      if (log.partitions > 1) throw new VolanoError('VOLANO_BACKUP_PARTITIONS');
      const warehouse = await openWarehouse();
      try {
        await createTables(warehouse);
        const source = clusterSource({
          directory,
          log,
          warehouse,
          partition: PARTITION,
          state,
          openDesks: () => snapshotDesks(state),
        });
        return await work(framesOf(source, question));
      } finally {
        await warehouse.close();
      }
    } finally {
      await log.close();
    }
  };
}
