/** Who holds two tags that contradict each other: the pairs are those of the running release, so the view is made anew when they change. */
import { quoted, type ViewDefinition } from './table.ts';

/** The second contradicts the first. */
export type TagPair = readonly [tag: string, other: string];

/** `pairs`: both ways. */
export function contradictionsView(pairs: readonly TagPair[]): ViewDefinition {
  const tags = [...new Set(pairs.flat())].map(quoted).join(', ') || "''";
  const list = pairs.map(([tag, other]) => `(${quoted(tag)}, ${quoted(other)})`).join(', ');
  return {
    name: 'tag_contradictions',
    comment:
      'One row per customer and tag held now that contradicts another one held now, by the running release: each contradiction stands there both ways.',
    select: `SELECT customer, pair.1 AS tag, pair.2 AS other, greatest(begun[indexOf(tags, pair.1)], begun[indexOf(tags, pair.2)]) AS since
FROM (SELECT customer, tags, begun, arrayJoin(arrayFilter(p -> has(tags, p.1) AND has(tags, p.2), CAST([${list}], 'Array(Tuple(String, String))'))) AS pair
  FROM (SELECT customer, groupArray(tag) AS tags, groupArray(entered_at) AS begun FROM tag_membership WHERE left_at IS NULL AND tag IN (${tags}) GROUP BY customer))`,
  };
}
