/**
 * Who holds two tags that contradict each other: in the warehouse as a view, made anew whenever a release names other pairs.
 *
 * C1. `contradicts` counts both ways, and a tag that is not released contradicts nothing.
 */
import type { TagDefinition } from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { contradictionsView, type TagPair, viewSql } from '../tables/index.ts';

/** Both ways (C1), each once, in order. */
export function contradictingPairs(tags: readonly Pick<TagDefinition, 'id' | 'contradicts'>[]): readonly TagPair[] {
  const there = new Set(tags.map(({ id }) => id));
  const pairs = new Map<string, TagPair>();
  for (const { id, contradicts = [] } of tags) {
    for (const other of contradicts) {
      if (!there.has(other) || other === id) continue;
      for (const pair of [[id, other] as const, [other, id] as const]) pairs.set(JSON.stringify(pair), pair);
    }
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

/** From now on `tag_contradictions` is about these pairs. */
export async function followContradictions(warehouse: Warehouse, pairs: readonly TagPair[]): Promise<void> {
  await warehouse.execute(viewSql(contradictionsView(pairs), warehouse.cluster));
}

export interface Contradiction {
  readonly tag: string;
  readonly other: string;
  /** That hold both now. */
  readonly customers: number;
}

export interface Contradictions {
  /** That hold any two that contradict each other. */
  readonly customers: number;
  /** Of a tag: its holders who hold one that contradicts it. */
  readonly byTag: ReadonlyMap<string, number>;
  /** Both ways, the most frequent first. */
  readonly pairs: readonly Contradiction[];
}

/** As the warehouse has it now. */
export async function contradictionsOf(warehouse: Warehouse): Promise<Contradictions> {
  const rows = await warehouse.query<Contradiction & { readonly level: number }>(
    `SELECT tag, other, toFloat64(uniqExact(customer)) AS customers, toFloat64(grouping(tag) * 2 + grouping(other)) AS level
FROM tag_contradictions GROUP BY GROUPING SETS ((tag, other), (tag), ()) ORDER BY customers DESC, tag, other`,
  );
  const at = (level: number): Contradiction[] =>
    rows.filter((row) => Number(row.level) === level).map(({ tag, other, customers }) => ({ tag, other, customers: Number(customers) }));
  return {
    customers: at(3)[0]?.customers ?? 0,
    byTag: new Map(at(1).map(({ tag, customers }) => [tag, customers])),
    pairs: at(0),
  };
}
