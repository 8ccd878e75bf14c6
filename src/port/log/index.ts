/** port/log: the log, its contract (log.ts), and its carriers. */
export { BufferPool } from './buffer-pool.ts';
export { fillLmdbLog, type LogFiller, type LogFillerOptions } from './filler.ts';
export { type KafkaLog, type KafkaLogOptions, openKafkaLog } from './kafka.ts';
export { type GroupListener, type GroupOptions, type JoinedGroup, joinGroup } from './kafka-group.ts';
export { type LmdbLogOptions, openLmdbLog } from './lmdb.ts';
export type { AppendedAt, AppendRequest, Log, LogRecord } from './log.ts';
export { MemoryLogDisk, type MemoryLogOptions, openMemoryLog } from './memory.ts';
