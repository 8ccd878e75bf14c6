/** What must hold of a data folder after all kills, counted from the stores themselves. */
import { join } from 'node:path';
import { CAPTURE_DESK, openCapture } from '../../src/act/index.ts';
import { decodeEntry } from '../../src/core/index.ts';
import { type Log, openLmdbLog } from '../../src/port/log/index.ts';
import { type Desk, openDeskFolder, openLmdbState, type StateStore } from '../../src/port/state/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../src/port/warehouse/index.ts';
import { readMeta } from '../../src/runtime/engine/index.ts';

/** Every figure named `lost` or `twice`, and everything after them, must be 0. */
export interface Findings {
  readonly entries: number;
  readonly events: number;
  readonly facts: number;
  readonly messagesDecided: number;
  readonly messagesCaptured: number;
  /** Hand-overs that the webhook's receiver took, of how many messages; messages withdrawn; of which nobody knows whether they were; sent again after they had failed. */
  readonly handedOver: number;
  readonly messagesHandedOver: number;
  readonly withdrawn: number;
  readonly outcomeUnknown: number;
  readonly redelivered: number;
  /** Events of the product's own: what was delivered, and assignments to arms. */
  readonly delivered: number;
  readonly exposures: number;
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
  readonly notCaptured: number;
  readonly capturedFromNowhere: number;
  /** Captured, or taken by the receiver and never failed, though it is said to have been withdrawn. */
  readonly withdrawnYetCaptured: number;
  readonly withdrawnYetHandedOver: number;
  readonly sentTwice: number;
  /** Sent by our books, and the receiver never took it; taken, and nobody has decided it. */
  readonly notHandedOver: number;
  readonly handedOverFromNowhere: number;
  /** Messages whose end is not one receipt: sent, withdrawn or of an unknown outcome; whose other failures were not all sent again. */
  readonly endsWrong: number;
  readonly failuresNotRedelivered: number;
  /** Messages sent without their event, or the other way round; events that count other than once for their message. */
  readonly deliveredLost: number;
  readonly deliveredFromNowhere: number;
  readonly deliveredNotOnce: number;
  /** Assignments whose event is missing or there more than once. */
  readonly exposuresNotSaid: number;
  readonly exposuresSaidTwice: number;
  readonly waitingInOutbox: number;
  /** Taken by a receiver when the commit that decided it was not on disk. */
  readonly handedOverBeforeCommit: number;
  readonly failures: number;
  /** Running figures that are not what the facts, and the log, add up to. */
  readonly countersWrong: number;
}

/** What was seen from outside. */
export interface Seen {
  readonly acknowledged: ReadonlySet<string>;
  /** How often a receiver took each message, and through which channels these receivers are reached; default the webhook's. */
  readonly taken: ReadonlyMap<string, number>;
  readonly channels?: readonly string[];
  /** Messages of which a receiver said that it had not taken them though it had: nobody can know better. */
  readonly denied?: ReadonlySet<string>;
  /** Violent ends of the engine, in order. */
  readonly ends?: readonly ViolentEnd[];
}

/** How far the engine's committed state went when it died, and what receivers had taken by then for the first time since the end before. */
export interface ViolentEnd {
  /** By partition: the number of the last fact. */
  readonly seq: ReadonlyMap<number, number>;
  readonly taken: readonly string[];
}

/**
 * `events`: entries that are events, repeated ones included. `divided`: they arrive in a log of their own, and engines count what has been made of them.
 */
export interface Logged {
  readonly entries: number;
  readonly events: number;
  readonly messageIds: ReadonlySet<string>;
  readonly divided?: boolean;
}

/** Of a partition: the number of the last fact, the rows of the outbox, and the running figures. */
export interface CommittedState {
  readonly seq: number;
  readonly waiting: number;
  readonly counters: ReadonlyMap<string, number>;
}

/** What the stores say of a product that has stopped and had delivered and copied everything. */
export interface Stores {
  readonly logged: Logged;
  readonly states: ReadonlyMap<number, CommittedState>;
  readonly captured: readonly string[];
  readonly warehouse: Warehouse;
}

