/**
 * The event parts of one customer. Most events touch a few of them, so what a store has is read only when it is asked for.
 *
 * P4. When a part is read makes no difference: what is sealed is what it would give, as long as the plan stays. Before rules of another plan
 *     are evaluated all parts are read, so that each is carried over from layout to layout, release by release.
 */
import type { EventPart } from './measure/event-part.ts';

/** Reads a stored part; undefined when the plan has none like it. */
type Unseal = () => EventPart | undefined;

export class Parts {
  readonly #open: Map<string, EventPart> = new Map();
  /** The same by their slot in the plan. */
  readonly #slots: (EventPart | undefined)[] = [];
  readonly #sealed: Map<number, Unseal> = new Map();

  /** The part at a slot of the plan. */
  at(slot: number): EventPart | undefined {
    const part = this.#slots[slot];
    return part === undefined && this.#sealed.size > 0 ? this.#unseal(slot) : part;
  }

  get(key: string): EventPart | undefined {
    this.openAll();
    return this.#open.get(key);
  }

  put(part: EventPart): void {
    this.#open.set(part.layout.key, part);
    this.#slots[part.layout.slot] = part;
  }

  /** A stored part for a slot, to be read later. */
  seal(slot: number, unseal: Unseal): void {
    this.#sealed.set(slot, unseal);
  }

  openAll(): void {
    for (const slot of [...this.#sealed.keys()]) this.#unseal(slot);
  }

  /** Those that have been read or made: only they can have changed. */
  opened(): Iterable<EventPart> {
    return this.#open.values();
  }

  all(): Iterable<EventPart> {
    this.openAll();
    return this.#open.values();
  }

  get size(): number {
    return this.#open.size + this.#sealed.size;
  }

  #unseal(slot: number): EventPart | undefined {
    const unseal = this.#sealed.get(slot);
    if (!unseal) return undefined;
    this.#sealed.delete(slot);
    const part = unseal();
    if (part) this.put(part);
    return part;
  }
}
