/** Many numbered appends, and whether the log has them as it said. */
import { expect } from 'vitest';
import type { AppendedAt, KafkaLog, LogRecord } from '../../src/port/log/index.ts';

/** What became of one call: its stamps, or its error's code. */
export type Outcome = readonly AppendedAt[] | string;

export interface Appends {
  readonly outcomes: readonly Outcome[];
  /** Resolves once so many calls have been answered. */
  answered(count: number): Promise<void>;
  readonly done: Promise<void>;
}

const AT_ONCE = 60;
const RECORDS = 3;

/** Appends `count` times three records, numbered in the order of the calls, many at once. */
export function appendMany(log: KafkaLog, partition: number, count: number): Appends {
  const outcomes: Outcome[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let next = 0;
  let answers = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const call = next++;
      const records = Array.from({ length: RECORDS }, (_, i) => ({ at: call, value: Buffer.from(`${call * RECORDS + i}`) }));
      outcomes[call] = await log.append(partition, records).catch((error: { code?: string }) => error.code ?? String(error));
      answers++;
      for (const { count: enough, resolve } of waiting) if (answers >= enough) resolve();
    }
  };
  return {
    outcomes,
    answered: (enough) => new Promise((resolve) => (answers >= enough ? resolve() : waiting.push({ count: enough, resolve }))),
    done: Promise.all(Array.from({ length: AT_ONCE }, worker)).then(() => {}),
  };
}

export async function readAll(log: KafkaLog, partition: number): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (;;) {
    const more = await log.read(partition, records.at(-1)?.position ?? 0, 1_000);
    if (more.length === 0) return records;
    records.push(...more);
  }
}

/** Reads what comes, until a record with this number has come. */
export async function follow(log: KafkaLog, partition: number, last: number): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (let number = -1; number !== last; ) {
    const after = records.at(-1)?.position ?? 0;
    await log.grown(partition, after, 5_000);
    records.push(...(await log.read(partition, after, 200)));
    number = Number(Buffer.from(records.at(-1)?.value ?? '-1').toString());
  }
  return records;
}

/** Every acknowledged record is there once, at its position, in the order of the calls; of an unclear append all are or none is. */
export function expectStored(records: readonly LogRecord[], outcomes: readonly Outcome[]): void {
  const numbers = records.map(({ value }) => Number(Buffer.from(value).toString()));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  const positions = new Map(records.map(({ position }, i) => [numbers[i], position]));
  const wrong = outcomes.flatMap((outcome, call): object[] => {
    const found = Array.from({ length: RECORDS }, (_, i) => positions.get(call * RECORDS + i));
    const there = found.filter((position) => position !== undefined).length;
    if (outcome === 'VOLANO_LOG_APPEND_UNCLEAR') return there === 0 || there === RECORDS ? [] : [{ call, outcome, found }];
    if (typeof outcome === 'string') return there === 0 ? [] : [{ call, outcome, found }];
    return outcome.every(({ position }, i) => position === found[i]) ? [] : [{ call, outcome, found }];
  });
  expect(wrong).toEqual([]);
}
