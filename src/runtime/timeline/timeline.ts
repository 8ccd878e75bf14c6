/**
 * The timeline of a customer of today: events and facts in the order in which the engine took and concluded them, by time, and within a partition by the
 * dense number that they share. A page goes down from such a place, so what comes meanwhile does not shift it.
 */
import type { JsonObject } from '../../core/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { TraceStep } from '../figures.ts';
import { type FactRow, STEP_COLUMNS, stepOf } from '../traces.ts';

/** `messages`: what was decided about messages, and what became of them; `facts`: everything else that was concluded. */
export type TimelineKind = 'events' | 'facts' | 'messages';

export interface TimelineQuestion {
  readonly kinds: readonly TimelineKind[];
  /** Names of events; with these or sources only events come. */
  readonly events?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
  /** Ms, of an event by its own time: from <= t < to. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Only what was taken or concluded before this one: `at-partition-number`. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface Timeline {
  readonly customer: string;
  /** Newest first, as the engine took them. */
  readonly rows: readonly TimelineRow[];
  /** `before` of the next page; absent on the last one. */
  readonly next?: string;
  /** Log position up to which the answer is complete. */
  readonly position: number;
}

export type TimelineRow =
  | {
      readonly kind: 'events';
      readonly id: string;
      /** When the log took it, and when it happened, ms. */
      readonly at: number;
      readonly time: number;
      readonly event: string;
      readonly source: string;
      readonly message: string;
      /** Id that the customer had when it came. */
      readonly customer: string;
      readonly properties: JsonObject;
      /** Of identify calls. */
      readonly traits?: JsonObject;
    }
  | { readonly kind: 'facts' | 'messages'; readonly id: string; readonly at: number; readonly fact: Omit<TraceStep, 'id' | 'at'> };

export interface TimelineWorld {
  readonly warehouse: Warehouse;
  readonly position: number;
}

/**
 * Every id under which events of a person may have come: events that an unmerge has moved lie under the id they came with. With several partitions that is not
 * the one they are told to have been taken from last: it may have become that one, or they may have been moved before.
 */
export async function idsOnArrival(ids: readonly string[], warehouse: Warehouse): Promise<readonly string[]> {
  const found = new Set(ids);
  for (let asked = ids; asked.length > 0; ) {
    const rows = await warehouse.query<{ id: string }>(
      `SELECT DISTINCT if(action = 'moved', JSONExtractString(detail, 'from'), name) AS id FROM facts
WHERE kind = 'identity' AND action IN ('moved', 'merged') AND customer IN {asked:Array(String)}`,
      { asked },
    );
    asked = rows.flatMap(({ id }) => (found.has(id) ? [] : [id]));
    for (const id of asked) found.add(id);
  }
  return [...found];
}

/** `ids`: of the person, the surviving first. */
export async function timelineOf(
  ids: readonly string[],
  question: TimelineQuestion,
  { warehouse, position }: TimelineWorld,
): Promise<Timeline> {
  const [customer = ''] = ids;
  const [events, facts] = await Promise.all([eventsOf(ids, question, warehouse), factsOf(ids, question, warehouse)]);
  const found = [...events, ...facts].sort(newestFirst);
  const rows = found.slice(0, question.limit);
  const last = rows.at(-1);
  return {
    customer,
    rows: rows.map(({ row }) => row),
    ...(last && found.length > rows.length && { next: last.place.join('-') }),
    position,
  };
}

type RowPlace = readonly [at: number, partition: number, seq: number];

interface Placed {
  readonly place: RowPlace;
  readonly row: TimelineRow;
}

function newestFirst({ place: [at, partition, seq] }: Placed, { place }: Placed): number {
  return place[0] - at || place[1] - partition || place[2] - seq;
}

const ORDER = 'ORDER BY at DESC, partition DESC, seq DESC';

type StoredEvent = Record<'event' | 'source' | 'message' | 'arrived' | 'properties' | 'declared', string> &
  Record<'partition' | 'number' | 'atMs' | 'ms', number>;

