/** What must hold of a data folder after all kills, counted from the stores themselves. */
import { join } from 'node:path';
import { openCapture } from '../../src/act/index.ts';
import { decodeEntry } from '../../src/core/index.ts';
import { openLmdbLog } from '../../src/port/log/index.ts';
import { openLmdbState } from '../../src/port/state/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../src/port/warehouse/index.ts';

/** Every figure named `lost` or `twice`, and everything after them, must be 0. */
export interface Findings {
  readonly entries: number;
  readonly events: number;
  readonly facts: number;
  readonly messagesDecided: number;
  readonly messagesCaptured: number;
  /** Answered with success at the receiving end of the channel that fails at times; counted once per id. */
  readonly messagesPosted: number;
  /** Not handed over because something spoke against it by then. */
  readonly messagesWithdrawn: number;
  /** Acknowledged events that are not in the log; not in the warehouse. */
  readonly lostInLog: number;
  readonly lostInWarehouse: number;
  /** Message ids stored more than once in the warehouse; there and not in the log. */
  readonly eventsTwice: number;
  readonly eventsFromNowhere: number;
  /** Rows whose number another row has; numbers that no row has. */
  readonly rowsTwice: number;
  readonly rowsMissing: number;
  /** Messages decided more than once; steps of an instance that decided more than one message. */
  readonly messagesTwice: number;
  readonly stepsTwice: number;
  readonly capturedTwice: number;
  /** Decided, not withdrawn, and neither captured nor posted. */
  readonly notHandedOver: number;
  readonly handedOverFromNowhere: number;
  /** Captured, though it is said to have been withdrawn. */
  readonly withdrawnYetCaptured: number;
  /** Messages without exactly one end: sent, failed or withdrawn. */
  readonly endsMissing: number;
  readonly endsTwice: number;
  /** Sent ones that are not exactly once among the customer's events. */
  readonly deliveredOff: number;
  /** Exposures that are not exactly once among the customer's events. */
  readonly exposuresOff: number;
  readonly sentTwice: number;
  readonly waitingInOutbox: number;
  readonly failures: number;
}

/** Of a folder whose server has stopped and had delivered and copied everything. */
export async function findingsOf(folder: string, acknowledged: ReadonlySet<string>, posted: ReadonlySet<string>): Promise<Findings> {
  const logged = await loggedIn(folder);
  const { seq, waiting } = await stateOf(folder);
  const captured = await capturedIn(folder);
  const warehouse = await openChdbWarehouse({ path: join(folder, 'warehouse') });
  try {
    const stored = await columnOf(warehouse, 'SELECT messageId AS value FROM events');
    const distinct = new Set(stored);
    const decided = await columnOf(warehouse, `SELECT subject AS value FROM facts WHERE ${DECIDED}`);
    const ids = new Set(decided);
    const withdrawn = new Set(
      await columnOf(warehouse, `SELECT subject AS value FROM facts WHERE kind = 'message' AND action = 'withdrawn'`),
    );
    const ends = await columnOf(
      warehouse,
      `SELECT subject AS value FROM facts WHERE kind = 'message' AND action IN ('sent', 'failed', 'withdrawn')`,
    );
    const handedOver = new Set([...captured, ...posted]);
    return {
      entries: logged.entries,
      events: stored.length,
      facts: await count(warehouse, 'SELECT count() AS value FROM facts'),
      messagesDecided: ids.size,
      messagesCaptured: captured.length,
      messagesPosted: posted.size,
      messagesWithdrawn: withdrawn.size,
      lostInLog: missing(acknowledged, logged.messageIds),
      lostInWarehouse: missing(acknowledged, distinct),
      eventsTwice: stored.length - distinct.size,
      eventsFromNowhere: missing(distinct, logged.messageIds),
      rowsTwice: await count(warehouse, `SELECT count() - uniqExact(partition, seq) AS value FROM ${ROWS}`),
      rowsMissing: seq - (await count(warehouse, `SELECT uniqExactIf(seq, seq BETWEEN 1 AND ${seq}) AS value FROM ${ROWS}`)),
      messagesTwice: decided.length - ids.size,
      stepsTwice: await count(
        warehouse,
        `SELECT count() - uniqExact(JSONExtractString(detail, 'instance'), step) AS value FROM facts WHERE ${DECIDED}`,
      ),
      capturedTwice: captured.length - new Set(captured).size,
      notHandedOver: missing(ids, new Set([...handedOver, ...withdrawn])),
      handedOverFromNowhere: missing(handedOver, ids),
      withdrawnYetCaptured: captured.filter((id) => withdrawn.has(id)).length,
      endsMissing: missing(ids, new Set(ends)),
      endsTwice: ends.length - new Set(ends).size,
      deliveredOff: await count(warehouse, DELIVERED_OFF),
      exposuresOff: await count(warehouse, EXPOSURES_OFF),
      sentTwice: await count(
        warehouse,
        "SELECT count() - uniqExact(subject) AS value FROM facts WHERE kind = 'message' AND action = 'sent'",
      ),
      waitingInOutbox: waiting,
      failures: await count(warehouse, "SELECT count() AS value FROM facts WHERE kind = 'failure'"),
    };
  } finally {
    await warehouse.close();
  }
}

