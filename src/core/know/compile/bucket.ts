/** What is drawn by a name and the customer's id (docs/conditions.md 2.16): a number that nothing ever changes. */
import { bucketOf } from '../../../base/index.ts';
import { NEVER, noDependencies, type TraitNode } from './node.ts';
import type { RuleNode } from './rule.ts';

export function bucketNode(name: string, index: number): TraitNode {
  const dependencies = noDependencies();
  dependencies.buckets.add(name);
  return {
    id: name,
    index,
    scaled: true,
    isTime: false,
    timed: false,
    dependencies,
    value: ({ known }) => bucketOf(name, known.customer),
    changesAt: () => NEVER,
  };
}

/** Keys of the rules that depend on who the customer is, through others too. Given in order of evaluation. */
export function drawnRules(rules: readonly RuleNode[]): ReadonlySet<string> {
  const drawn = new Set<string>();
  for (const { key, inputs } of rules) if (inputs.buckets.size > 0 || [...inputs.rules].some((read) => drawn.has(read))) drawn.add(key);
  return drawn;
}