async function eventsOf(ids: readonly string[], question: TimelineQuestion, warehouse: Warehouse): Promise<Placed[]> {
  if (!question.kinds.includes('events')) return [];
  const { events, sources } = question;
  const conditions = [
    'customer = {customer:String} AND customer_on_arrival IN {ids:Array(String)}',
    ...(events ? ['event IN {events:Array(String)}'] : []),
    ...(sources ? ['source IN {sources:Array(String)}'] : []),
    ...within('time', question),
  ];
  const parameters = { customer: ids[0], ids: await idsOnArrival(ids, warehouse), events, sources, ...boundsOf(question) };
  const from = `FROM events_by_customer WHERE ${conditions.join(' AND ')}`;
  // First where the page lies: what events carry is read of these alone.
  const places = await warehouse.query<{ readonly ms: number }>(
    `SELECT toUnixTimestamp64Milli(at) AS ms, partition, seq ${from} ${ORDER} LIMIT {limit:UInt32}`,
    parameters,
  );
  const [newest, oldest] = [places[0], places.at(-1)];
  if (!newest || !oldest) return [];
  const rows = await warehouse.query<StoredEvent>(
    `SELECT partition, seq AS number, event, source, message_id AS message, customer_on_arrival AS arrived, properties, traits AS declared,
  toUnixTimestamp64Milli(at) AS atMs, toUnixTimestamp64Milli(time) AS ms
${from} AND at >= fromUnixTimestamp64Milli({oldest:Int64}) AND at <= fromUnixTimestamp64Milli({newest:Int64}) ${ORDER} LIMIT {limit:UInt32}`,
    { ...parameters, newest: newest.ms, oldest: oldest.ms },
  );
  return rows.map(({ partition, number, event, source, message, arrived, properties, declared, atMs, ms }) => ({
    place: [Number(atMs), Number(partition), Number(number)],
    row: {
      kind: 'events',
      id: `${partition}-${number}`,
      at: Number(atMs),
      time: Number(ms),
      event,
      source,
      message,
      customer: arrived,
      properties: properties === '' ? {} : (JSON.parse(properties) as JsonObject),
      ...(declared !== '' && { traits: JSON.parse(declared) as JsonObject }),
    },
  }));
}

const OF_MESSAGES = "kind IN ('message', 'verdict')";

async function factsOf(ids: readonly string[], question: TimelineQuestion, warehouse: Warehouse): Promise<Placed[]> {
  const { kinds, events, sources } = question;
  const wanted = [...(kinds.includes('facts') ? [`NOT ${OF_MESSAGES}`] : []), ...(kinds.includes('messages') ? [OF_MESSAGES] : [])];
  if (wanted.length === 0 || events || sources) return [];
  // That an event is another one's now is told once for every event.
  const conditions = ['customer IN {ids:Array(String)}', "action != 'moved'", `(${wanted.join(' OR ')})`, ...within('at', question)];
  const rows = await warehouse.query<FactRow & { ms: number | string }>(
    `SELECT ${STEP_COLUMNS} FROM facts WHERE ${conditions.join(' AND ')} ${ORDER} LIMIT {limit:UInt32}`,
    { ids, ...boundsOf(question) },
  );
  return rows.map((stored) => {
    const { id, at, ...fact } = stepOf(stored);
    return {
      place: [Number(stored.ms), Number(stored.partition), Number(stored.seq)],
      row: { kind: fact.kind === 'message' || fact.kind === 'verdict' ? 'messages' : 'facts', id, at, fact },
    };
  });
}

function within(column: 'time' | 'at', { from, to, before }: TimelineQuestion): string[] {
  return [
    ...(before === undefined
      ? []
      : ['(toUnixTimestamp64Milli(at), partition, seq) < ({beforeAt:Int64}, {beforePartition:UInt16}, {beforeSeq:UInt64})']),
    ...(from === undefined ? [] : [`${column} >= fromUnixTimestamp64Milli({from:Int64})`]),
    ...(to === undefined ? [] : [`${column} < fromUnixTimestamp64Milli({to:Int64})`]),
  ];
}

function boundsOf({ before, from, to, limit }: TimelineQuestion): Readonly<Record<string, unknown>> {
  return {
    // Whether there is a further page.
    limit: limit + 1,
    ...placeOf(before),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function placeOf(before: string | undefined): Readonly<Record<string, number>> {
  if (before === undefined) return {};
  const [beforeAt, beforePartition, beforeSeq] = before.split('-').map(Number);
  return { beforeAt: beforeAt!, beforePartition: beforePartition!, beforeSeq: beforeSeq! };
}
