/** Score traits: the quantile bin of another trait, from edges that enter as `model` entries. */
import { SCALE, type Scaled, toScaled } from '../../../base/index.ts';
import type { ScoreTrait } from '../../../define/index.ts';
import type { CustomerView } from '../view.ts';
import { addDependencies, NEVER, noDependencies, type TraitNode } from './node.ts';

export function compileScore(trait: ScoreTrait, index: number, of: TraitNode): TraitNode {
  const { bins, reverse } = trait.score;
  const dependencies = noDependencies();
  addDependencies(dependencies, of.dependencies);
  dependencies.scores.add(trait.id);
  const edgesOf = (view: CustomerView) => view.table.edges.get(trait.id);
  return {
    id: trait.id,
    index,
    scaled: true,
    isTime: false,
    timed: of.timed,
    dependencies,
    value: (view) => {
      const value = decimalOf(of, view);
      const edges = edgesOf(view);
      if (value === undefined || !edges) return undefined;
      let bin = 1;
      for (const edge of edges) if (edge < value) bin++;
      return (reverse ? bins + 1 - bin : bin) * SCALE;
    },
    changesAt: (view) => {
      const value = decimalOf(of, view);
      const edges = edgesOf(view);
      if (!edges) return NEVER;
      if (value === undefined || !of.reaches) return of.changesAt(view);
      const next = edges.find((edge) => edge >= value);
      return next === undefined ? NEVER : of.reaches(view, Math.floor(next / SCALE) + 1);
    },
  };
}

function decimalOf(node: TraitNode, view: CustomerView): Scaled | undefined {
  const value = view.valueOf(node);
  if (typeof value !== 'number') return undefined;
  return node.scaled ? value : toScaled(value);
}
