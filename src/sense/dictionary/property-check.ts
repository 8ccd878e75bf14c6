/** A property's definition, compiled. */
import { compilePattern, type TimeZone } from '../../base/index.ts';
import { type Json, type JsonObject, parsePath, readPath, timeOf, type ViolationProblem } from '../../core/index.ts';
import type { Enforcement, PropertyDefinition, Scalar } from '../../define/index.ts';

/** A place in an event: the object that holds the property, and its key. */
interface Place {
  readonly holder: Json | undefined;
  readonly key: string;
}

export interface PropertyCheck {
  readonly path: string;
  /** Undefined: the event's. */
  readonly enforcement: Enforcement | undefined;
  /** What is wrong with it in this event. */
  fault(from: JsonObject): ViolationProblem | undefined;
  /** Takes out what is at fault, in place. Undefined for elements of a list: the others would change their places. */
  readonly omit: ((from: JsonObject) => void) | undefined;
}

export function compileProperty(path: string, definition: PropertyDefinition, zone: TimeZone): PropertyCheck {
  const { enforcement, required = false } = definition;
  const problemOf = problemFinder(definition, zone);
  const placesIn = placesOf(path);
  const faultAt = ({ holder, key }: Place): ViolationProblem | undefined => {
    const value = readPath(holder, [key]);
    if (value === undefined || value === null) return required ? 'missing' : undefined;
    return problemOf(value);
  };
  const omitAt = (from: JsonObject): void => {
    for (const place of placesIn(from)) {
      const fault = faultAt(place);
      if (fault && fault !== 'missing') delete (place.holder as Record<string, Json>)[place.key];
    }
  };
  return {
    path,
    enforcement,
    fault: (from) => {
      for (const place of placesIn(from)) {
        const fault = faultAt(place);
        if (fault) return fault;
      }
      return undefined;
    },
    omit: path.endsWith('[]') ? undefined : omitAt,
  };
}

/** Where a property stands: once, or for each element of the list in its path. */
function placesOf(path: string): (from: JsonObject) => readonly Place[] {
  const { list, rest } = parsePath(path);
  const key = rest.at(-1);
  const above = rest.slice(0, -1);
  if (!list) return (from) => [{ holder: readPath(from, above), key: key! }];
  return (from) => {
    const elements = readPath(from, list);
    if (!Array.isArray(elements)) return [];
    if (key === undefined) return elements.map((_, index) => ({ holder: { [index]: elements[index] as Json }, key: String(index) }));
    return elements.map((element: Json) => ({ holder: readPath(element, above), key }));
  };
}

type Find = (value: Json) => ViolationProblem | undefined;

function problemFinder({ type, allowed, pattern, min, max }: PropertyDefinition, zone: TimeZone): Find {
  const isOfType = TYPES[type];
  const values = allowed && new Set<unknown>(allowed);
  const compiled = pattern === undefined ? undefined : compilePattern(pattern);
  const bounded = min !== undefined || max !== undefined;
  return (value) => {
    if (!isOfType(value, zone)) return 'type';
    if (values && !values.has(value as Scalar)) return 'value';
    if (compiled && 'test' in compiled && typeof value === 'string' && !compiled.test(value)) return 'pattern';
    if (bounded && typeof value === 'number' && (value < (min ?? value) || value > (max ?? value))) return 'range';
    return undefined;
  };
}

const TYPES: Readonly<Record<PropertyDefinition['type'], (value: Json, zone: TimeZone) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  time: (value, zone) => (typeof value === 'number' || typeof value === 'string') && timeOf(value, zone) !== undefined,
  list: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  any: () => true,
};
