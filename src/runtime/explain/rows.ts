/** Facts and events of one person, read from the warehouse. */
import type { JsonObject } from '../../core/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { EventEvidence, FactEvidence } from './explanation.ts';

/** The latest facts of a person that are read: more than anybody has in a year. */
const FACTS_MAX = 20_000;
/** The latest events of one name that a filter is tried on. */
export const EVENTS_MAX = 1_000;

interface StoredFact {
  readonly partition: number;
  readonly seq: string | number;
  readonly position: string | number;
  readonly ms: string | number;
  readonly kind: string;
  readonly action: string;
  readonly customer: string;
  readonly name: string;
  readonly version: number;
  readonly journey: string;
  readonly step: string;
  readonly subject: string;
  readonly detail: string;
}

interface StoredEvent {
  readonly partition: number;
  readonly seq: string | number;
  readonly position: string | number;
  readonly ms: string | number;
  readonly customer: string;
  readonly event: string;
  readonly messageId: string;
  readonly source: string;
  readonly time_ms: string | number;
  readonly properties: string;
  readonly context: string;
  readonly traits: string;
}

/** With what a filter may read of it and nobody is shown. */
export interface FoundEvent extends EventEvidence {
  readonly context: JsonObject;
  readonly traits: JsonObject;
}

/** What is shown of an event. */
export function shownOf({ context: _context, traits: _traits, ...evidence }: FoundEvent): EventEvidence {
  return evidence;
}

const FACT_COLUMNS =
  'partition, seq, position, toUnixTimestamp64Milli(at) AS ms, kind, action, customer, name, version, journey, step, subject, detail';
/** Of `events_by_customer`: an unmerge may have moved them. */
const EVENT_COLUMNS =
  'partition, seq, position, toUnixTimestamp64Milli(at) AS ms, customer_on_arrival AS customer, event, message_id AS messageId, source, toUnixTimestamp64Milli(time) AS time_ms, properties, context, traits';

/** Messages and what guard said of them name their instance. */
const OF_INSTANCE = "if(kind IN ('verdict', 'message'), JSONExtractString(detail, 'instance'), '')";

/** Everything concluded about these customers, in order; and about instances that an unmerge has given them. */
export async function factsOf(warehouse: Warehouse, customers: readonly string[]): Promise<readonly FactEvidence[]> {
  const own = 'customer IN {customers:Array(String)}';
  const latest = (where: string, parameters: object): Promise<StoredFact[]> =>
    warehouse.query(`SELECT ${FACT_COLUMNS} FROM facts WHERE ${where} ORDER BY at DESC, seq DESC LIMIT ${FACTS_MAX}`, {
      customers,
      ...parameters,
    });
  const [given, theirs] = await Promise.all([
    warehouse.query<{ instance: string }>(
      "SELECT DISTINCT subject AS instance FROM facts WHERE kind = 'identity' AND action = 'instance_moved' AND customer IN {customers:Array(String)}",
      { customers },
    ),
    latest(own, {}),
  ]);
  // Nobody else's facts are looked at where nothing was given, which is nearly everywhere.
  if (given.length === 0) return theirs.reverse().map(factOf);
  const instances = { given: given.map(({ instance }) => instance) };
  const rows = await latest(`${own} OR subject IN {given:Array(String)} OR ${OF_INSTANCE} IN {given:Array(String)}`, instances);
  return rows.reverse().map(factOf);
}

/** When each release came into force, by its number. */
export async function releaseTimes(warehouse: Warehouse): Promise<ReadonlyMap<number, number>> {
  const rows = await warehouse.query<StoredFact>(`SELECT ${FACT_COLUMNS} FROM facts WHERE kind = 'release' ORDER BY at, seq`);
  return new Map(rows.map(({ version, ms }) => [version, Number(ms)]));
}

