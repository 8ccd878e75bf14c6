/** Customers looked up for a decision: those that are asked for in one turn are read together, so that a store that is a server is asked once for all of them. */
import type { CustomerId } from '../../base/index.ts';
import {
  type Customer,
  decodeCustomer,
  type Identifier,
  identifierKey as identifierTextKey,
  type Plan,
  type StoredRows,
} from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import { identifierKey, readRows } from '../engine/index.ts';
import { survivorOf } from '../reading.ts';

/** By its id, or by identifiers of which the first that somebody has counts. */
export type Whom = { readonly customer: CustomerId } | { readonly identifiers: readonly Identifier[] };

interface Waiting {
  readonly whom: Whom;
  readonly resolve: (found: Customer | undefined) => void;
  readonly reject: (error: unknown) => void;
}

interface Found {
  readonly id: CustomerId;
  readonly rows: StoredRows;
}

const decoder = new TextDecoder();

export class CustomerLookups {
  readonly #state: Pick<StateReader, 'getMany' | 'load' | 'range'>;
  readonly #plan: () => Plan;
  #waiting: Waiting[] = [];

  constructor(state: Pick<StateReader, 'getMany' | 'load' | 'range'>, plan: () => Plan) {
    this.#state = state;
    this.#plan = plan;
  }

  /** The customer as the last commit left it; undefined when nobody is meant. It is the caller's own. */
  read(whom: Whom): Promise<Customer | undefined> {
    if (this.#waiting.length === 0) setImmediate(() => void this.#run());
    return new Promise((resolve, reject) => this.#waiting.push({ whom, resolve, reject }));
  }

  async #run(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const ids = await this.#idsOf(waiting.map(({ whom }) => whom));
      const rows = await readRows([...new Set(ids.filter((id) => id !== undefined))], this.#state);
      await Promise.all(
        waiting.map(async ({ resolve, reject }, i) => {
          try {
            const found = await this.#found(ids[i], rows);
            resolve(found && decodeCustomer(found.id, found.rows, this.#plan()));
          } catch (error) {
            reject(error);
          }
        }),
      );
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async #idsOf(whom: readonly Whom[]): Promise<readonly (CustomerId | undefined)[]> {
    const keys: Uint8Array[] = [];
    for (const one of whom)
      if ('identifiers' in one) for (const identifier of one.identifiers) keys.push(identifierKey(identifierTextKey(identifier)));
    const owners = keys.length === 0 ? [] : await this.#state.getMany('identifier', keys);
    let next = 0;
    return whom.map((one) => {
      if ('customer' in one) return one.customer;
      const own = owners.slice(next, next + one.identifiers.length);
      next += one.identifiers.length;
      const bytes = own.find((owner) => owner !== undefined);
      return bytes && decoder.decode(bytes);
    });
  }

  /** Who has been merged has no rows: whoever carries on is read. */
  async #found(id: CustomerId | undefined, rows: ReadonlyMap<CustomerId, StoredRows>): Promise<Found | undefined> {
    if (id === undefined) return undefined;
    const own = rows.get(id);
    if (own) return { id, rows: own };
    const survivor = await survivorOf(this.#state, id);
    if (survivor === undefined) return undefined;
    const theirs = await readRows([survivor], this.#state);
    return { id: survivor, rows: theirs.get(survivor) ?? NOTHING };
  }
}

/** Of somebody who has just gone. */
const NOTHING: StoredRows = new Map();
