/** Logs that can be filled: one in a data folder, and one in Kafka. */
import { VolanoError } from '../../base/index.ts';
import { type AppendRequest, fillLmdbLog, type Log, type LogRecord, openLmdbLog } from '../../port/log/index.ts';
import { type KafkaPlace, openLog } from '../places/index.ts';
import { FILLER, type LogTarget } from './log.ts';

const PARTITION = 0;
const FILLED_AT_ONCE = 20_000;

export async function lmdbTarget(path: string): Promise<LogTarget> {
  const log = await openLmdbLog({ path });
  const last = await lastOf(log);
  await log.close();
  const filler = await fillLmdbLog({ path, partition: PARTITION, partitions: 1 });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= filler.close();
    return closed;
  };
  return {
    last,
    put: (records) => filler.put(records),
    async finish(first) {
      await close();
      const filled = await openLmdbLog({ path });
      await filled.trim(PARTITION, first);
      await filled.close();
    },
    close,
  };
}

/** A topic that nobody else writes. Rejects with VOLANO_MIGRATION_GAP where Kafka cannot give an entry its position. */
export async function kafkaTarget(place: KafkaPlace, partition: number = PARTITION): Promise<LogTarget> {
  const log = await openLog(place);
  const last = await lastOf(log, partition);
  let end = last.position;
  const append = async (records: readonly AppendRequest[]): Promise<void> => {
    const stamps = await log.append(partition, records);
    for (const { position } of stamps) {
      end++;
      if (position !== end) throw new VolanoError('VOLANO_MIGRATION_GAP', { position: end, given: position });
    }
  };
  return {
    last,
    async put(records: readonly LogRecord[], first: number) {
      const { position, at } = records[0]!;
      if (position === first) {
        while (end + 1 < first) {
          const count = Math.min(FILLED_AT_ONCE, first - 1 - end);
          await append(Array.from({ length: count }, () => ({ at, value: FILLER })));
        }
      }
      for (const [i, record] of records.entries())
        if (record.position !== end + 1 + i)
          throw new VolanoError('VOLANO_MIGRATION_GAP', { position: record.position, given: end + 1 + i });
      await append(records);
    },
    finish: (first) => log.trim(partition, first),
    close: () => log.close(),
  };
}

async function lastOf(log: Log, partition: number = PARTITION): Promise<LogTarget['last']> {
  const position = await log.end(partition);
  const [record] = position > 0 ? await log.get(partition, [position]) : [];
  return { position, at: record?.at ?? Number.MIN_SAFE_INTEGER };
}
