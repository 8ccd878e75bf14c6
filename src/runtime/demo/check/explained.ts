/**
 * Whether `explain` answers for customers asked at random, and whether each answer stands: every journey has a reason, and every row that is
 * named is in the warehouse with these values and led to by the entry of the log that it names.
 */
import { hashUnit, mapConcurrently } from '../../../base/index.ts';
import type { EventEntry, JsonObject } from '../../../core/index.ts';
import { eventPathOf } from '../../../define/index.ts';
import type { Warehouse } from '../../../port/warehouse/index.ts';
import type { Evidence, Explanation, JourneyExplanation } from '../../explain/index.ts';
import type { LoggedEntry } from '../../figures.ts';
import { type Check, check } from './checks.ts';

export interface Explaining {
  readonly warehouse: Warehouse;
  /** Why, and why not, for every journey; with a message why it came. */
  explain(customer: string, message?: string): Promise<Explanation>;
  /** Undefined where the log has none. */
  entriesAt(positions: readonly number[]): Promise<readonly (LoggedEntry | undefined)[]>;
}

export interface ExplainedOptions {
  readonly customers: readonly string[];
  /** Ids of the journeys that each answer must cover. */
  readonly journeys: readonly string[];
  readonly seed: string;
  /** How many customers are asked; default 100. */
  readonly asked?: number;
}

const ASKED = 100;
const ASKED_AT_A_TIME = 2;
const ROWS_MAX = 2_000;
const EXAMPLES = 10;

/** Of some customers at random how many are answered for, in full and truly. */
export async function explainedCheck(app: Explaining, options: ExplainedOptions): Promise<Check> {
  const { customers, journeys, seed, asked = ASKED } = options;
  const drawn = new Map(customers.map((customer) => [customer, hashUnit(seed, `explain ${customer}`)]));
  const chosen = [...customers].sort((a, b) => drawn.get(a)! - drawn.get(b)!).slice(0, asked);
  const wrong: string[] = [];
  const rows: Evidence[] = [];
  const owners: string[] = [];
  const answers = await mapConcurrently(chosen, ASKED_AT_A_TIME, (customer) => explanationsOf(app, customer));
  for (const [index, customer] of chosen.entries()) {
    const explanations = answers[index]!;
    for (const problem of explanations.flatMap((one) => gapsIn(one, journeys))) wrong.push(`${customer}: ${problem}`);
    const named = evidenceIn(explanations);
    rows.push(...named);
    owners.push(...named.map(() => customer));
  }
  const unproven = await unprovenAmong(rows, app);
  wrong.push(...unproven.map(({ index, problem }) => `${owners[index]}: ${rows[index]!.table} ${rows[index]!.id} ${problem}`));
  const bad = new Set(wrong.map((problem) => problem.split(':', 1)[0]));
  const figure = check({ name: 'explained', expected: chosen.length, live: chosen.length - bad.size, warehouse: null });
  return wrong.length === 0 ? figure : { ...figure, examples: wrong.slice(0, EXAMPLES) };
}

/** Of all journeys, and of the latest message of the first that wanted to send one. */
async function explanationsOf(app: Explaining, customer: string): Promise<readonly Explanation[]> {
  const all = await app.explain(customer);
  const message = all.journeys?.find(({ messages }) => messages.length > 0)?.messages[0]?.message;
  return message === undefined ? [all] : [all, await app.explain(customer, message)];
}

function gapsIn({ journeys, message }: Explanation, expected: readonly string[]): readonly string[] {
  if (message) return message.chain[0]?.link === 'signal' ? [] : [`message ${message.message} has no signal`];
  const answered = new Map((journeys ?? []).map((one) => [one.journey, one]));
  return expected.flatMap((id) => {
    const one = answered.get(id);
    return one && reasonOf(one) !== '' ? [] : [`journey ${id} has no reason`];
  });
}

function reasonOf({ standing, way, refused, untriggered }: JourneyExplanation): string {
  if (standing === 'untriggered') return untriggered?.rule ?? '';
  if (standing === 'refused') return refused?.rule ?? '';
  return (standing === 'inside' ? way?.step : way?.rule) ?? '';
}

/** Every row that is named anywhere in the answer. */
export function evidenceIn(value: unknown): readonly Evidence[] {
  if (Array.isArray(value)) return value.flatMap(evidenceIn);
  if (typeof value !== 'object' || value === null) return [];
  const { table } = value as { table?: unknown };
  if (table === 'facts' || table === 'events') return [value as Evidence];
  return Object.values(value).flatMap(evidenceIn);
}

interface Unproven {
  readonly index: number;
  readonly problem: string;
}

