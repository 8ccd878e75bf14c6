/** What a replay comes to: counts that add up, why others stay, and a few to look at. */
import type { JsonObject } from '../../core/index.ts';
import type { Judged } from './replay.ts';

/** `selected` = `passed` + `repeated` + `failed` + `unreadable`. */
export interface Replayed {
  readonly selected: number;
  /** Replayed, or would be. */
  readonly passed: number;
  /** Pass, but an event of the same message id counts already: settled without being sent again. */
  readonly repeated: number;
  /** Are refused still, and stay. */
  readonly failed: number;
  /** Are not kept whole and cannot be read; they stay. */
  readonly unreadable: number;
  /** Why the failed ones fail, the most frequent first. */
  readonly reasons: readonly { readonly code: string; readonly field: string; readonly reason: string; readonly count: number }[];
  readonly samples: readonly ReplaySample[];
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

export interface ReplaySample {
  readonly id: string;
  readonly passes: boolean;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  /** Why it does not pass, and what of it. */
  readonly code?: string;
  readonly field?: string;
  readonly reason?: string;
}

const REASONS_MAX = 50;
/** Of each kind. */
const SAMPLES_MAX = 3;

export class Tally {
  readonly #counts = { selected: 0, passed: 0, repeated: 0, failed: 0, unreadable: 0 };
  readonly #reasons = new Map<string, { code: string; field: string; reason: string; count: number }>();
  readonly #samples: ReplaySample[] = [];
  next: string | undefined;

  add(judged: Judged): void {
    const counts = this.#counts;
    counts.selected++;
    const passes = 'entry' in judged;
    if (passes) counts[judged.repeated ? 'repeated' : 'passed']++;
    else if (judged.refusal) this.#failed(judged.refusal);
    else counts.unreadable++;
    if (this.#samples.filter((sample) => sample.passes === passes).length >= SAMPLES_MAX) return;
    const { record, before = null, after = null } = judged;
    const { code, field, reason } = (passes ? undefined : judged.refusal) ?? record;
    this.#samples.push({ id: record.id, passes, before, after, ...(!passes && { code, field, reason }) });
  }

  #failed({ code, field, reason }: { readonly code: string; readonly field: string; readonly reason: string }): void {
    this.#counts.failed++;
    const key = `${code} ${field}`;
    const same = this.#reasons.get(key);
    if (same) same.count++;
    else this.#reasons.set(key, { code, field, reason, count: 1 });
  }

  get result(): Replayed {
    const reasons = [...this.#reasons.values()].sort((a, b) => b.count - a.count).slice(0, REASONS_MAX);
    return { ...this.#counts, reasons, samples: this.#samples, ...(this.next !== undefined && { next: this.next }) };
  }
}
