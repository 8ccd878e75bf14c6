/** Whether every tag says something: true of somebody and false of somebody. */
import type { Project } from '../../../define/index.ts';
import type { Known } from './agreement.ts';
import { type Check, check } from './checks.ts';

const EXAMPLES_MAX = 20;

/** How many tags of the project divide these customers; those that do not are named. */
export function splitTagsCheck({ definitions }: Pick<Project, 'definitions'>, customers: readonly Pick<Known, 'tags'>[]): Check {
  const held = new Map<string, number>();
  for (const { tags } of customers) for (const id of tags) held.set(id, (held.get(id) ?? 0) + 1);
  const ids = definitions.flatMap(({ kind, id }) => (kind === 'tag' ? [id] : []));
  const one = ids.filter((id) => (held.get(id) ?? 0) % customers.length === 0);
  const examples = one.slice(0, EXAMPLES_MAX).map((id) => `${id}: ${held.get(id) ?? 0} of ${customers.length}`);
  return { ...check({ name: 'tags', expected: ids.length, live: ids.length - one.length, warehouse: null }), examples };
}
