/** Pending wake-ups of a batch in (due, customer) order: a binary heap whose outdated members are skipped when they come up. */
import type { CustomerId } from '../../base/index.ts';

export interface Wakeup {
  readonly due: number;
  readonly id: CustomerId;
}

export class Wakeups {
  readonly #heap: Wakeup[] = [];

  push(due: number, id: CustomerId): void {
    const heap = this.#heap;
    let at = heap.push({ due, id }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(heap[at]!, heap[parent]!)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** The earliest one due by `at`, not after `end`, that `isCurrent`; undefined when there is none. */
  pop(at: number, isCurrent: (wakeup: Wakeup) => boolean, end?: Wakeup): Wakeup | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (!first || first.due > at || (end && before(end, first))) return undefined;
      this.#removeFirst();
      if (isCurrent(first)) return first;
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    heap[0] = last;
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  }
}

function before(a: Wakeup, b: Wakeup): boolean {
  return a.due < b.due || (a.due === b.due && a.id < b.id);
}
