/**
 * Models of recommendations, as they enter the log: in slices, each of which counts from the moment it comes.
 *
 * V1. A model is a function of the entries of the log: slice by slice the latest one counts, and a slice beyond the number that the latest one tells of is gone.
 */
import type { JsonObject } from '../../entry.ts';

/** An item that a model knows. */
export interface ModelItem {
  readonly id: string;
  /** Decayed number of baskets that it is in. */
  readonly popularity: number;
  readonly category?: string;
  /** Median time between two purchases of it by one customer, ms. */
  readonly cycleMs?: number;
  /** It is not in stock. */
  readonly out?: true;
  /** What templates print of it. */
  readonly fields?: JsonObject;
  /** Items that go with it and how well (0 to 1), best first. */
  readonly with: readonly (readonly [item: string, score: number])[];
}

/** New items of a part of a model, from the warehouse. */
export interface RecommendationModelEntry {
  readonly type: 'model';
  readonly model: 'recommendation';
  readonly recommendation: string;
  readonly version: string;
  /** From 0, of so many. */
  readonly slice: number;
  readonly slices: number;
  readonly items: readonly ModelItem[];
}

/** A part of a model as it is kept. */
export type RecommendationSlice = Pick<RecommendationModelEntry, 'version' | 'items'>;
/** Slices by number. */
export type RecommendationModel = readonly RecommendationSlice[];
/** By id of the recommendation. */
export type RecommendationModels = ReadonlyMap<string, RecommendationModel>;

/** Before any has come. */
export const NO_MODELS: RecommendationModels = new Map();

/** The models with one slice more (V1). */
export function withSlice(
  models: RecommendationModels,
  { recommendation, slice, slices, version, items }: RecommendationModelEntry,
): RecommendationModels {
  const before = models.get(recommendation) ?? [];
  const next: RecommendationSlice[] = [];
  for (let index = 0; index < slices; index++) next.push(index === slice ? { version, items } : (before[index] ?? EMPTY));
  return new Map(models).set(recommendation, next);
}

const EMPTY: RecommendationSlice = { version: '', items: [] };

/** A model made ready to be asked. */
export interface IndexedModel {
  readonly byId: ReadonlyMap<string, ModelItem>;
  /** Those in stock, the most popular first. */
  readonly popular: readonly ModelItem[];
  /** The same by category. */
  readonly byCategory: ReadonlyMap<string, readonly ModelItem[]>;
}

const indexed = new WeakMap<RecommendationModel, IndexedModel>();

/** By item, by popularity and by category; made once for each model. */
export function indexOf(model: RecommendationModel): IndexedModel {
  let index = indexed.get(model);
  if (!index) {
    const byId = new Map(model.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
    const popular = [...byId.values()].filter(({ out }) => !out).sort(byPopularity);
    const byCategory = Map.groupBy(
      popular.filter(({ category }) => category !== undefined),
      ({ category }) => category!,
    );
    index = { byId, popular, byCategory };
    indexed.set(model, index);
  }
  return index;
}

/** The most popular first; equal ones by id. */
export function byPopularity(a: ModelItem, b: ModelItem): number {
  return b.popularity - a.popularity || (a.id < b.id ? -1 : 1);
}
