/**
 * The order in which entries of several partitions have been resolved, as far as anything tells: the partitions' own orders; whatever has linked an identifier
 * came before all that name it; and otherwise `at`, which never decreases within a partition.
 */
import type { Discount, Identifier, Places } from '../../core/index.ts';

/** Where something stands, and when. */
export interface Stand {
  readonly at: number;
  readonly partition: number;
  readonly position: number;
}

export interface PlacesOptions {
  /** What any of them names. */
  readonly named: (stand: Stand) => readonly Identifier[];
  /** What has linked an identifier. */
  readonly linkedBy: (identifier: Identifier) => Stand | undefined;
  /** The partition in which partings stand. */
  readonly partings: number;
}

export class SpreadPlaces implements Places {
  readonly #places = new Map<string, number>();
  readonly #stands: readonly Stand[];
  readonly #partings: number;

  constructor(stands: Iterable<Stand>, options: PlacesOptions) {
    const unique = new Map([...stands].map((stand) => [keyOf(stand), stand]));
    this.#stands = resolvedOrder(unique, options);
    this.#partings = options.partings;
    this.#stands.forEach((stand, i) => {
      this.#places.set(keyOf(stand), i + 1);
    });
  }

  /** From 1. What nobody has named stands before all. */
  of(stand: Pick<Stand, 'partition' | 'position'>): number {
    return this.#places.get(keyOf(stand)) ?? 0;
  }

  /** `since` is an instant, ms; `until` the position of a parting. Of one that is not in the log any more no entry is, either. */
  held(discount: Discount): Discount {
    const since = this.#stands.findIndex(({ at }) => at >= discount.since) + 1;
    return {
      ...discount,
      since: since || Number.POSITIVE_INFINITY,
      until: this.of({ partition: this.#partings, position: discount.until }),
    };
  }
}

/** In order of `at`, but each behind those that it must have come after. */
function resolvedOrder(stands: ReadonlyMap<string, Stand>, { named, linkedBy }: PlacesOptions): Stand[] {
  const sorted = [...stands.values()].sort(inOrder);
  const before = new Map<string, Stand>();
  const last = new Map<number, Stand>();
  for (const stand of sorted) {
    const previous = last.get(stand.partition);
    if (previous) before.set(keyOf(stand), previous);
    last.set(stand.partition, stand);
  }
  const needs = (stand: Stand): Stand[] => {
    const previous = before.get(keyOf(stand));
    const origins = named(stand).flatMap((identifier) => stands.get(keyOf(linkedBy(identifier) ?? NOWHERE)) ?? []);
    return previous ? [previous, ...origins] : origins;
  };
  const seen = new Set<Stand>();
  const ordered: Stand[] = [];
  for (const stand of sorted) {
    const open: { readonly stand: Stand; readonly needed: Stand[] }[] = seen.has(stand) ? [] : [{ stand, needed: needs(stand) }];
    seen.add(stand);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.needed.shift();
      if (next === undefined) ordered.push(open.pop()!.stand);
      else if (!seen.has(next)) {
        seen.add(next);
        open.push({ stand: next, needed: needs(next) });
      }
    }
  }
  return ordered;
}

const NOWHERE: Stand = { at: 0, partition: -1, position: 0 };

function inOrder(a: Stand, b: Stand): number {
  return a.at - b.at || a.partition - b.partition || a.position - b.position;
}

function keyOf({ partition, position }: Pick<Stand, 'partition' | 'position'>): string {
  return `${partition}-${position}`;
}
