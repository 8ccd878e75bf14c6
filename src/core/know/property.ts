/** Reading properties of an event by path: `a.b`, and `list[].b` for the elements of a list. */
import type { Json, JsonObject } from '../entry.ts';
import { listValue, type Value, valueOfJson } from './value.ts';

/** A compiled path. With `list`, `rest` is read from each element of the list. */
export interface PropertyPath {
  readonly list: readonly string[] | undefined;
  readonly rest: readonly string[];
}

/** Takes a path of a definition apart. */
export function parsePath(path: string): PropertyPath {
  const [head = '', tail] = path.split('[]', 2);
  const rest = (tail ?? head).replace(/^\./, '');
  return { list: tail === undefined ? undefined : head.split('.'), rest: rest === '' ? [] : rest.split('.') };
}

/** Walks objects by their own keys; a name never indexes a list. */
export function readPath(from: Json | undefined, path: readonly string[]): Json | undefined {
  let value: Json | undefined = from;
  for (let i = 0; i < path.length; i++) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    const key = path[i]!;
    if (isInherited(key) && !Object.hasOwn(value, key)) return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
}

/** Reads one path; most have one name. */
export function pathReader(path: readonly string[]): (from: Json | undefined) => Json | undefined {
  const [key] = path;
  if (key === undefined || path.length > 1 || isInherited(key)) return (from) => readPath(from, path);
  return (from) =>
    from === null || typeof from !== 'object' || Array.isArray(from) ? undefined : (from as { readonly [key: string]: Json })[key];
}

/** Names that every object has though nobody gave it them. */
function isInherited(key: string): boolean {
  return key in Object.prototype;
}

/** The elements of the list at a path; none when there is no list. */
export function readList(from: JsonObject | undefined, path: readonly string[]): readonly Json[] {
  const list = readPath(from, path);
  return Array.isArray(list) ? list : [];
}

/** The value a condition sees at a path: with `[]` the list of what its elements hold there. */
export function readValue(from: JsonObject | undefined, path: PropertyPath): Value {
  if (!path.list) return valueOfJson(readPath(from, path.rest));
  return listValue(readList(from, path.list).map((item) => readPath(item, path.rest)));
}
