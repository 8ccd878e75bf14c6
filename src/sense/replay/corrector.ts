/** A correction, compiled into a function of a call. */
import { VolanoError, wordsOf } from '../../base/index.ts';
import { type Json, type JsonObject, parsePath, readPath } from '../../core/index.ts';
import { isObject } from '../call/index.ts';
import { conversionOf } from '../import/index.ts';
import type { Correction, CorrectionRule, CorrectionStep, RecordFilter } from './correction.ts';

/** What the quarantine says of a record that is to be corrected. */
export type Told = Readonly<Required<RecordFilter>>;

/** The corrected call; the one that is given stays as it is. */
export type Corrector = (call: JsonObject, told: Told) => JsonObject;

/** Throws VOLANO_CORRECTION_INVALID, for a pattern or zone of times. */
export function compileCorrection({ rules }: Correction): Corrector {
  const compiled = rules.map(compileRule);
  return (call, told) => {
    const changed = structuredClone(call) as MutableObject;
    for (const rule of compiled) if (fits(rule.when, told)) for (const step of rule.steps) step(changed);
    return changed;
  };
}

export function fits(filter: RecordFilter | undefined, told: Told): boolean {
  if (!filter) return true;
  for (const key of ['source', 'event', 'code', 'field'] as const) if (filter[key] !== undefined && filter[key] !== told[key]) return false;
  return true;
}

type MutableObject = Record<string, Json>;
type Change = (call: MutableObject) => void;

function compileRule({ when, steps }: CorrectionRule, rule: number): { readonly when: RecordFilter | undefined; readonly steps: Change[] } {
  return { when, steps: steps.map((step, index) => compileStep(step, `rules[${rule}].steps[${index}]`)) };
}

function compileStep(step: CorrectionStep, where: string): Change {
  if ('set' in step) {
    const { value, ifMissing = false } = step;
    return eachPlace(step.set, true, (place) => {
      if (!ifMissing || present(place) === undefined) put(place, structuredClone(value));
    });
  }
  if ('rename' in step) return renaming(step.rename, step.to);
  if ('remove' in step) return eachPlace(step.remove, false, take);
  if ('convert' in step) return converting(step, where);
  const values = new Map(Object.entries(step.values));
  return eachPlace(step.map, false, (place) => {
    const found = present(place);
    if (found === undefined || typeof found === 'object') return;
    const other = values.get(String(found));
    if (other !== undefined) put(place, other);
    else if (step.otherwise === 'remove') take(place);
  });
}

function converting(step: Extract<CorrectionStep, { convert: string }>, where: string): Change {
  let convert: ReturnType<typeof conversionOf>;
  try {
    convert = conversionOf(step.as, step);
  } catch (cause) {
    if (!(cause instanceof VolanoError)) throw cause;
    const problem = cause.details.problem ?? wordsOf(cause);
    throw new VolanoError('VOLANO_CORRECTION_INVALID', { path: where, problem }, { cause });
  }
  return eachPlace(step.convert, false, (place) => {
    const found = present(place);
    const value = found === undefined ? undefined : convert?.(found);
    if (value !== undefined) put(place, value);
  });
}

function renaming(from: string, to: string): Change {
  const source = placesOf(from);
  const target = placesOf(to);
  return (call) => {
    // Both lie in the same list, so they are as many.
    for (const [index, place] of source(call, false).entries()) {
      const value = place && present(place);
      if (value === undefined) continue;
      const goal = target(call, true)[index];
      if (!goal) continue;
      take(place!);
      put(goal, value);
    }
  };
}

/** A value's place: the object that holds it (or is to), or the list, and its key there. */
interface Place {
  readonly holder: MutableObject | Json[];
  readonly key: string;
}

function eachPlace(path: string, make: boolean, change: (place: Place) => void): Change {
  const places = placesOf(path);
  return (call) => {
    // From behind, so that what is taken out of a list moves none that is still to come.
    for (const place of places(call, make).reverse()) if (place) change(place);
  };
}

/** Where a path leads: once, or once for each element of its list. With `make`, objects on the way are made; undefined where there is no place. */
function placesOf(path: string): (call: MutableObject, make: boolean) => (Place | undefined)[] {
  const { list, rest } = parsePath(path);
  if (!list) return (call, make) => [placeIn(call, rest, make)];
  return (call, make) => {
    const elements = readPath(call, list);
    if (!Array.isArray(elements)) return [];
    if (rest.length === 0) return elements.map((_, index) => ({ holder: elements, key: String(index) }));
    return elements.map((element: Json) => (isObject(element) ? placeIn(element as MutableObject, rest, make) : undefined));
  };
}

function placeIn(from: MutableObject, path: readonly string[], make: boolean): Place | undefined {
  let holder = from;
  for (const key of path.slice(0, -1)) {
    let inner = Object.hasOwn(holder, key) ? holder[key] : undefined;
    if (make && (inner === undefined || inner === null)) inner = holder[key] = {};
    if (!isObject(inner)) return undefined;
    holder = inner as MutableObject;
  }
  return { holder, key: path.at(-1)! };
}

function present({ holder, key }: Place): Json | undefined {
  return Object.hasOwn(holder, key) ? ((holder as MutableObject)[key] ?? undefined) : undefined;
}

function put({ holder, key }: Place, value: Json): void {
  (holder as MutableObject)[key] = value;
}

function take({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}
