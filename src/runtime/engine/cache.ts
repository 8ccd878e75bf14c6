/** What the engine keeps in memory between batches. Two generations: what was used lately survives, the rest goes; results never depend on it. */
import type { CustomerId } from '../../base/index.ts';
import type { Customer } from '../../core/index.ts';

/** A customer, and by when the state store has a timer of it (W1; Infinity: perhaps never). */
export interface Cached {
  readonly customer: Customer;
  timer: number;
}

export class Generations<Value extends object | string> {
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

/** Customers by id. */
export class CustomerCache extends Generations<Cached> {}

/** Customers of identifiers, by the identifier's text key. */
export class IdentifierCache extends Generations<CustomerId> {}
