/**
 * The event parts of one customer. Most events touch a few of them, so what a store has is read only when it is asked for.
 *
 * P4. When a part is read makes no difference: what is sealed is what it would give, as long as the plan stays. Before rules of another plan
 *     are evaluated anew all parts are read, so that each is carried over from layout to layout, release by release; where only some rules are, only what
 *     they read, and what another part has grown to take the place of.
 */
import type { EventPart } from './measure/event-part.ts';

/** Reads the stored part of a slot; undefined when the plan has none like it. */
type Unseal = (slot: number) => EventPart | undefined;

export class Parts {
  readonly #open: EventPart[] = [];
  /** The same by their slot in the plan. */
  readonly #slots: (EventPart | undefined)[] = [];
  /** Slots of stored parts that have not been read. */
  #sealed: number[] = [];
  #unsealer: Unseal | undefined;

  /** The part at a slot of the plan. */
  at(slot: number): EventPart | undefined {
    const part = this.#slots[slot];
    return part === undefined && this.#sealed.length > 0 ? this.#unseal(slot) : part;
  }

  /** Whether there is one at a slot, read or not. */
  has(slot: number): boolean {
    return this.#slots[slot] !== undefined || this.#sealed.includes(slot);
  }

  get(key: string): EventPart | undefined {
    this.openAll();
    return this.#open.find(({ layout }) => layout.key === key);
  }

  /** A part that is not there yet. */
  put(part: EventPart): void {
    this.#open.push(part);
    this.#slots[part.layout.slot] = part;
  }

  /** Stored parts, to be read later. Before any other part is there. */
  seal(slots: number[], unseal: Unseal): void {
    this.#sealed = slots;
    this.#unsealer = unseal;
  }

  openAll(): void {
    while (this.#sealed.length > 0) this.#unseal(this.#sealed[0]!);
  }

  /** Those that have been read or made: only they can have changed. */
  opened(): readonly EventPart[] {
    return this.#open;
  }

  all(): readonly EventPart[] {
    this.openAll();
    return this.#open;
  }

  get size(): number {
    return this.#open.length + this.#sealed.length;
  }

  #unseal(slot: number): EventPart | undefined {
    const at = this.#sealed.indexOf(slot);
    if (at < 0) return undefined;
    this.#sealed.splice(at, 1);
    const part = this.#unsealer!(slot);
    if (part) this.put(part);
    return part;
  }
}
