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
  readonly arrived: string;
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

/** What an unmerge has given to these customers, or taken from them. */
export interface Movings {
  /** Instances of journeys that are theirs now; what was concluded about them before lies under the id that they had come with. */
  readonly instances: readonly string[];
  /** Whether events may have been moved to them or away from them: of whoever was parted some may lie under an id that is somebody else's now. */
  readonly events: boolean;
}

export async function movingsOf(warehouse: Warehouse, customers: readonly string[]): Promise<Movings> {
  const rows = await warehouse.query<{ action: string; instance: string }>(
    `SELECT DISTINCT action, subject AS instance FROM facts WHERE kind = 'identity' AND action IN ('moved', 'instance_moved', 'unmerged')
AND (customer IN {customers:Array(String)} OR JSONExtractString(detail, 'from') IN {customers:Array(String)})`,
    { customers },
  );
  const instances = rows.flatMap(({ action, instance }) => (action === 'instance_moved' ? [instance] : []));
  return { instances, events: rows.some(({ action }) => action !== 'instance_moved') };
}

/** Whose events or facts are asked for: every id that leads to one customer. */
export interface Whose {
  readonly warehouse: Warehouse;
  readonly customers: readonly string[];
  readonly movings: () => Promise<Movings>;
}

/** Messages and what guard said of them name their instance. */
const OF_INSTANCE = "if(kind IN ('verdict', 'message'), JSONExtractString(detail, 'instance'), '')";
/** All that is ever asked but tags, which are more than everything else together. */
const KINDS = "kind IN ('decision', 'exposure', 'identity', 'journey', 'message', 'profile', 'segment', 'verdict')";

/** What was concluded about these customers but their tags, in order; and about instances that an unmerge has given them. */
export async function factsOf({ warehouse, customers, movings }: Whose): Promise<readonly FactEvidence[]> {
  const own = 'customer IN {customers:Array(String)}';
  const latest = (where: string, parameters: object): Promise<StoredFact[]> =>
    warehouse.query(`SELECT ${FACT_COLUMNS} FROM facts WHERE ${KINDS} AND (${where}) ORDER BY at DESC, seq DESC LIMIT ${FACTS_MAX}`, {
      customers,
      ...parameters,
    });
  const [{ instances: given }, theirs] = await Promise.all([movings(), latest(own, {})]);
  // Nobody else's facts are looked at where nothing was given, which is nearly everywhere.
  if (given.length === 0) return theirs.reverse().map(factOf);
  const rows = await latest(`${own} OR subject IN {given:Array(String)} OR ${OF_INSTANCE} IN {given:Array(String)}`, { given });
  return rows.reverse().map(factOf);
}

/** How these customers came to have some tags, and lost them, in order. */
export async function tagFactsOf({ warehouse, customers }: Whose, tags: readonly string[]): Promise<readonly FactEvidence[]> {
  if (tags.length === 0) return [];
  const rows = await warehouse.query<StoredFact>(
    `SELECT ${FACT_COLUMNS} FROM facts WHERE kind = 'tag' AND customer IN {customers:Array(String)} AND name IN {tags:Array(String)}
ORDER BY at DESC, seq DESC LIMIT ${FACTS_MAX}`,
    { customers, tags },
  );
  return rows.reverse().map(factOf);
}

/** When each release came into force, by its number. */
export async function releaseTimes(warehouse: Warehouse): Promise<ReadonlyMap<number, number>> {
  const rows = await warehouse.query<StoredFact>(`SELECT ${FACT_COLUMNS} FROM facts WHERE kind = 'release' ORDER BY at, seq`);
  return new Map(rows.map(({ version, ms }) => [version, Number(ms)]));
}

/** The event of these customers with this message id; each counts once. */
export async function eventOf(whose: Whose, messageId: string): Promise<EventEvidence | undefined> {
  const { columns, from } = await eventsOf(whose);
  const [row] = await whose.warehouse.query<StoredEvent>(
    `SELECT ${columns} FROM ${from} AND message_id = {messageId:String} ORDER BY at, seq LIMIT 1`,
    { customers: whose.customers, messageId },
  );
  return row && shownOf(foundEvent(row));
}

/** How the events of these customers are read. The view that knows whose each is by now is asked only where some have been moved: it costs as much again. */
async function eventsOf({ movings }: Whose): Promise<{ readonly columns: string; readonly from: string }> {
  const { events } = await movings();
  const [table, arrived] = events ? ['events_by_customer', 'e.customer_on_arrival'] : ['events', 'e.customer'];
  return {
    columns: `partition, seq, position, toUnixTimestamp64Milli(at) AS ms, ${arrived} AS arrived, event, message_id AS messageId, source,
toUnixTimestamp64Milli(time) AS time_ms, properties, context, traits`,
    from: `${table} AS e WHERE e.customer IN {customers:Array(String)}`,
  };
}

export interface NamedEvents {
  readonly count: number;
  /** The latest `EVENTS_MAX`, newest first. */
  readonly latest: readonly FoundEvent[];
}

/** By name; each name has its own `EVENTS_MAX`. */
export async function eventsNamed(whose: Whose, events: readonly string[]): Promise<ReadonlyMap<string, NamedEvents>> {
  const { warehouse, customers } = whose;
  const { columns, from } = await eventsOf(whose);
  const named = `${from} AND event IN {events:Array(String)}`;
  const rows = await warehouse.query<StoredEvent>(
    `SELECT ${columns} FROM ${named} ORDER BY at DESC, seq DESC LIMIT ${EVENTS_MAX} BY event`,
    { customers, events },
  );
  const latest = Map.groupBy(rows.map(foundEvent), ({ event }) => event);
  const many = [...latest].filter(([, own]) => own.length === EVENTS_MAX).map(([event]) => event);
  const totals = new Map<string, number>();
  if (many.length > 0) {
    const counts = await warehouse.query<{ event: string; count: string | number }>(
      `SELECT event, count() AS count FROM ${named} GROUP BY event`,
      { customers, events: many },
    );
    for (const { event, count } of counts) totals.set(event, Number(count));
  }
  return new Map(events.map((event) => [event, namedEvents(latest.get(event) ?? [], totals.get(event))]));
}

function namedEvents(latest: readonly FoundEvent[], total?: number): NamedEvents {
  return { count: total ?? latest.length, latest };
}

/** Events of this name that happened within (after, upTo], ms, in order. */
export async function eventsBetween(
  whose: Whose,
  { event, after, upTo }: { readonly event: string; readonly after: number; readonly upTo: number },
): Promise<readonly FoundEvent[]> {
  const { columns, from } = await eventsOf(whose);
  const rows = await whose.warehouse.query<StoredEvent>(
    `SELECT ${columns} FROM ${from} AND event = {event:String}
AND time > fromUnixTimestamp64Milli({after:Int64}) AND time <= fromUnixTimestamp64Milli({upTo:Int64}) ORDER BY at, seq LIMIT ${EVENTS_MAX}`,
    { customers: whose.customers, event, after, upTo },
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

function foundEvent(row: StoredEvent): FoundEvent {
  const { partition, seq, position, ms, arrived, event, messageId, source, time_ms, properties, context, traits } = row;
  return {
    table: 'events',
    id: `${partition}-${seq}`,
    position: Number(position),
    at: Number(ms),
    customer: arrived,
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