/** The event of these customers with this message id; each counts once. */
export async function eventOf(warehouse: Warehouse, customers: readonly string[], messageId: string): Promise<EventEvidence | undefined> {
  const [row] = await warehouse.query<StoredEvent>(
    `SELECT ${EVENT_COLUMNS} FROM events_by_customer AS e WHERE e.customer IN {customers:Array(String)} AND message_id = {messageId:String} ORDER BY at, seq LIMIT 1`,
    { customers, messageId },
  );
  return row && shownOf(foundEvent(row));
}

export interface NamedEvents {
  readonly count: number;
  /** The latest `EVENTS_MAX`, newest first. */
  readonly latest: readonly FoundEvent[];
}

/** By name; each name has its own `EVENTS_MAX`. */
export async function eventsNamed(
  warehouse: Warehouse,
  customers: readonly string[],
  events: readonly string[],
): Promise<ReadonlyMap<string, NamedEvents>> {
  const where = 'e.customer IN {customers:Array(String)} AND event IN {events:Array(String)}';
  const rows = await warehouse.query<StoredEvent>(
    `SELECT ${EVENT_COLUMNS} FROM events_by_customer AS e WHERE ${where} ORDER BY at DESC, seq DESC LIMIT ${EVENTS_MAX} BY event`,
    { customers, events },
  );
  const latest = Map.groupBy(rows.map(foundEvent), ({ event }) => event);
  const many = [...latest].filter(([, own]) => own.length === EVENTS_MAX).map(([event]) => event);
  const totals = new Map<string, number>();
  if (many.length > 0) {
    const counts = await warehouse.query<{ event: string; count: string | number }>(
      `SELECT event, count() AS count FROM events_by_customer AS e WHERE ${where} GROUP BY event`,
      { customers, events: many },
    );
    for (const { event, count } of counts) totals.set(event, Number(count));
  }
  return new Map(events.map((event) => [event, named(latest.get(event) ?? [], totals.get(event))]));
}

function named(latest: readonly FoundEvent[], total?: number): NamedEvents {
  return { count: total ?? latest.length, latest };
}

/** Events of this name that happened within (from, to], ms, in order. */
export async function eventsBetween(
  warehouse: Warehouse,
  customers: readonly string[],
  { event, from, to }: { readonly event: string; readonly from: number; readonly to: number },
): Promise<readonly FoundEvent[]> {
  const rows = await warehouse.query<StoredEvent>(
    `SELECT ${EVENT_COLUMNS} FROM events_by_customer AS e WHERE e.customer IN {customers:Array(String)} AND event = {event:String}
AND time > fromUnixTimestamp64Milli({from:Int64}) AND time <= fromUnixTimestamp64Milli({to:Int64}) ORDER BY at, seq LIMIT ${EVENTS_MAX}`,
    { customers, event, from, to },
  );
  return rows.map(foundEvent);
}

function factOf(row: StoredFact): FactEvidence {
  const { partition, seq, position, ms, kind, action, customer, name, version, journey, step, subject, detail } = row;
  return {
    table: 'facts',
    id: `${partition}-${seq}`,
    position: Number(position),
    at: Number(ms),
    customer,
    kind,
    action,
    name,
    version,
    ...(journey !== '' && { journey }),
    ...(step !== '' && { step }),
    ...(subject !== '' && { subject }),
    detail: objectOf(detail),
  };
}

function foundEvent({
  partition,
  seq,
  position,
  ms,
  customer,
  event,
  messageId,
  source,
  time_ms,
  properties,
  context,
  traits,
}: StoredEvent): FoundEvent {
  return {
    table: 'events',
    id: `${partition}-${seq}`,
    position: Number(position),
    at: Number(ms),
    customer,
    event,
    messageId,
    source,
    time: Number(time_ms),
    properties: objectOf(properties),
    context: objectOf(context),
    traits: objectOf(traits),
  };
}

function objectOf(text: string): JsonObject {
  return text === '' ? {} : (JSON.parse(text) as JsonObject);
}
