/** The lineage of a customer's traits: by which definition they are what they are, and by which event they came to be it. Read from the warehouse when asked. */
import { type Json, type JsonObject, OWN_SOURCE, type Plan } from '../../core/index.ts';
import type { Release } from '../../define/index.ts';
import { namedSql } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { ReadCustomer } from '../reading.ts';
import { idsOnArrival } from '../timeline/index.ts';
import { sourcesOf, TouchSearch, type TraitSource } from './search.ts';

export interface Lineage {
  readonly customer: string;
  /** Of all traits of the running release, or of those asked for. */
  readonly traits: readonly TraitLineage[];
}

export interface TraitLineage {
  readonly trait: string;
  readonly kind: 'declared' | 'computed' | 'formula' | 'score';
  /** Of the definition. */
  readonly version: number;
  /** Absent when it is missing. Times are ms. */
  readonly value?: Json;
  /** Of a formula or score: the traits it reads. */
  readonly reads?: readonly string[];
  /** The latest event, by its time, that contributed to it or said it; of a formula or score, to any trait it is made of. Whatever its window. */
  readonly last?: LastTouch;
}

export interface LastTouch {
  readonly event: string;
  readonly source: string;
  readonly message: string;
  /** Of the event, and when it came, ms. */
  readonly time: number;
  readonly at: number;
  /** In the log. */
  readonly position: number;
  /** The step of a journey that said it. */
  readonly by?: { readonly journey: string; readonly step: string };
  /** The trait that it touched, where that is another one. */
  readonly through?: string;
}

export interface LineageWorld {
  readonly warehouse: Warehouse;
  readonly release: Release;
  readonly plan: Plan;
}

/** Events looked at with one question. */
const PAGE = 2_000;

/** `traits`: their ids; undefined: all. */
export async function lineageOf(read: ReadCustomer, traits: readonly string[] | undefined, world: LineageWorld): Promise<Lineage> {
  const sources = sourcesOf(world.release, world.plan.zone);
  const wanted = traits ? sources.traits.filter(({ trait }) => traits.includes(trait.id)) : sources.traits;
  const roots = new Set(wanted.flatMap((one) => one.roots));
  const search = new TouchSearch<EventRow>([...sources.touching].filter(([id]) => roots.has(id)));
  await searched(search, read, world.warehouse);
  return {
    customer: read.id,
    traits: wanted.map((source): TraitLineage => {
      const { trait, version, reads } = source;
      const value = read.traits[trait.id];
      const last = latestOf(source, search.found);
      const kind = 'type' in trait ? 'declared' : 'aggregate' in trait ? 'computed' : 'formula' in trait ? 'formula' : 'score';
      return {
        trait: trait.id,
        kind,
        version,
        ...(value !== undefined && { value }),
        ...(reads.length > 0 && { reads }),
        ...(last && { last }),
      };
    }),
  };
}

interface EventRow {
  readonly event: string;
  readonly source: string;
  readonly messageId: string;
  readonly time: number;
  readonly at: number;
  readonly position: number;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly traits: JsonObject;
}

type StoredRow = Record<'event' | 'source' | 'message' | 'properties' | 'context' | 'declared', string> &
  Record<'ms' | 'atMs' | 'position', number>;

async function searched(search: TouchSearch<EventRow>, { id, absorbed }: ReadCustomer, warehouse: Warehouse): Promise<void> {
  const ids = await idsOnArrival([id, ...absorbed], warehouse);
  for (let before: EventRow | undefined; search.wanted.length > 0; ) {
    const rows = await warehouse.query<StoredRow>(pageSql(search.wanted, before), {
      customer: id,
      ids,
      time: before?.time ?? 0,
      message: before?.messageId ?? '',
    });
    for (const row of rows) {
      before = eventOf(row);
      search.take(before);
    }
    if (rows.length < PAGE) return;
  }
}

function pageSql(names: readonly string[], before: EventRow | undefined): string {
  const named = `AND ${namedSql(names, { name: 'event', sent: '1' })}`;
  const earlier = before ? 'AND (toUnixTimestamp64Milli(time), message_id) < ({time:Int64}, {message:String})' : '';
  return `SELECT event, source, message_id AS message, toUnixTimestamp64Milli(time) AS ms, toUnixTimestamp64Milli(at) AS atMs, position, properties, context, traits AS declared
FROM events_by_customer WHERE customer = {customer:String} AND customer_on_arrival IN {ids:Array(String)} ${named} ${earlier}
ORDER BY ms DESC, message_id DESC LIMIT ${PAGE}`;
}

function eventOf({ event, source, message, ms, atMs, position, properties, context, declared }: StoredRow): EventRow {
  const parsed = (json: string): JsonObject => (json === '' ? {} : (JSON.parse(json) as JsonObject));
  const about = { event, source, messageId: message, time: Number(ms), at: Number(atMs), position: Number(position) };
  return { ...about, properties: parsed(properties), context: parsed(context), traits: parsed(declared) };
}

function latestOf({ trait, roots }: TraitSource, found: ReadonlyMap<string, EventRow>): LastTouch | undefined {
  let latest: { readonly root: string; readonly row: EventRow } | undefined;
  for (const root of roots) {
    const row = found.get(root);
    if (row && (!latest || isLater(row, latest.row))) latest = { root, row };
  }
  if (!latest) return undefined;
  const { event, source, messageId, time, at, position, properties } = latest.row;
  const by = stepOf(source, properties);
  return {
    event,
    source,
    message: messageId,
    time,
    at,
    position,
    ...(by && { by }),
    ...(latest.root !== trait.id && { through: latest.root }),
  };
}

/** Of an event that the product itself has written for a step. */
function stepOf(source: string, { journey, step }: JsonObject): LastTouch['by'] {
  return source === OWN_SOURCE && typeof journey === 'string' && typeof step === 'string' ? { journey, step } : undefined;
}

function isLater(a: EventRow, b: EventRow): boolean {
  return a.time > b.time || (a.time === b.time && a.messageId > b.messageId);
}
