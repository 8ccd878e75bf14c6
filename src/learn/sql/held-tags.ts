/** Who should hold which tag: some customers, by their events up to a position of the log. */
import type { Definition } from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { boundOf } from './bound.ts';
import { Builder, type KnowledgeOptions } from './builder.ts';
import { EVALUATOR_SETTINGS, holding } from './knowledge.ts';
import { textLiteral } from './literal.ts';
import { slicesOf } from './slices.ts';

export interface HeldTagsOptions extends Pick<KnowledgeOptions, 'now' | 'edges'> {
  readonly customers: readonly string[];
  /** Ids they came under: their own, those they have absorbed, those that an unmerge took events from. */
  readonly arrived: readonly string[];
  /** By partition. Events of later entries do not count. */
  readonly upTo: readonly number[];
  /** Ids of the tags asked about. */
  readonly tags: ReadonlySet<string>;
}

/** A statement about more of them needs more memory than a small machine gives. */
const TAGS_AT_ONCE = 25;

/** By customer; those of whom there was no event yet are absent. */
export async function heldTags(
  warehouse: Warehouse,
  definitions: readonly Definition[],
  { customers, arrived, upTo, tags, ...instant }: HeldTagsOptions,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const held = new Map<string, Set<string>>();
  if (customers.length === 0) return held;
  const list = (ids: readonly string[]): string => ids.map(textLiteral).join(', ');
  const events = `(SELECT customer, event, source, time, message_id, properties, traits, context FROM events_by_customer
WHERE customer IN (${list(customers)}) AND customer_on_arrival IN (${list(arrived)}) AND position <= ${boundOf(upTo)})`;
  const slices = slicesOf(definitions, TAGS_AT_ONCE, ({ kind, id }) => kind === 'tag' && tags.has(id));
  for (const { targets, definitions: part } of slices) {
    const builder = new Builder(part, { ...instant, events });
    const asked = part.filter((one) => targets.has(`tag ${one.id}`) && one.kind === 'tag').map(({ id }) => id);
    const items = holding(asked, (id) => builder.tag(id));
    const rows = await warehouse.query<{ readonly customer: string; readonly tags: readonly string[] }>(
      `SELECT customer, ${items} AS tags FROM (${builder.customers()}) ${EVALUATOR_SETTINGS}`,
    );
    for (const row of rows) {
      const known = held.get(row.customer) ?? new Set<string>();
      for (const tag of row.tags) known.add(tag);
      held.set(row.customer, known);
    }
  }
  return held;
}
