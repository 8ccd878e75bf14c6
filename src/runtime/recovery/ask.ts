/** `volano backup` of a cluster without asking one of its servers: whoever reaches Kafka, PostgreSQL and ClickHouse can read it while it goes on. */
import { createTables } from '../../learn/index.ts';
import { type AskForFrames, clusterSource, framesOfAll } from '../backup/index.ts';
import { clusterOptions, eventsTopic, IDENTITY_SPACE, snapshotDesks } from '../cluster/index.ts';
import type { ClusterConfig } from '../config/index.ts';
import { openLog } from '../places/index.ts';

/** `directory`: whose settings belong to it. Rejects as the carriers do, and with VOLANO_STORE_MISSING. */
export function askCluster(config: ClusterConfig, directory: string): AskForFrames {
  const { log: place, state, openWarehouse } = clusterOptions(config);
  return async (question, work) => {
    const opened: { close(): Promise<void> }[] = [];
    const open = async <One extends { close(): Promise<void> }>(opening: Promise<One>): Promise<One> => {
      opened.push(await opening);
      return opened.at(-1) as One;
    };
    try {
      const log = await open(openLog(place, { readOnly: true }));
      const arriving = { ...place, topic: eventsTopic(place.topic) };
      const events = log.partitions > 1 ? await open(openLog(arriving, { readOnly: true })) : undefined;
      const warehouse = await open(openWarehouse());
      await createTables(warehouse);
      const arrival = events && { arrival: { events, identitySpace: IDENTITY_SPACE } };
      const source = clusterSource({ directory, log, warehouse, state, ...arrival, openDesks: () => snapshotDesks(state) });
      return await work(framesOfAll(source, question));
    } finally {
      for (const one of opened.reverse()) await one.close();
    }
  };
}