/** Names of the figures that are not 0 though they must be. */
export function faultsIn(findings: Findings): readonly string[] {
  const { entries: _, events: __, facts: ___, messagesDecided: ____, ...others } = findings;
  const { messagesCaptured: _____, messagesPosted: ______, messagesWithdrawn: _______, ...faults } = others;
  return Object.entries(faults).flatMap(([name, value]) => (value === 0 ? [] : [`${name}: ${value}`]));
}

const DECIDED = "kind = 'message' AND action = 'decided'";
const ROWS = '(SELECT partition, seq FROM events UNION ALL SELECT partition, seq FROM facts)';
const DELIVERED_OFF = `SELECT countIf(sent != 1 OR told != 1) AS value FROM (
  SELECT message, sum(sent) AS sent, sum(told) AS told FROM (
    SELECT subject AS message, 1 AS sent, 0 AS told FROM facts WHERE kind = 'message' AND action = 'sent'
    UNION ALL SELECT JSONExtractString(properties, 'message_id') AS message, 0 AS sent, 1 AS told FROM events WHERE source = 'volano' AND event = 'Message Delivered'
  ) GROUP BY message)`;
const EXPOSURES_OFF = `SELECT countIf(exposed != 1 OR told != 1) AS value FROM (
  SELECT instance, sum(exposed) AS exposed, sum(told) AS told FROM (
    SELECT subject AS instance, 1 AS exposed, 0 AS told FROM facts WHERE kind = 'exposure' AND action != 'mixed' AND name = 'back'
    UNION ALL SELECT JSONExtractString(properties, 'instance') AS instance, 0 AS exposed, 1 AS told FROM events WHERE event = 'Experiment Viewed'
  ) GROUP BY instance)`;
const PAGE = 5_000;

async function loggedIn(folder: string): Promise<{ entries: number; messageIds: ReadonlySet<string> }> {
  const log = await openLmdbLog({ path: join(folder, 'log'), readOnly: true });
  const messageIds = new Set<string>();
  let [after, entries] = [0, 0];
  for (let page = await log.read(0, after, PAGE); page.length > 0; page = await log.read(0, after, PAGE)) {
    for (const { position, value } of page) {
      after = position;
      entries += 1;
      const entry = decodeEntry(value);
      if (entry.type === 'event') messageIds.add(entry.messageId);
    }
  }
  await log.close();
  return { entries, messageIds };
}

async function stateOf(folder: string): Promise<{ seq: number; waiting: number }> {
  const state = await openLmdbState({ path: join(folder, 'state'), readOnly: true });
  const [progress] = await state.getMany('meta', [Buffer.from('progress')]);
  const { seq } = JSON.parse(Buffer.from(progress!).toString()) as { seq: number };
  const waiting = await state.count('outbox');
  await state.close();
  return { seq, waiting };
}

async function capturedIn(folder: string): Promise<readonly string[]> {
  const capture = openCapture({ path: join(folder, 'capture'), now: () => 0 });
  const messages: string[] = [];
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = await capture.list({ limit: PAGE, before });
    messages.push(...page.map(({ command }) => command.message));
    if (page.length < PAGE) break;
    before = page.at(-1)!.number;
  }
  await capture.close();
  return messages;
}

async function columnOf(warehouse: Warehouse, sql: string): Promise<readonly string[]> {
  return (await warehouse.query<{ value: string }>(sql)).map(({ value }) => value);
}

async function count(warehouse: Warehouse, sql: string): Promise<number> {
  const [row] = await warehouse.query<{ value: number | string }>(sql);
  return Number(row!.value);
}

function missing(wanted: ReadonlySet<string>, present: ReadonlySet<string>): number {
  let lost = 0;
  for (const one of wanted) if (!present.has(one)) lost += 1;
  return lost;
}
