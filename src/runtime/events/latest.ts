/** What came lately: the newest events of the warehouse, without what they carry; and one of them whole. */
import type { Json, JsonObject } from '../../core/index.ts';
import { boundOf } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

export interface LatestEventsQuestion {
  readonly limit: number;
  readonly source?: string;
  readonly event?: string;
  /** Only events that do not keep to the data dictionary. */
  readonly isFlagged?: boolean;
}

export interface LatestEvent {
  /** `partition-seq`. */
  readonly id: string;
  /** When the log took it, and when it happened, ms. */
  readonly at: number;
  readonly time: number;
  readonly source: string;
  readonly event: string;
  /** On arrival. */
  readonly customer: string;
  /** How many of its values do not keep to the data dictionary. */
  readonly problems: number;
}

export interface WholeEvent extends LatestEvent {
  readonly call: string;
  readonly message: string;
  readonly identifiers: Json;
  readonly properties: JsonObject;
  /** Of identify and group calls. */
  readonly traits?: JsonObject;
  readonly context?: JsonObject;
  /** Of `{ field, problem, omitted }`. */
  readonly violations: Json;
  /** Id of the quarantined call that it was replayed from. */
  readonly quarantine?: string;
}

/** How many of the latest rows are looked through. */
const LATEST_ROWS = 100_000;

const COLUMNS =
  'partition, seq, toUnixTimestamp64Milli(at) AS ms, toUnixTimestamp64Milli(time) AS happened, source, toString(event) AS name, customer, violations';

interface Row {
  readonly partition: number;
  readonly seq: number | string;
  readonly ms: number | string;
  readonly happened: number | string;
  readonly source: string;
  readonly name: string;
  readonly customer: string;
  readonly violations: string;
}

interface WholeRow extends Row {
  readonly call: string;
  readonly message_id: string;
  readonly identifiers: string;
  readonly properties: string;
  readonly traits: string;
  readonly context: string;
  readonly quarantine: string;
}

/** Newest first. `seqs`: last number of each partition. */
export async function latestEvents(
  warehouse: Warehouse,
  seqs: readonly number[],
  { limit, source, event, isFlagged }: LatestEventsQuestion,
): Promise<readonly LatestEvent[]> {
  const bounds = [
    `seq > ${boundOf(seqs.map((seq) => Math.max(0, seq - LATEST_ROWS)))}`,
    ...(source === undefined ? [] : ['source = {source:String}']),
    ...(event === undefined ? [] : ['event = {event:String}']),
    ...(isFlagged ? ["violations != ''"] : []),
  ];
  const rows = await warehouse.query<Row>(
    `SELECT ${COLUMNS} FROM events WHERE ${bounds.join(' AND ')} ORDER BY at DESC, seq DESC LIMIT {limit:UInt32}`,
    { limit, ...(source !== undefined && { source }), ...(event !== undefined && { event }) },
  );
  return rows.map(rowOf);
}

/** By its id; undefined when there is none. */
export async function wholeEvent(warehouse: Warehouse, id: string): Promise<WholeEvent | undefined> {
  const [, partition, seq] = /^(\d{1,5})-(\d{1,15})$/.exec(id) ?? [];
  if (partition === undefined) return undefined;
  const [row] = await warehouse.query<WholeRow>(
    `SELECT ${COLUMNS}, call, message_id, identifiers, properties, traits, context, quarantine FROM events WHERE partition = {partition:UInt32} AND seq = {seq:UInt64} LIMIT 1`,
    { partition: Number(partition), seq: Number(seq) },
  );
  if (!row) return undefined;
  const { call, message_id: message, identifiers, properties, traits, context, violations, quarantine } = row;
  return {
    ...rowOf(row),
    ...{ call, message, identifiers: parsed(identifiers) ?? [], properties: objectIn(properties) ?? {} },
    ...given('traits', objectIn(traits)),
    ...given('context', objectIn(context)),
    violations: parsed(violations) ?? [],
    ...(quarantine !== '' && { quarantine }),
  };
}

function rowOf({ partition, seq, ms, happened, source, name, customer, violations }: Row): LatestEvent {
  const problems = parsed(violations);
  return {
    id: `${partition}-${seq}`,
    at: Number(ms),
    time: Number(happened),
    ...{ source, event: name, customer },
    problems: Array.isArray(problems) ? problems.length : 0,
  };
}

function parsed(text: string): Json | undefined {
  return text === '' ? undefined : (JSON.parse(text) as Json);
}

function objectIn(text: string): JsonObject | undefined {
  return parsed(text) as JsonObject | undefined;
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: Value };
}