/** Of a data folder. */
export async function findingsOf(folder: string, seen: Seen): Promise<Findings> {
  const logged = await loggedIn(folder);
  const states = new Map([[0, await stateOf(folder)]]);
  const captured = await capturedIn(folder);
  const warehouse = await openChdbWarehouse({ path: join(folder, 'warehouse') });
  try {
    return await findingsIn({ logged, states, captured, warehouse }, seen);
  } finally {
    await warehouse.close();
  }
}

/** Counts everything that could be wrong. */
export async function findingsIn(stores: Stores, seen: Seen): Promise<Findings> {
  const { logged, states, captured, warehouse } = stores;
  const { acknowledged, taken, channels = ['hook'], denied = new Set(), ends = [] } = seen;
  const handed = channels.map((channel) => `'${channel}'`).join();
  const stored = await columnOf(warehouse, 'SELECT messageId AS value FROM events');
  const distinct = new Set(stored);
  const decided = await columnOf(warehouse, `SELECT subject AS value FROM facts WHERE ${DECIDED}`);
  const ids = new Set(decided);
  const hooked = new Set(await columnOf(warehouse, `SELECT subject AS value FROM facts WHERE ${DECIDED} AND ${CHANNEL} IN (${handed})`));
  const withdrawn = new Set(await columnOf(warehouse, `SELECT subject AS value FROM facts WHERE ${MESSAGE} AND action = 'withdrawn'`));
  const failed = new Set(await columnOf(warehouse, `SELECT subject AS value FROM facts WHERE ${MESSAGE} AND action = 'failed'`));
  const sent = new Set(await columnOf(warehouse, `SELECT subject AS value FROM facts WHERE ${MESSAGE} AND action = 'sent'`));
  const unknown = new Set(await columnOf(warehouse, `SELECT subject AS value FROM facts WHERE ${MESSAGE} AND ${UNKNOWN}`));
  const delivered = new Set(
    await columnOf(
      warehouse,
      "SELECT replaceRegexpOne(messageId, '\\\\.delivered$', '') AS value FROM events WHERE event IN ('Message Delivered', 'Email Delivered')",
    ),
  );
  return {
    entries: logged.entries,
    events: stored.length,
    facts: await count(warehouse, 'SELECT count() AS value FROM facts'),
    messagesDecided: ids.size,
    messagesCaptured: captured.length,
    handedOver: [...taken.values()].reduce((sum, times) => sum + times, 0),
    messagesHandedOver: taken.size,
    withdrawn: withdrawn.size,
    outcomeUnknown: unknown.size,
    redelivered: await count(warehouse, `SELECT count() AS value FROM facts WHERE ${MESSAGE} AND action = 'redelivered'`),
    delivered: delivered.size,
    exposures: await count(warehouse, `SELECT count() AS value FROM facts WHERE ${EXPOSURE}`),
    lostInLog: missing(acknowledged, logged.messageIds),
    lostInWarehouse: missing(acknowledged, distinct),
    eventsTwice: stored.length - distinct.size,
    eventsFromNowhere: missing(distinct, logged.messageIds),
    rowsTwice: await count(warehouse, `SELECT count() - uniqExact(partition, seq) AS value FROM ${ROWS}`),
    rowsMissing: await sumOf(states, async ([partition, { seq }]) => {
      const there = `partition = ${partition} AND seq BETWEEN 1 AND ${seq}`;
      return seq - (await count(warehouse, `SELECT uniqExactIf(seq, ${there}) AS value FROM ${ROWS}`));
    }),
    messagesTwice: decided.length - ids.size,
    stepsTwice: await count(
      warehouse,
      `SELECT count() - uniqExact(JSONExtractString(detail, 'instance'), step) AS value FROM facts WHERE ${DECIDED}`,
    ),
    capturedTwice: captured.length - new Set(captured).size,
    notCaptured: missing(without(sent, hooked), new Set(captured)),
    capturedFromNowhere: missing(new Set(captured), without(ids, hooked)),
    withdrawnYetCaptured: captured.filter((id) => withdrawn.has(id)).length,
    withdrawnYetHandedOver: [...taken.keys()].filter((id) => withdrawn.has(id) && !failed.has(id) && !denied.has(id)).length,
    sentTwice: await count(warehouse, "SELECT count() - uniqExact(subject) AS value FROM facts WHERE kind = 'message' AND action = 'sent'"),
    notHandedOver: missing(new Set([...sent].filter((id) => hooked.has(id))), new Set(taken.keys())),
    handedOverFromNowhere: missing(new Set(taken.keys()), hooked),
    endsWrong: await messagesWhere(warehouse, `countIf(action IN ('sent', 'withdrawn') OR (${UNKNOWN})) != 1`),
    failuresNotRedelivered: await messagesWhere(
      warehouse,
      `countIf(action = 'failed' AND NOT (${UNKNOWN})) != countIf(action = 'redelivered')`,
    ),
    deliveredLost: missing(sent, delivered),
    // Whoever lost a message with its hand-over under way says later that it has arrived: then it is known after all.
    deliveredFromNowhere: missing(delivered, new Set([...sent, ...unknown])),
    deliveredNotOnce: await messagesWhere(
      warehouse,
      `countIf(action = 'delivered') NOT IN (countIf(action = 'sent'), countIf(action = 'sent' OR (${UNKNOWN})))`,
    ),
    exposuresNotSaid: await count(
      warehouse,
      `SELECT count() AS value FROM facts WHERE ${EXPOSURE} AND subject NOT IN (SELECT ${INSTANCE} FROM events WHERE ${SAID})`,
    ),
    exposuresSaidTwice: await count(warehouse, `SELECT count() - uniqExact(${INSTANCE}) AS value FROM events WHERE ${SAID}`),
    waitingInOutbox: [...states.values()].reduce((sum, { waiting }) => sum + waiting, 0),
    handedOverBeforeCommit: await handedOverBeforeCommit(warehouse, ends),
    failures: await count(warehouse, "SELECT count() AS value FROM facts WHERE kind = 'failure'"),
    countersWrong: await countersWrong(stores),
  };
}

