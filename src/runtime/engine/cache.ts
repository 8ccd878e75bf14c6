/**
 * What the engine keeps in memory between batches; results never depend on it. Two generations: what was used lately survives, the rest goes.
 *
 * Of customers only those that are dear to read stay. The others are read again from the store, which has them in one row and in memory: kept,
 * they would be most of the heap, and each garbage collection would go through all of them.
 */
import type { CustomerId } from '../../base/index.ts';
import type { Customer } from '../../core/index.ts';
import type { Place } from './journey-counts.ts';

/** A customer, and by when the state store has a timer of it (W1; Infinity: perhaps never). */
export interface Cached {
  readonly customer: Customer;
  timer: number;
  /** Where its journeys were counted to rest last; absent: where they do. */
  places?: readonly Place[];
}

class Generations<Value extends object> {
  readonly #generationMax: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  /** `max`: about how many stay; 0 keeps none beyond a batch. */
  constructor(max: number) {
    this.#generationMax = Math.floor(max / 2);
  }

  get(id: string): Value | undefined {
    const young = this.#young.get(id);
    if (young) return young;
    const old = this.#old.get(id);
    if (old) this.set(id, old);
    return old;
  }

  set(id: string, value: Value): void {
    this.#young.set(id, value);
  }

  delete(id: string): void {
    this.#young.delete(id);
    this.#old.delete(id);
  }

  /** After a batch: lets go of what has not been used for a generation. */
  age(): void {
    if (this.#young.size <= this.#generationMax) return;
    this.#old = this.#generationMax === 0 ? new Map() : this.#young;
    this.#young = new Map();
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}

/** Size of the small parts from which on a customer is dear to read. */
const DEAR_BYTES = 2_000;

/** Customers by id. */
export class CustomerCache {
  readonly #dear: Generations<Cached>;
  readonly #dearBytes: number;
  /** Those of the batch at hand, dear or not. */
  #batch = new Map<CustomerId, Cached>();

  /** `max`: about how many stay beyond a batch; `dearBytes`: of what size at least. */
  constructor(max: number, dearBytes: number = DEAR_BYTES) {
    this.#dear = new Generations(max);
    this.#dearBytes = dearBytes;
  }

  get(id: CustomerId): Cached | undefined {
    return this.#batch.get(id) ?? this.#dear.get(id);
  }

  set(id: CustomerId, cached: Cached): void {
    this.#batch.set(id, cached);
  }

  delete(id: CustomerId): void {
    this.#batch.delete(id);
    this.#dear.delete(id);
  }

  /** After a batch, when its customers have been encoded. */
  age(): void {
    for (const [id, cached] of this.#batch) if (cached.customer.bundle.bytes.length >= this.#dearBytes) this.#dear.set(id, cached);
    this.#batch = new Map();
    this.#dear.age();
  }

  clear(): void {
    this.#batch = new Map();
    this.#dear.clear();
  }

  get size(): number {
    return this.#batch.size + this.#dear.size;
  }
}
