/** Whether the warehouse names as many customers who hold two tags that contradict each other as the live states have. */
import type { Project } from '../../../define/index.ts';
import { contradictingPairs, contradictionsOf } from '../../../learn/index.ts';
import type { Warehouse } from '../../../port/warehouse/index.ts';
import type { Known } from './agreement.ts';
import { type Check, check } from './checks.ts';

export async function contradictionsCheck(
  warehouse: Warehouse,
  { definitions }: Pick<Project, 'definitions'>,
  customers: readonly Pick<Known, 'tags'>[],
): Promise<Check> {
  const pairs = contradictingPairs(definitions.flatMap((one) => (one.kind === 'tag' ? [one] : [])));
  const live = customers.filter(({ tags }) => {
    const held = new Set(tags);
    return pairs.some((pair) => pair.every((id) => held.has(id)));
  }).length;
  const { customers: told } = await contradictionsOf(warehouse);
  return check({ name: 'contradictions', expected: live, live, warehouse: told });
}
