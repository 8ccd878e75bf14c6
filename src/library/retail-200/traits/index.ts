/** All traits that the library's tags may need. */
import type { TraitDefinition } from '../../../define/index.ts';
import type { Shop } from '../shop.ts';
import { behaviorTraits } from './behavior.ts';
import { orderTraits } from './orders.ts';
import { relationTraits } from './relations.ts';
import { derivedTraits, scoreTraits } from './scores.ts';

export function traitsOf(shop: Shop): readonly TraitDefinition[] {
  return [...orderTraits(shop), ...behaviorTraits(shop), ...relationTraits(shop), ...derivedTraits, ...scoreTraits];
}
