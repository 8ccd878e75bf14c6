/**
 * Customers of identifiers that the store has, as far as they are in memory: results never depend on it. Two generations, as of customers.
 * By namespace, then value, so that an identifier is looked up as it stands in an entry: without a key made of it.
 */
import type { CustomerId } from '../../base/index.ts';
import type { Identifier } from '../../core/index.ts';

class Generation {
  readonly #namespaces = new Map<string, Map<string, CustomerId>>();
  size = 0;

  get(namespace: string, value: string): CustomerId | undefined {
    return this.#namespaces.get(namespace)?.get(value);
  }

  set(namespace: string, value: string, customer: CustomerId): void {
    let values = this.#namespaces.get(namespace);
    if (!values) {
      values = new Map();
      this.#namespaces.set(namespace, values);
    }
    const before = values.size;
    values.set(value, customer);
    this.size += values.size - before;
  }
}

export class KnownIdentifiers {
  readonly #generationMax: number;
  #young = new Generation();
  #old = new Generation();

  /** `max`: about how many stay; 0 keeps none beyond a batch. */
  constructor(max: number) {
    this.#generationMax = Math.floor(max / 2);
  }

  customerOf([namespace, value]: Identifier): CustomerId | undefined {
    const young = this.#young.get(namespace, value);
    if (young !== undefined) return young;
    const old = this.#old.get(namespace, value);
    if (old !== undefined) this.#young.set(namespace, value, old);
    return old;
  }

  /** By the identifier's text key, which is well-formed. */
  set(key: string, customer: CustomerId): void {
    const end = key.indexOf('\u0000');
    this.#young.set(key.slice(0, end), key.slice(end + 1), customer);
  }

  /** After a batch: lets go of what has not been used for a generation. */
  age(): void {
    if (this.#young.size <= this.#generationMax) return;
    this.#old = this.#generationMax === 0 ? new Generation() : this.#young;
    this.#young = new Generation();
  }

  clear(): void {
    this.#young = new Generation();
    this.#old = new Generation();
  }

  /** Those of both generations count twice. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
