/** Declared traits: what a source told us. */

import type { TimeZone } from '../../../base/index.ts';
import type { DeclaredTrait } from '../../../define/index.ts';
import { timeOf, type Value } from '../value.ts';
import { NEVER, noDependencies, type TraitNode } from './node.ts';
import type { DeclaredSource } from './plan.ts';

export function compileDeclared({ trait, key }: DeclaredSource, index: number, zone: TimeZone): TraitNode {
  const dependencies = noDependencies();
  dependencies.declared.add(key);
  const { type } = trait;
  return {
    id: trait.id,
    index,
    scaled: false,
    isTime: type === 'time',
    timed: false,
    dependencies,
    value: (view) => typed(view.known.declared.get(key)?.value, { type, zone }),
    changesAt: () => NEVER,
  };
}

/** The value if it has the type, else missing. */
export function typed(value: Value, { type, zone }: { type: DeclaredTrait['type']; zone: TimeZone }): Value {
  if (type === 'time') return timeOf(value, zone);
  if (type === 'list') return Array.isArray(value) ? value : undefined;
  return typeof value === type ? value : undefined;
}
