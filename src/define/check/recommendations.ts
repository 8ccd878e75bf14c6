/** Rules of recommendations that no schema can state. */
import type { RecommendationDefinition } from '../recommendation.ts';
import { said } from '../said/said.ts';
import type { Fault } from './content.ts';

/** Names that an item has anyway. */
const TAKEN: readonly string[] = ['id', 'by', 'category'];

/** What is wrong, and where inside the definition. */
export function* recommendationFaults(definition: RecommendationDefinition): Generator<Fault> {
  const { item, category, fields = {}, stock, by = [] } = definition;
  const beside = [['category', category] as const, ...Object.entries(fields).map(([name, path]) => [`fields.${name}`, path] as const)];
  for (const [path, property] of beside) {
    if (property !== undefined && listOf(property) !== listOf(item))
      yield { path, text: said`"${property}" does not stand beside the item "${item}": name both in one list, or both outside of lists` };
  }
  for (const name of TAKEN)
    if (Object.hasOwn(fields, name)) yield { path: `fields.${name}`, text: said`every item has "${name}" already; choose another name` };
  if (by.includes('category') && category === undefined)
    yield { path: 'category', text: said`by category needs the property that holds it` };
  if (new Set(by).size < by.length) yield { path: 'by', text: said`each source is named once` };
  if (stock && listOf(stock.inStock) !== '' && listOf(stock.inStock) !== listOf(stock.item))
    yield { path: 'stock.inStock', text: said`"${stock.inStock}" stands in another list than "${stock.item}"` };
}

function listOf(path: string): string {
  const end = path.indexOf('[]');
  return end < 0 ? '' : path.slice(0, end);
}
