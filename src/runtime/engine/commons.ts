/**
 * What customers of the partition have in common, as rows of the table `meta`: `commons` with counts and what is left of each pool, and `codes.BENEFIT.NUMBER` with the
 * codes that came in together, written once and deleted when all of them are given.
 */
import { type CodeBlock, Commons, type Pool } from '../../core/index.ts';

const NAME = 'commons';
const BLOCK = 'codes.';

/** Maps sorted by key, so that equal states have equal rows. */
interface Stored {
  readonly days: readonly (readonly [journey: string, day: number, entries: number])[];
  readonly given: readonly (readonly [benefit: string, times: number])[];
  readonly pools: readonly (readonly [benefit: string, batches: readonly string[], taken: number])[];
}

/** Gathers the rows while they are read. */
export class StoredCommons {
  #stored: Stored = { days: [], given: [], pools: [] };
  readonly #blocks = new Map<string, CodeBlock[]>();

  /** False: it is another row. */
  take(name: string, json: unknown): boolean {
    if (name === NAME) this.#stored = json as Stored;
    else if (name.startsWith(BLOCK)) {
      const [, benefit, number] = name.split('.');
      const blocks = this.#blocks.get(benefit!) ?? [];
      blocks.push({ number: Number(number), codes: json as string[] });
      this.#blocks.set(benefit!, blocks);
    } else return false;
    return true;
  }

  whole(): Commons {
    const { days, given, pools } = this.#stored;
    return new Commons({
      days: new Map(days.map(([journey, day, entries]) => [journey, { day, entries }])),
      given: new Map(given),
      pools: new Map(
        pools.map(([benefit, batches, taken]): [string, Pool] => {
          const blocks = (this.#blocks.get(benefit) ?? []).sort((a, b) => a.number - b.number);
          const left = blocks.reduce((sum, { codes }) => sum + codes.length, 0) - taken;
          return [benefit, { batches, blocks, taken, left }];
        }),
      ),
    });
  }
}

/** What differs, as rows by name; undefined: the row goes. */
export function* commonsRows(before: Commons, after: Commons): Generator<readonly [name: string, value: unknown]> {
  if (before.revision === after.revision) return;
  const { days, given, pools } = after.parts;
  const stored: Stored = {
    days: sorted(days).map(([journey, { day, entries }]) => [journey, day, entries]),
    given: sorted(given),
    pools: sorted(pools).map(([benefit, { batches, taken }]) => [benefit, batches, taken]),
  };
  yield [NAME, stored];
  for (const [benefit, pool] of pools) {
    const old = before.parts.pools.get(benefit)?.blocks ?? [];
    if (old === pool.blocks) continue;
    const [was, is] = [new Set(old), new Set(pool.blocks)];
    for (const block of old) if (!is.has(block)) yield [blockName(benefit, block), undefined];
    for (const block of pool.blocks) if (!was.has(block)) yield [blockName(benefit, block), block.codes];
  }
}

function blockName(benefit: string, { number }: CodeBlock): string {
  return `${BLOCK}${benefit}.${String(number).padStart(8, '0')}`;
}

function sorted<Value>(map: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
