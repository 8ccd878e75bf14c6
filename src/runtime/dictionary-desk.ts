/** The data dictionary against what has come: proposals from recent traffic, and what a dictionary would say of it. */
import type { EventEntry, JsonObject, ViolationProblem } from '../core/index.ts';
import type { Project } from '../define/index.ts';
import { type InferOptions, type InferredEvent, inferFromWarehouse } from '../learn/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import { compileDictionary, type Dictionary } from '../sense/index.ts';

/** What a dictionary would say of the events that came. */
export interface DictionaryChecked {
  /** Events that were looked at; the latest ones when there are more. */
  readonly looked: number;
  readonly violating: number;
  /** By source, event, property and problem, the most frequent first. */
  readonly violations: readonly DictionaryViolation[];
}

export interface DictionaryViolation {
  readonly source: string;
  readonly event: string;
  readonly field: string;
  readonly problem: ViolationProblem;
  /** What would become of the event. */
  readonly outcome: 'take' | 'quarantine' | 'block';
  readonly count: number;
}

interface Row {
  readonly seq: string | number;
  readonly partition: number | string;
  readonly source: string;
  readonly event: string;
  readonly properties: string;
  readonly traits: string;
}

const LOOKED_MAX = 200_000;
const PAGE = 5_000;
const SHOWN_MAX = 500;

/** Asks the warehouse; changes nothing. */
export class DictionaryDesk {
  readonly #warehouse: Warehouse;

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  infer(options: InferOptions): Promise<readonly InferredEvent[]> {
    return inferFromWarehouse(this.#warehouse, options);
  }

  /** Judges what came since then by the dictionary of a project that need not be released. */
  async check({ definitions }: Project, { since, source = '' }: InferOptions): Promise<DictionaryChecked> {
    const dictionary = compileDictionary(definitions);
    const found = new Map<string, { -readonly [K in keyof DictionaryViolation]: DictionaryViolation[K] }>();
    let [looked, violating] = [0, 0];
    for (let before = [Number.MAX_SAFE_INTEGER, 0]; dictionary && looked < LOOKED_MAX; ) {
      const rows = await this.#page({ since, source, before });
      if (rows.length === 0) break;
      const last = rows.at(-1)!;
      before = [Number(last.seq), Number(last.partition)];
      looked += rows.length;
      for (const row of rows) if (judged(row, dictionary, found)) violating++;
    }
    return { looked, violating, violations: [...found.values()].sort((a, b) => b.count - a.count).slice(0, SHOWN_MAX) };
  }

  #page({
    before,
    ...parameters
  }: {
    readonly since: number;
    readonly source: string;
    readonly before: readonly number[];
  }): Promise<Row[]> {
    return this.#warehouse.query<Row>(
      `SELECT seq, partition, source, toString(event) AS event, properties, traits FROM events
WHERE (seq, partition) < (${before.join(', ')}) AND at >= fromUnixTimestamp64Milli({since:Int64}) AND source != 'volano' AND event != '$unreadable'
  AND ({source:String} = '' OR source = {source:String}) ORDER BY seq DESC, partition DESC LIMIT ${PAGE}`,
      parameters,
    );
  }
}

function judged(
  { source, event, properties, traits }: Row,
  dictionary: Dictionary,
  found: Map<string, { -readonly [K in keyof DictionaryViolation]: DictionaryViolation[K] }>,
): boolean {
  const entry: Pick<EventEntry, 'event' | 'source' | 'properties' | 'traits'> = {
    source,
    event,
    properties: objectOf(properties),
    traits: objectOf(traits),
  };
  const judgement = dictionary.judge(entry);
  if (!judgement) return false;
  const { outcome, violations } = judgement;
  for (const { field, problem } of violations) {
    const key = JSON.stringify([source, event, field, problem]);
    const one = found.get(key);
    if (one) one.count++;
    else found.set(key, { source, event, field, problem, outcome, count: 1 });
  }
  return true;
}

function objectOf(json: string): JsonObject {
  return json === '' ? {} : (JSON.parse(json) as JsonObject);
}
