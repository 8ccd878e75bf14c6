/** Order of evaluation: a rule comes after every rule it reads. */
import { VolanoError } from '../../../base/index.ts';
import type { RuleNode } from './rule.ts';

/** Throws VOLANO_DEFINITION_CYCLE. */
export function inOrder(rules: readonly RuleNode[]): RuleNode[] {
  const byKey = new Map(rules.map((rule) => [rule.key, rule]));
  const ordered: RuleNode[] = [];
  const state = new Map<RuleNode, 'open' | 'done'>();
  const visit = (rule: RuleNode, trail: readonly string[]) => {
    if (state.get(rule) === 'done') return;
    if (state.get(rule) === 'open')
      throw new VolanoError('VOLANO_DEFINITION_CYCLE', { cycle: [...trail.slice(trail.indexOf(rule.key)), rule.key].join(' -> ') });
    state.set(rule, 'open');
    for (const key of rule.dependencies.rules) {
      const read = byKey.get(key);
      if (read) visit(read, [...trail, rule.key]);
    }
    state.set(rule, 'done');
    rule.index = ordered.push(rule) - 1;
  };
  for (const rule of rules) visit(rule, []);
  return ordered;
}
