/**
 * Where customers have what was declared of them. A trait's id is the key, until a release gives the id another meaning (another property, another
 * type): from then on values of both stand beside each other, the old ones as long as the old definition is in force.
 */
import type { Released } from '../../define/index.ts';
import type { DeclaredKeys, DeclaredSource } from '../know/index.ts';
import { definitionsOf } from './compiling.ts';

export interface DeclaredPlace {
  readonly key: string;
  /** What is read of a call, and as what: equal for definitions that take in the same. */
  readonly projection: string;
}

/** By trait id. */
export type DeclaredPlaces = ReadonlyMap<string, DeclaredPlace>;

/** Of a release's declared traits, given those in force and those that were in preparation before it. */
export function placesOf(
  { number, definitions }: { readonly number: number; readonly definitions: readonly Released[] },
  inForce: DeclaredPlaces,
  wanted: DeclaredPlaces,
): DeclaredPlaces {
  const places = new Map<string, DeclaredPlace>();
  for (const definition of definitionsOf(definitions, 'trait')) {
    if (!('type' in definition)) continue;
    const { id, from = id, type, reconcile } = definition;
    const projection = JSON.stringify([type, from, reconcile?.by === 'last_updated' ? null : (reconcile ?? null)]);
    const known = [inForce.get(id), wanted.get(id)].find((one) => one?.projection === projection);
    places.set(id, known ?? { key: inForce.has(id) || wanted.has(id) ? `${id}\u0000+${number}` : id, projection });
  }
  return places;
}

export function keysOf(places: DeclaredPlaces): DeclaredKeys {
  return new Map([...places].map(([id, { key }]) => [id, key]));
}

/** Declared traits of these definitions whose values are not collected by the other ones. */
export function declaredBeyond(wanted: readonly DeclaredSource[], collected: readonly DeclaredSource[]): DeclaredSource[] {
  const keys = new Set(collected.map(({ key }) => key));
  return wanted.filter(({ key }) => !keys.has(key));
}
