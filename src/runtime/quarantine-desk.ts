/** The quarantine as people and programs see it: refused calls, and the identifiers that identity has set aside. */
import { quoted, type SinkLink } from '../learn/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import {
  type Dropped,
  type Quarantine,
  type QuarantineCounts,
  RecordCounts,
  type RecordPage,
  type RecordRow,
  type RecordSelection,
  type Replayed,
  type Replayer,
  type ReplayRequest,
  rowOf,
  selectedRecords,
} from '../sense/index.ts';
import type { EngineLink } from './engine/index.ts';

/** An identifier that would have joined more profiles than one person can have. */
export interface SetAsideIdentifier {
  readonly namespace: string;
  readonly value: string;
  readonly times: number;
  /** Profiles that it would have joined. */
  readonly customers: number;
  readonly lastAt: number;
}

/** Looks into the quarantine and lets calls out of it. */
export class QuarantineDesk {
  readonly #quarantine: Quarantine;
  readonly #counts: RecordCounts;
  readonly #replayer: Replayer;
  readonly #warehouse: Warehouse;

  constructor(quarantine: Quarantine, replayer: Replayer, warehouse: Warehouse) {
    this.#quarantine = quarantine;
    this.#counts = new RecordCounts(quarantine);
    this.#replayer = replayer;
    this.#warehouse = warehouse;
  }

  /** Newest first. */
  list(options: { readonly selection: RecordSelection; readonly limit: number; readonly before?: string }): Promise<RecordPage> {
    return selectedRecords(this.#quarantine, options);
  }

  /** One record, also when it has been replayed or dropped. */
  async show(id: string): Promise<(RecordRow & { readonly settled?: 'replayed' | 'dropped' }) | undefined> {
    const record = await this.#quarantine.get(id);
    return record && { ...rowOf(record), ...(record.settled && { settled: record.settled }) };
  }

  counts(selection?: RecordSelection): Promise<QuarantineCounts> {
    return this.#counts.of(selection);
  }

  replay(request: ReplayRequest): Promise<Replayed> {
    return this.#replayer.replay(request);
  }

  drop(request: Omit<ReplayRequest, 'correction'>): Promise<Dropped> {
    return this.#replayer.drop(request);
  }

  /** The most frequent first. */
  async identifiers(limit: number): Promise<readonly SetAsideIdentifier[]> {
    return this.#warehouse.query<SetAsideIdentifier>(
      `SELECT name AS namespace, JSONExtractString(detail, 'value') AS value, toUInt32(count()) AS times, toUInt32(uniqExact(customer)) AS customers,
  toUnixTimestamp64Milli(max(at)) AS lastAt
FROM facts WHERE kind = 'identity' AND action = 'quarantined' GROUP BY namespace, value ORDER BY times DESC, namespace, value LIMIT ${Math.floor(limit)}`,
    );
  }
}

/** Asks the warehouse, once it has all that is in the log, which message ids it knows. */
export function takenMessages({
  engine,
  sink,
  warehouse,
}: {
  readonly engine: EngineLink;
  readonly sink: SinkLink;
  readonly warehouse: Warehouse;
}): (messageIds: readonly string[]) => Promise<ReadonlySet<string>> {
  return async (messageIds) => {
    await engine.caughtUp();
    await sink.flush(engine.status.seq);
    const list = messageIds.map(quoted).join(', ');
    const rows = await warehouse.query<{ id: string }>(`SELECT DISTINCT messageId AS id FROM events WHERE messageId IN (${list})`);
    return new Set(rows.map(({ id }) => id));
  };
}
