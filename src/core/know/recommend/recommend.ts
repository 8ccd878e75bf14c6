/**
 * Which items a customer is recommended. Pure: from the model and what is known of the customer.
 *
 * V2. Nothing is recommended that is not in stock, that the customer took within `exclude`, or that is at hand; the item whose own cycle is over is, though it was taken.
 * V3. Sources in their order, each item once, until there are enough. Together: the sum of what the seeds say of an item (Deshpande and Karypis 2004, Item-based
 *     top-N recommendation algorithms, ACM TOIS 22:1); equal sums by popularity, then id.
 */
import { durationMs, type TimeZone } from '../../../base/index.ts';
import type { RecommendationDefinition, RecommendationSource } from '../../../define/index.ts';
import type { Json } from '../../entry.ts';
import type { MeasuredTrait } from '../compile/computed.ts';
import { eventReader } from '../compile/event-path.ts';
import type { TraitNode } from '../compile/node.ts';
import type { CustomerView } from '../view.ts';
import { byPopularity, type IndexedModel, indexOf, type ModelItem, type RecommendationModel } from './model.ts';

/** An item for a customer. */
export interface Recommended {
  readonly item: ModelItem;
  readonly by: RecommendationSource;
  /** Of `together`. */
  readonly score?: number;
  /** Of `together` the seed that says most for it. */
  readonly because?: string;
}

/** A recommendation ready to be asked. */
export interface CompiledRecommendation {
  readonly id: string;
  readonly version: number;
  /** Property at hand that it reads. */
  readonly of: string | undefined;
  choose(view: CustomerView, model: RecommendationModel | undefined): readonly Recommended[];
}

/** What is known of the customer, as it counts here. */
export interface Seeds {
  readonly seeds: readonly string[];
  readonly excluded: ReadonlySet<string>;
  /** What was taken last, and when, ms. */
  readonly last?: { readonly item: string; readonly at: number } | undefined;
}

const BY: readonly RecommendationSource[] = ['together', 'category', 'popular'];

export interface RecommendWorld {
  readonly zone: TimeZone;
  readonly measured: (trait: MeasuredTrait) => TraitNode;
}

/** Throws what compiling an aggregate throws, VOLANO_DURATION_INVALID. */
export function compileRecommendation(
  definition: RecommendationDefinition,
  version: number,
  { zone, measured }: RecommendWorld,
): CompiledRecommendation {
  const { id, event, where, item, seeds = '90d', exclude = '30d', by = BY, of, top = 10 } = definition;
  const events = { event, ...(where && { where }) };
  const listWithin = (last: string) => measured({ ...events, aggregate: 'distinct_list', property: item, window: { last } });
  const own = listWithin(seeds);
  const isExcluded = exclude === 'ever' || durationMs(exclude) > 0;
  const taken = !isExcluded
    ? undefined
    : exclude === 'ever'
      ? measured({ ...events, aggregate: 'distinct_list', property: item })
      : listWithin(exclude);
  const repeats = by.includes('repurchase');
  const lastItem = repeats ? measured({ ...events, aggregate: 'last', property: item }) : undefined;
  const lastAt = repeats ? measured({ ...events, aggregate: 'last' }) : undefined;
  const atHand = of === undefined ? undefined : eventReader(of, zone);
  return {
    id,
    version,
    of,
    choose(view, model) {
      if (!model) return [];
      const here = view.event && atHand ? textsOf(atHand(view.event)) : [];
      const excluded = new Set(here);
      if (taken) for (const one of textsOf(view.valueOf(taken))) excluded.add(one);
      const last = lastItem && textsOf(view.valueOf(lastItem))[0];
      const at = lastAt && view.valueOf(lastAt);
      const known: Seeds = {
        seeds: here.length > 0 ? here : textsOf(view.valueOf(own)),
        excluded,
        last: last !== undefined && typeof at === 'number' ? { item: last, at } : undefined,
      };
      return recommend(indexOf(model), known, { by, top, now: view.now });
    },
  };
}

/** Ids are texts: a shop that numbers its items may send them as either. */
function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

export interface Wanted {
  readonly by: readonly RecommendationSource[];
  readonly top: number;
  readonly now: number;
}

/** By V2 and V3. */
export function recommend(model: IndexedModel, { seeds, excluded, last }: Seeds, { by, top, now }: Wanted): readonly Recommended[] {
  const found = new Map<string, Recommended>();
  const add = (one: Recommended): void => {
    const { item } = one;
    if (found.size < top && !item.out && !found.has(item.id) && (one.by === 'repurchase' || !excluded.has(item.id)))
      found.set(item.id, one);
  };
  for (const source of by) {
    if (found.size >= top) break;
    for (const one of SOURCES[source](model, { seeds, excluded, last, now })) {
      add(one);
      if (found.size >= top) break;
    }
  }
  return [...found.values()];
}

type Asked = Seeds & { readonly now: number };
const SOURCES: Readonly<Record<RecommendationSource, (model: IndexedModel, asked: Asked) => Iterable<Recommended>>> = {
  repurchase: due,
  together,
  category: ofCategory,
  popular: ({ popular }) => popular.map((item) => ({ item, by: 'popular' })),
};

function due({ byId }: IndexedModel, { last, now }: Asked): readonly Recommended[] {
  const item = last && byId.get(last.item);
  return item?.cycleMs !== undefined && last!.at + item.cycleMs <= now ? [{ item, by: 'repurchase' }] : [];
}

function together({ byId }: IndexedModel, { seeds, excluded }: Asked): readonly Recommended[] {
  const sums = new Map<string, { score: number; best: number; because: string }>();
  for (const seed of seeds) {
    for (const [id, score] of byId.get(seed)?.with ?? []) {
      if (excluded.has(id)) continue;
      const sum = sums.get(id);
      if (!sum) sums.set(id, { score, best: score, because: seed });
      else {
        sum.score += score;
        if (score > sum.best) Object.assign(sum, { best: score, because: seed });
      }
    }
  }
  const all = [...sums].flatMap(([id, { score, because }]): Recommended[] => {
    const item = byId.get(id);
    return item ? [{ item, by: 'together', score: Math.round(score * 1e4) / 1e4, because }] : [];
  });
  return all.sort((a, b) => b.score! - a.score! || byPopularity(a.item, b.item));
}

/** The categories of the seeds in turn, each with its most popular items. */
function* ofCategory({ byId, byCategory }: IndexedModel, { seeds }: Asked): Generator<Recommended> {
  const categories = new Set(seeds.flatMap((seed) => byId.get(seed)?.category ?? []));
  const lists = [...categories].map((category) => byCategory.get(category) ?? []);
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let place = 0; place < longest; place++)
    for (const list of lists) {
      const item = list[place];
      if (item) yield { item, by: 'category' };
    }
}

/** As templates, answers and conditions have it. */
export function plainItem({ item, by, score, because }: Recommended): { readonly [name: string]: Json } {
  return {
    id: item.id,
    by,
    ...(item.category !== undefined && { category: item.category }),
    ...(score !== undefined && { score }),
    ...(because !== undefined && { because }),
    ...item.fields,
  };
}
