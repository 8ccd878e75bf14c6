/**
 * What an engine of all customers remembers, as engines of several partitions would: each customer counts where it lives, as if it had been handed over while nothing
 * was under way. Everything else that is counted stays with the first partition, so that sums stay; limits and pools are divided as their slices are.
 */
import { partitionOf } from '../../base/index.ts';
import { type CodeBlock, Commons, type Customer, type Pool, type Slice, sliceOf } from '../../core/index.ts';
import type { Write } from '../../port/state/index.ts';
import { Counters } from './counters.ts';
import { JourneyCounters, placesOf } from './journey-counts.ts';
import { emptyMeta, type Meta, metaWrites } from './meta.ts';

interface Share {
  readonly meta: Meta;
  readonly counters: Counters;
  readonly journeys: JourneyCounters;
}

/** The remembered of one engine, in so many shares. */
export class DividedMeta {
  readonly #shares: readonly Share[];

  /** Up to its position everything is applied, and nothing of it is under way. */
  constructor(whole: Meta, partitions: number) {
    this.#shares = Array.from({ length: partitions }, (_, partition) => shareOf(whole, { partition, partitions }));
  }

  /** It lives in its partition from now on. */
  customer(customer: Customer): void {
    const home = partitionOf(customer.id, this.#shares.length);
    if (home === 0) return;
    const [from, to] = [this.#shares[0]!, this.#shares[home]!];
    from.counters.customer(customer, -1);
    from.journeys.customer(customer, -1);
    from.journeys.gone(placesOf(customer.journeys));
    to.counters.customer(customer, 1);
    to.journeys.customer(customer, 1);
    to.journeys.rested([], customer.journeys);
  }

  /** The rows of the table `meta` of a partition. */
  writes(partition: number): Write[] {
    return metaWrites(emptyMeta(), this.#shares[partition]!.meta);
  }
}

function shareOf(whole: Meta, slice: Slice): Share {
  const { progress } = whole;
  const isFirst = slice.partition === 0;
  const meta: Meta = {
    ...whole,
    // Rows of the warehouse stay those of the first partition.
    progress: isFirst ? progress : { ...progress, seq: 0, eventHash: 0, factHash: 0, partial: null },
    brought: progress.position,
    counters: new Map(isFirst ? whole.counters : []),
    journeys: new Map(isFirst ? whole.journeys : []),
    commons: commonsOf(whole.commons, slice),
  };
  return { meta, counters: new Counters(meta.counters), journeys: new JourneyCounters(meta.journeys) };
}

function commonsOf({ parts: { days, given, pools } }: Commons, slice: Slice): Commons {
  const parts = {
    days: new Map([...days].map(([journey, { day, entries }]) => [journey, { day, entries: sliceOf(entries, slice) }])),
    given: new Map([...given].map(([benefit, times]) => [benefit, sliceOf(times, slice)])),
    pools: new Map([...pools].map(([benefit, pool]) => [benefit, poolOf(pool, slice)])),
  };
  return new Commons(parts, 1);
}

/** Of the codes that are left each n-th, in their order. */
function poolOf({ batches, blocks, taken }: Pool, { partition, partitions }: Slice): Pool {
  let nth = 0;
  const own = blocks.flatMap(({ number, codes }, i): CodeBlock[] => {
    const kept = codes.slice(i === 0 ? taken : 0).filter(() => nth++ % partitions === partition);
    return kept.length > 0 ? [{ number, codes: kept }] : [];
  });
  return { batches, blocks: own, taken: 0, left: own.reduce((sum, { codes }) => sum + codes.length, 0) };
}
