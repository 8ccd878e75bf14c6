/** Makers of the library's traits, so that each stands on a line or two. */
import { type ComputedTraitInput, defineTrait, type ExpressionInput, type TraitDefinition, type TraitType } from '../../../define/index.ts';
import { type Shop, text } from '../shop.ts';

export type Names = readonly [id: string, en: string, zh: string];

type Rest = Omit<ComputedTraitInput, 'id' | 'name' | 'event'>;

export function of(event: string, [id, en, zh]: Names, rest: Rest): TraitDefinition {
  return defineTrait({ id, name: text(en, zh), event, ...rest });
}

/** Of the orders that count. */
export function ofOrder(shop: Shop, names: Names, { where, ...rest }: Rest): TraitDefinition {
  const filter = shop.ordered(where);
  return of(shop.events.order, names, { ...rest, ...(filter && { where: filter }) });
}

/** How many orders: of events, or of different ids where each line is an event. */
export function orderCount(shop: Shop, names: Names, more: Pick<Rest, 'where' | 'window'> = {}): TraitDefinition {
  const { orderLines, properties } = shop;
  return ofOrder(
    shop,
    names,
    orderLines ? { aggregate: 'distinct_count', property: properties.orderId, ...more } : { aggregate: 'count', ...more },
  );
}

export function declared([id, en, zh]: Names, type: TraitType): TraitDefinition {
  return defineTrait({ id, name: text(en, zh), type });
}

export function computed([id, en, zh]: Names, formula: ExpressionInput): TraitDefinition {
  return defineTrait({ id, name: text(en, zh), formula });
}

/** The five bins of a trait. */
export function score([id, en, zh]: Names, of: string, more: { readonly reverse?: boolean } = {}): TraitDefinition {
  return defineTrait({ id, name: text(en, zh), score: { of, bins: 5, ...more } });
}
