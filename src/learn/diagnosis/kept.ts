/**
 * The figures of steps over many looks: what a look has counted is kept, and only hours that something new may have changed are counted again.
 *
 * K1. At every look they are those that counting everything anew would give (F1, F2), whenever and in whatever order facts have come: what is new is told by the numbers of
 *     the rows, not by their times, and what is dated earlier opens the hours that it can concern.
 */
import { HOUR } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { countSteps, type StepCounted, type StepFigures } from './figures.ts';
import type { DiagnosedStep } from './steps.ts';

export interface KeptOptions {
  readonly steps: readonly DiagnosedStep[];
  /** Of their coming, ms; from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  /** By partition: the last number of which, and of all before it, the rows are in the warehouse. */
  readonly upTo: readonly number[];
}

const OF_COMINGS: readonly StepCounted[] = ['came', 'converted', 'wentOn', 'dropped', 'stalled', 'failed'];
const OF_MESSAGES: readonly StepCounted[] = ['messages', 'erred', 'fatigued'];

type Kept = { -readonly [Key in keyof StepFigures]: StepFigures[Key] };

/** The figures that one who looks again and again keeps. */
export class KeptFigures {
  readonly #warehouse: Pick<Warehouse, 'query'>;
  /** What was asked of which steps; another question begins anew. */
  #asked = '';
  #from = 0;
  #to = 0;
  #upTo: readonly number[] = [];
  #figures = new Map<string, Kept>();

  constructor(warehouse: Pick<Warehouse, 'query'>) {
    this.#warehouse = warehouse;
  }

  /** As `countSteps`, in no order. Rejects with what the warehouse says; then it begins anew. */
  async count(options: KeptOptions): Promise<readonly StepFigures[]> {
    const { steps, from, to, upTo } = options;
    if (steps.length === 0) return [];
    const asked = JSON.stringify(steps.map(({ journey, step, times, stayMs }) => [journey, step, times, stayMs]));
    const isKnown = asked === this.#asked && from >= this.#from && to >= this.#to && upTo.length === this.#upTo.length;
    this.#asked = '';
    if (isKnown) await this.#goOn(options);
    else this.#figures = new Map((await countSteps(this.#warehouse, options)).map((one) => [keyOf(one), { ...one }]));
    [this.#asked, this.#from, this.#to, this.#upTo] = [asked, from, to, upTo];
    for (const [key, { hour }] of this.#figures) if (hour + HOUR <= from) this.#figures.delete(key);
    return [...this.#figures.values()];
  }

  async #goOn({ steps, from, to }: KeptOptions): Promise<void> {
    // What came at or after the last end has been counted by nobody, though it may have been there.
    const earliest = Math.min((await this.#earliestNew()) ?? Number.POSITIVE_INFINITY, to > this.#to ? this.#to : Number.POSITIVE_INFINITY);
    if (earliest === Number.POSITIVE_INFINITY) return;
    const again = {
      comings: hourBefore(earliest - Math.max(...steps.map(({ times }) => times.flow)), from),
      messages: hourBefore(earliest - Math.max(...steps.map(({ times }) => Math.max(times.error, times.fatigue))), from),
    };
    const counted = await countSteps(this.#warehouse, { steps, from, to, again });
    this.#reopen(again.comings, OF_COMINGS);
    this.#reopen(again.messages, OF_MESSAGES);
    for (const one of counted) {
      const kept = this.#figures.get(keyOf(one));
      if (kept) for (const key of [...OF_COMINGS, ...OF_MESSAGES]) kept[key] += one[key];
      else this.#figures.set(keyOf(one), { ...one });
    }
    for (const [key, one] of this.#figures) if (one.came === 0 && one.messages === 0) this.#figures.delete(key);
  }

  #reopen(from: number, keys: readonly StepCounted[]): void {
    for (const one of this.#figures.values()) {
      if (one.hour >= from) for (const key of keys) one[key] = 0;
    }
  }

  /** When the earliest of what is new became true, ms. */
  async #earliestNew(): Promise<number | undefined> {
    const numbers = this.#upTo.map((seq, partition) => `(partition = ${partition} AND seq > ${seq})`).join(' OR ');
    const [row] = await this.#warehouse.query<{ earliest: number | null }>(
      `SELECT toUnixTimestamp64Milli(minOrNull(at)) AS earliest FROM facts WHERE kind IN ('journey', 'message') AND (${numbers})`,
    );
    return row?.earliest == null ? undefined : Number(row.earliest);
  }
}

function hourBefore(instant: number, from: number): number {
  return Math.max(from, Math.floor(instant / HOUR) * HOUR);
}

function keyOf({ journey, version, step, hour }: StepFigures): string {
  return JSON.stringify([journey, version, step, hour]);
}
