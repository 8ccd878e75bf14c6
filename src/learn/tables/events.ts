/**
 * `events`: every event the engine has taken, once. The columns named like keys of an event entry (`call`, `event`, `messageId`, `source`,
 * `time`, `receivedAt`, `identifiers`, `properties`, `traits`, `context`) are filled by ClickHouse straight from the entry's own JSON, which
 * the sink splices into the row: it is parsed once, natively, and nothing is stored twice. Snake-case names are aliases.
 */
import type { TableDefinition, ViewDefinition } from './table.ts';

export const events: TableDefinition = {
  name: 'events',
  comment: 'Every event, once, with the customer it was resolved to on arrival. Read events_by_customer for the customer of today.',
  columns: [
    { name: 'partition', type: 'UInt16', comment: 'Partition of the engine.' },
    { name: 'seq', type: 'UInt64 CODEC(DoubleDelta, LZ4)', comment: 'Dense number within the partition, shared with facts.' },
    { name: 'position', type: 'UInt64 CODEC(DoubleDelta, LZ4)', comment: 'Position of the entry in the log.' },
    { name: 'customer', type: 'String', comment: 'Customer id on arrival; a later merge is not reflected here.' },
    { name: 'at', type: "DateTime64(3, 'UTC') CODEC(DoubleDelta, LZ4)", comment: 'When the log took the entry.' },
    { name: 'call', type: 'String', comment: 'track, identify, page, screen, group or alias.' },
    {
      name: 'event',
      type: 'LowCardinality(String)',
      comment: 'Event name; $identify, $page, $screen, $group, $alias for the other calls.',
    },
    { name: 'messageId', type: 'String', comment: 'Id given by the source; counts once.' },
    { name: 'source', type: 'String', comment: 'Source whose write key sent it.' },
    { name: 'time', type: "DateTime64(3, 'UTC') CODEC(DoubleDelta, LZ4)", comment: 'When it happened, after clock correction.' },
    { name: 'receivedAt', type: "DateTime64(3, 'UTC') CODEC(DoubleDelta, LZ4)", comment: 'Wall clock of the door.' },
    { name: 'identifiers', type: 'String CODEC(ZSTD(1))', comment: 'JSON: list of [namespace, value].' },
    { name: 'properties', type: 'String CODEC(ZSTD(1))', comment: 'JSON object.' },
    { name: 'traits', type: 'String CODEC(ZSTD(1))', comment: 'JSON object of identify and group calls, or empty.' },
    { name: 'context', type: 'String CODEC(ZSTD(1))', comment: 'JSON object, or empty.' },
    {
      name: 'violations',
      type: 'String CODEC(ZSTD(1))',
      comment: 'JSON: what of it does not keep to the data dictionary, list of { field, problem, omitted }; or empty.',
    },
    { name: 'quarantine', type: 'String CODEC(ZSTD(1))', comment: 'Id of the quarantined call that it was replayed from, or empty.' },
    { name: 'unreadable', type: 'String CODEC(ZSTD(1))', comment: 'The raw entry when it could not be read as a row; else empty.' },
    { name: 'message_id', type: 'String ALIAS messageId', comment: 'messageId.' },
    { name: 'received_at', type: "DateTime64(3, 'UTC') ALIAS receivedAt", comment: 'receivedAt.' },
    {
      name: 'identifier_pairs',
      type: "Array(Tuple(String, String)) ALIAS JSONExtract(identifiers, 'Array(Tuple(String, String))')",
      comment: 'identifiers as (namespace, value) pairs.',
    },
    {
      name: 'revenue',
      type: "Nullable(Float64) ALIAS JSONExtract(properties, 'revenue', 'Nullable(Float64)')",
      comment: 'properties.revenue.',
    },
    { name: 'currency', type: "String ALIAS JSONExtractString(properties, 'currency')", comment: 'properties.currency.' },
    { name: 'order_id', type: "String ALIAS JSONExtractString(properties, 'order_id')", comment: 'properties.order_id.' },
  ],
  // Young parts hold one narrow range of seq each, so the sink's look-ups and scans of the last days skip the rest.
  indexes: ['seq_range seq TYPE minmax GRANULARITY 1', 'time_range time TYPE minmax GRANULARITY 1'],
  orderBy: 'event, customer, time',
};

export const customerMap: ViewDefinition = {
  name: 'customer_map',
  comment:
    'Absorbed customer id -> the customer that carries on today. A merge writes one fact per id it absorbs, an unmerge one per id it sets free, so the latest one is the answer.',
  select: `SELECT name AS absorbed, argMax(customer, (at, seq)) AS survivor
FROM facts WHERE kind = 'identity' AND action IN ('merged', 'unmerged') GROUP BY name HAVING survivor != absorbed`,
};

export const movedEvents: ViewDefinition = {
  name: 'moved_events',
  comment:
    'Position of an entry -> the customer it belongs to, of entries that came while its customer was taken for another one: an unmerge tells it.',
  // With several partitions what has moved may stand in another one than what tells it.
  select: `SELECT if(JSONHas(f.detail, 'partition'), JSONExtractUInt(f.detail, 'partition'), f.partition) AS partition, JSONExtractUInt(f.detail, 'position') AS position,
  argMax(f.customer, (f.at, f.seq)) AS owner
FROM facts AS f WHERE f.kind = 'identity' AND f.action = 'moved' GROUP BY partition, position`,
};

/** `events` with the customer of today, whom `customer` says; `from` joins what it says it by. */
function byCustomer({ customer, from }: { customer: string; from: string }): ViewDefinition {
  return {
    name: 'events_by_customer',
    comment: 'events with the customer of today.',
    select: `SELECT ${customer} AS customer, e.customer AS customer_on_arrival,
  e.partition AS partition, e.seq AS seq, e.position AS position, e.at AS at, e.call AS call, e.event AS event, e.message_id AS message_id,
  e.source AS source, e.time AS time, e.received_at AS received_at, e.identifiers AS identifiers, e.identifier_pairs AS identifier_pairs,
  e.properties AS properties, e.traits AS traits, e.context AS context, e.violations AS violations, e.revenue AS revenue, e.currency AS currency, e.order_id AS order_id
FROM events AS e ${from}`,
  };
}

export const eventsByCustomer: ViewDefinition = byCustomer({
  customer: "if(m.survivor = '', e.customer, m.survivor)",
  from: 'LEFT ANY JOIN customer_map AS m ON e.customer = m.absorbed',
});

/** The same view once events have been moved: until then nobody pays for asking whether they were. */
export const eventsByCustomerMoved: ViewDefinition = byCustomer({
  customer: "multiIf(m.survivor != '', m.survivor, v.owner != '', v.owner, e.customer)",
  from: `LEFT ANY JOIN moved_events AS v ON e.partition = v.partition AND e.position = v.position
LEFT ANY JOIN customer_map AS m ON if(v.owner = '', e.customer, v.owner) = m.absorbed`,
});
