/** Traits, tags and segments may build on each other, and blocks hold each other, but not in a circle: there must be an order in which all can be evaluated. */
import type { Definition } from '../project.ts';
import { referencesOf } from './references.ts';

/** Each circle once, as the names along it, the first repeated at the end. */
export function cyclesOf(definitions: readonly Definition[]): readonly (readonly string[])[] {
  const graph = new Map<string, readonly string[]>();
  for (const definition of definitions) {
    if (!isBuilt(definition.kind)) continue;
    const targets = referencesOf(definition).filter(({ kind }) => isBuilt(kind));
    graph.set(`${definition.kind} "${definition.id}"`, [...new Set(targets.map(({ kind, id }) => `${kind} "${id}"`))]);
  }
  const cycles: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (node: string): void => {
    const start = trail.indexOf(node);
    if (start >= 0) {
      cycles.push([...trail.slice(start), node]);
      return;
    }
    if (done.has(node)) return;
    trail.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    trail.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return cycles;
}

function isBuilt(kind: string): boolean {
  return kind === 'trait' || kind === 'tag' || kind === 'segment' || kind === 'block';
}