async function countersWrong({ warehouse, states, logged }: Stores): Promise<number> {
  const totals = new Map<string, number>();
  for (const { counters } of states.values()) for (const [name, value] of counters) totals.set(name, (totals.get(name) ?? 0) + value);
  const facts = await warehouse.query<{ name: string; value: number | string }>(
    "SELECT concat(kind, '.', action) AS name, count() AS value FROM facts GROUP BY name",
  );
  const told = new Set([...totals.keys()].filter((name) => /^\w+\.\w+$/.test(name) && !NO_FACTS.test(name)));
  const counted = new Map(facts.map(({ name, value }) => [name, Number(value)]));
  const wrong = [...new Set([...told, ...counted.keys()])].filter((name) => (totals.get(name) ?? 0) !== (counted.get(name) ?? 0));
  const repeated = logged.events - logged.messageIds.size;
  const isTold = (name: string, value: number): number => ((totals.get(name) ?? 0) === value ? 0 : 1);
  return wrong.length + (logged.divided ? 0 : isTold('entries:event', logged.events)) + isTold('duplicates', repeated);
}

/** Figures whose names are like those of facts, and which count something else. */
const NO_FACTS = /^journey\.active$|^hops\./;

/** Messages that a receiver had taken before the commit that decided them: an end came between, and the state did not have them. */
async function handedOverBeforeCommit(warehouse: Warehouse, ends: readonly ViolentEnd[]): Promise<number> {
  if (ends.length === 0) return 0;
  const rows = await warehouse.query<{ subject: string; partition: number; seq: number | string }>(
    `SELECT subject, partition, seq FROM facts WHERE ${DECIDED}`,
  );
  const decided = new Map(rows.map(({ subject, partition, seq }) => [subject, { partition, seq: Number(seq) }]));
  const isEarly = (id: string, { seq }: ViolentEnd): boolean => {
    const fact = decided.get(id);
    return fact !== undefined && fact.seq > (seq.get(fact.partition) ?? 0);
  };
  return ends.reduce((sum, end) => sum + end.taken.filter((id) => isEarly(id, end)).length, 0);
}

