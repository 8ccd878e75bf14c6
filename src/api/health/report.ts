import type { Language } from '../../base/index.ts';
import type { Measures } from '../deps.ts';
import { judge, overall, type PartHealth, type PartState } from './judge.ts';
import { fill, HEALTH_TEXTS } from './texts.ts';

export interface HealthReport {
  readonly status: PartState;
  readonly version: string;
  /** Wall clock, ms. */
  readonly at: number;
  readonly lagEntries: number;
  /** Ms since the oldest unprocessed entry was received; 0 when there is none. */
  readonly oldestUnprocessedMs: number;
  readonly sinkLagRows: number;
  readonly diskFreeBytes: number;
  /** Through what each channel goes; `capture` contacts nobody. */
  readonly channels: Measures['channels'];
  readonly parts: readonly (PartHealth & { readonly message: string; readonly action: string })[];
}

export function healthReport(measures: Measures, version: string, language: Language): HealthReport {
  const parts = judge(measures);
  const { at, engine, sink, disk } = measures;
  return {
    status: overall(parts),
    version,
    at,
    lagEntries: engine.behind,
    oldestUnprocessedMs: engine.oldestUnprocessedAt === undefined ? 0 : Math.max(at - engine.oldestUnprocessedAt, 0),
    sinkLagRows: sink.behind,
    diskFreeBytes: disk.freeBytes,
    channels: measures.channels,
    parts: parts.map((part) => {
      const { message, action } = HEALTH_TEXTS[part.code];
      return { ...part, message: fill(message[language], part.detail), action: fill(action[language], part.detail) };
    }),
  };
}
