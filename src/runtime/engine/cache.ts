/** Customers in memory. Two generations: what was used lately survives, the rest goes; results never depend on it. */
import type { CustomerId } from '../../base/index.ts';
import type { Customer } from '../../core/index.ts';

/** A customer with the wake-up that the state store holds for it (Infinity: none). */
export interface Cached {
  readonly customer: Customer;
  timer: number;
}

export class CustomerCache {
  readonly #generationMax: number;
  #young = new Map<CustomerId, Cached>();
  #old = new Map<CustomerId, Cached>();

  /** `max`: about how many customers stay; 0 keeps none beyond a batch. */
  constructor(max: number) {
    this.#generationMax = Math.floor(max / 2);
  }

  get(id: CustomerId): Cached | undefined {
    const young = this.#young.get(id);
    if (young) return young;
    const old = this.#old.get(id);
    if (old) this.set(id, old);
    return old;
  }

  set(id: CustomerId, cached: Cached): void {
    this.#young.set(id, cached);
  }

  delete(id: CustomerId): void {
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