/** Names of the figures that are not 0 though they must be. */
export function faultsIn(findings: Findings): readonly string[] {
  return Object.entries(findings).flatMap(([name, value]) => (value === 0 || FIGURES.has(name) ? [] : [`${name}: ${value}`]));
}

/** What is only counted. */
const FIGURES: ReadonlySet<string> = new Set<keyof Findings>([
  'entries',
  'events',
  'facts',
  'messagesDecided',
  'messagesCaptured',
  'handedOver',
  'messagesHandedOver',
  'withdrawn',
  'outcomeUnknown',
  'redelivered',
  'delivered',
  'exposures',
]);
const MESSAGE = "kind = 'message'";
/** May have been handed over, and was found stale since. */
const UNKNOWN = "action = 'failed' AND startsWith(JSONExtractString(detail, 'reason'), 'outcome_unknown: ')";
const DECIDED = `${MESSAGE} AND action = 'decided'`;
const CHANNEL = "JSONExtractString(detail, 'channel')";
/** Assignments that other tools hear of. */
const EXPOSURE = "kind = 'exposure' AND action != 'mixed' AND JSONExtractFloat(detail, 'holdout') > 0";
const SAID = "event = 'Experiment Viewed'";
const INSTANCE = "JSONExtractString(properties, 'instance')";
const ROWS = '(SELECT partition, seq FROM events UNION ALL SELECT partition, seq FROM facts)';
const PAGE = 5_000;

async function loggedIn(folder: string): Promise<Logged> {
  const log = await openLmdbLog({ path: join(folder, 'log'), readOnly: true });
  try {
    return await loggedOf(log);
  } finally {
    await log.close();
  }
}

/** All that is in a log, whatever its partition. */
export async function loggedOf(log: Log): Promise<Logged> {
  const messageIds = new Set<string>();
  let [entries, events] = [0, 0];
  for (let partition = 0; partition < log.partitions; partition++) {
    for (let after = 0, page = await log.read(partition, after, PAGE); page.length > 0; page = await log.read(partition, after, PAGE)) {
      for (const { position, value } of page) {
        after = position;
        entries += 1;
        const entry = decodeEntry(value);
        if (entry.type !== 'event') continue;
        events += 1;
        messageIds.add(entry.messageId);
      }
    }
  }
  return { entries, events, messageIds };
}

/** How far the committed state of a folder goes whose server is dead, and what waits in its outbox. */
export async function stateOf(folder: string): Promise<CommittedState> {
  const state = await openLmdbState({ path: join(folder, 'state'), readOnly: true });
  try {
    return await committedIn(state);
  } finally {
    await state.close();
  }
}

/** The same of a state that is open. */
export async function committedIn(state: StateStore): Promise<CommittedState> {
  const { progress, counters } = await readMeta(state);
  return { seq: progress.seq, waiting: await state.count('outbox'), counters };
}

async function capturedIn(folder: string): Promise<readonly string[]> {
  return capturedOn(await openDeskFolder({ ...CAPTURE_DESK, path: join(folder, 'capture') }));
}

/** Messages on the desk of those that were captured. Closes it. */
export async function capturedOn(desk: Desk): Promise<readonly string[]> {
  const capture = openCapture({ desk, now: () => 0 });
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

/** How many messages are as the condition says of all their facts. */
function messagesWhere(warehouse: Warehouse, condition: string): Promise<number> {
  return count(warehouse, `SELECT count() AS value FROM (SELECT subject FROM facts WHERE ${MESSAGE} GROUP BY subject HAVING ${condition})`);
}

async function sumOf<Item>(items: Iterable<Item>, figure: (item: Item) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const item of items) sum += await figure(item);
  return sum;
}

function without(all: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...all].filter((one) => !others.has(one)));
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