/** Those of the rows that the warehouse does not have so, or that their entry in the log does not bear out. */
export async function unprovenAmong(rows: readonly Evidence[], app: Omit<Explaining, 'explain'>): Promise<readonly Unproven[]> {
  const stored = await storedRows(rows, app.warehouse);
  const positions = [...new Set(rows.map(({ position }) => position))];
  const entries = new Map<number, LoggedEntry | undefined>();
  for (let from = 0; from < positions.length; from += ROWS_MAX) {
    const slice = positions.slice(from, from + ROWS_MAX);
    const found = await app.entriesAt(slice);
    for (const [index, position] of slice.entries()) entries.set(position, found[index]);
  }
  return rows.flatMap((row, index) => {
    const problem = againstStored(row, stored.get(`${row.table} ${row.id}`)) ?? againstLog(row, entries.get(row.position));
    return problem === undefined ? [] : [{ index, problem }];
  });
}

async function storedRows(rows: readonly Evidence[], warehouse: Warehouse): Promise<ReadonlyMap<string, JsonObject>> {
  const stored = new Map<string, JsonObject>();
  for (const table of ['facts', 'events'] as const) {
    const seqs = [...new Set(rows.flatMap((row) => (row.table === table ? [Number(row.id.split('-')[1])] : [])))];
    for (let from = 0; from < seqs.length; from += ROWS_MAX) {
      const found = await warehouse.query<JsonObject>(
        `SELECT *, toUnixTimestamp64Milli(at) AS ms FROM ${table} WHERE partition = 0 AND seq IN {seqs:Array(UInt64)}`,
        { seqs: seqs.slice(from, from + ROWS_MAX) },
      );
      for (const row of found) stored.set(`${table} ${row.partition}-${row.seq}`, row);
    }
  }
  return stored;
}

function againstStored(row: Evidence, found: JsonObject | undefined): string | undefined {
  if (!found) return 'is not stored';
  const told =
    row.table === 'facts'
      ? [row.kind, row.action, row.name, row.version, row.journey ?? '', row.step ?? '', row.subject ?? '', row.detail]
      : [row.event, row.messageId, row.source];
  const kept =
    row.table === 'facts'
      ? [found.kind, found.action, found.name, found.version, found.journey, found.step, found.subject, objectOf(found.detail)]
      : [found.event, found.messageId, found.source];
  const same = isSame([row.at, row.position, row.customer, ...told], [Number(found.ms), Number(found.position), found.customer, ...kept]);
  return same ? undefined : 'is stored otherwise';
}

/** An event is its entry; a receipt is about its message; what a decision read of an event is what the event says. */
function againstLog(row: Evidence, logged: LoggedEntry | undefined): string | undefined {
  if (!logged) return 'has no entry in the log';
  const { at, entry } = logged;
  if (row.table === 'events') {
    const { event, messageId, source, time } = row;
    const isIt =
      entry.type === 'event' &&
      at === row.at &&
      isSame([entry.event, entry.messageId, entry.source, entry.time], [event, messageId, source, time]);
    return isIt && hasAll(entry.properties, row.properties) ? undefined : 'is logged otherwise';
  }
  // Of a wake-up the fact has the due time, which is past when the entry that runs it comes.
  if (row.at > at) return 'is later than its entry in the log';
  if (entry.type === 'receipt' && row.kind === 'message' && entry.message !== row.subject) return 'has a receipt of another message';
  if (entry.type !== 'event' || row.kind !== 'decision' || !isOfEvent(row.detail)) return undefined;
  const read = Object.entries((row.detail.read ?? {}) as JsonObject).flatMap(([field, value]) => {
    const path = field.startsWith('property.') && value !== null ? field.slice('property.'.length) : undefined;
    // What stands beside the properties is not looked for among them.
    return path === undefined || eventPathOf(path) ? [] : [[path, value] as const];
  });
  const values = Object.fromEntries(read);
  return hasAll(propertiesOf(entry, values), values) ? undefined : 'read what its event does not say';
}

function isOfEvent({ rule, trigger }: JsonObject): boolean {
  return rule === 'trigger.event' && typeof trigger === 'string';
}

/** The properties under these names, dots leading into objects. */
function propertiesOf({ properties }: EventEntry, wanted: JsonObject): JsonObject {
  const inside = (path: string): JsonObject[string] | undefined =>
    path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], properties) as JsonObject[string];
  return Object.fromEntries(Object.keys(wanted).map((path) => [path, properties[path] ?? inside(path) ?? null]));
}

function hasAll(values: JsonObject, wanted: JsonObject): boolean {
  return Object.entries(wanted).every(([name, value]) => isSame(values[name], value));
}

function objectOf(text: unknown): unknown {
  return text === '' ? {} : JSON.parse(String(text));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
