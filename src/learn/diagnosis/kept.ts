/**
 * The figures of steps over many looks: what a look has counted is kept, and only instances and messages of which something new is told are counted again.
 *
 * K1. At every look they are those that counting everything anew would give (F1, F2), whenever and in whatever order facts have come: what is new is told by the numbers of
 *     the rows, not by their times, and whatever tells of somebody takes out what had been counted of them before.
 */
import type { Warehouse } from '../../port/warehouse/index.ts';
import { countSteps, numbered, type StepCounted, type StepFigures } from './figures.ts';
import { readTold, recount } from './recount.ts';
import type { DiagnosedStep } from './steps.ts';

export interface KeptOptions {
  readonly steps: readonly DiagnosedStep[];
  /** Of their coming, ms; from inclusive, to exclusive, whole hours. */
  readonly from: number;
  readonly to: number;
  /** By partition: the last number of which, and of all before it, the rows are in the warehouse. */
  readonly upTo: readonly number[];
}

const NONE: Readonly<Record<StepCounted, number>> = {
  ...{ came: 0, converted: 0, wentOn: 0, dropped: 0, stalled: 0, failed: 0 },
  ...{ messages: 0, erred: 0, fatigued: 0 },
};
/** More rows than this that are new are counted by the warehouse, with everything else. */
const NEW_ROWS_MAX = 20_000;

type Kept = { -readonly [Key in keyof StepFigures]: StepFigures[Key] };

/** The figures that one who looks again and again keeps. */
export class KeptFigures {
  readonly #warehouse: Pick<Warehouse, 'query'>;
  readonly #newRowsMax: number;
  /** What was asked of which steps; another question begins anew. */
  #asked = '';
  #from = 0;
  #upTo: readonly number[] = [];
  #figures = new Map<string, Kept>();

  constructor(warehouse: Pick<Warehouse, 'query'>, { newRowsMax = NEW_ROWS_MAX }: { readonly newRowsMax?: number } = {}) {
    this.#warehouse = warehouse;
    this.#newRowsMax = newRowsMax;
  }

  /** As `countSteps` up to these numbers, in no order. Rejects with what the warehouse says; then it begins anew. */
  async count(options: KeptOptions): Promise<readonly StepFigures[]> {
    const { steps, from, to, upTo } = options;
    if (steps.length === 0) return [];
    const asked = JSON.stringify(steps.map(({ journey, step, times, stayMs }) => [journey, step, times, stayMs]));
    const isKnown = asked === this.#asked && from >= this.#from && upTo.length === this.#upTo.length;
    this.#asked = '';
    const rows = isKnown ? await this.#newRows(upTo) : Number.POSITIVE_INFINITY;
    if (rows > this.#newRowsMax) await this.#countAll(options);
    else if (rows > 0) await this.#goOn(options);
    [this.#asked, this.#from, this.#upTo] = [asked, from, upTo];
    for (const [key, { hour }] of this.#figures) if (hour < from) this.#figures.delete(key);
    return [...this.#figures.values()].filter(({ hour }) => hour < to);
  }

  /** Up to the end of time: what a later look asks for is there already. */
  async #countAll({ steps, from, upTo }: KeptOptions): Promise<void> {
    const counted = await countSteps(this.#warehouse, { steps, from, to: Number.MAX_SAFE_INTEGER, upTo });
    this.#figures = new Map(counted.map((one) => [keyOf(one), { ...one }]));
  }

  async #goOn({ steps, from, upTo }: KeptOptions): Promise<void> {
    const rows = await readTold(this.#warehouse, { steps, from, after: this.#upTo, upTo });
    const before = rows.filter(({ partition, seq }) => seq <= (this.#upTo[partition] ?? -1));
    recount(before, { steps, from }, (step, counted) => this.#add(step, counted, -1));
    recount(rows, { steps, from }, (step, counted) => this.#add(step, counted, 1));
    for (const [key, { came, messages }] of this.#figures) if (came === 0 && messages === 0) this.#figures.delete(key);
  }

  #add(of: Pick<StepFigures, 'journey' | 'version' | 'step' | 'hour'>, counted: readonly StepCounted[], by: 1 | -1): void {
    const key = keyOf(of);
    const figures = this.#figures.get(key) ?? { ...of, ...NONE };
    for (const one of counted) figures[one] += by;
    this.#figures.set(key, figures);
  }

  async #newRows(upTo: readonly number[]): Promise<number> {
    if (upTo.every((last, partition) => last === this.#upTo[partition])) return 0;
    const [row] = await this.#warehouse.query<{ rows: number | string }>(
      `SELECT count() AS rows FROM facts WHERE kind IN ('journey', 'message') AND ${numbered(this.#upTo, upTo)}`,
    );
    return Number(row?.rows ?? 0);
  }
}

function keyOf({ journey, version, step, hour }: Pick<StepFigures, 'journey' | 'version' | 'step' | 'hour'>): string {
  return JSON.stringify([journey, version, step, hour]);
}
