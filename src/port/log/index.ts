export type { AppendedAt, AppendRequest, Log, LogRecord } from './log.ts';
