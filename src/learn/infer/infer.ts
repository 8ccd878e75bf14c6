/** Proposes a data dictionary from what sources have sent. Pure. */
import type { Json, JsonObject } from '../../core/index.ts';
import type { EventDefinition, PropertyDefinition } from '../../define/index.ts';
import { propertyOf, typeOf } from './values.ts';

/** One event as it came: its properties, of `$identify` and `$group` its traits. */
export interface SampledEvent {
  readonly event: string;
  readonly properties: JsonObject;
}

/** A proposed event, with how often each property was there: what decides whether it is required. */
export interface InferredEvent {
  readonly definition: EventDefinition;
  readonly sampled: number;
  /** By path, 0 to 1; inside a list, of its elements. */
  readonly shares: Readonly<Record<string, number>>;
}

/** A property that is nearly always there is required. */
const REQUIRED_SHARE = 0.995;
/** With fewer events nothing is said to be required. */
const EVENTS_MIN = 20;
/** Keys that come up once among very many are values that somebody used as names. */
const KEYS_MAX = 100;
const DEPTH_MAX = 3;
const OWN_KEYS: ReadonlySet<string> = new Set(['name', 'category', 'path', 'referrer', 'search', 'title', 'url', 'keywords']);

export function inferEvents(samples: readonly SampledEvent[]): readonly InferredEvent[] {
  const byEvent = new Map<string, JsonObject[]>();
  for (const { event, properties } of samples) {
    const list = byEvent.get(event);
    if (list) list.push(properties);
    else byEvent.set(event, [properties]);
  }
  return [...byEvent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([event, all]) => inferEvent(event, all));
}

interface Found {
  readonly properties: Record<string, PropertyDefinition>;
  readonly shares: Record<string, number>;
  readonly hasCurrency: boolean;
}

function inferEvent(event: string, all: readonly JsonObject[]): InferredEvent {
  const hasCurrency = all.some(({ currency }) => typeof currency === 'string');
  const found: Found = { properties: {}, shares: {}, hasCurrency };
  // What the door itself puts among the properties of a page is known.
  const skipped = event === '$page' || event === '$screen' ? OWN_KEYS : new Set<string>();
  describe(all, { prefix: '', depth: 0, inList: false, skipped }, found);
  const { properties, shares } = found;
  const definition: EventDefinition = { kind: 'event', id: event, name: { en: event, zh: event }, properties, unplanned: 'flag' };
  return { definition, sampled: all.length, shares };
}

interface Level {
  readonly prefix: string;
  readonly depth: number;
  /** A path has one list at most. */
  readonly inList: boolean;
  readonly skipped?: ReadonlySet<string>;
}

function describe(all: readonly JsonObject[], { prefix, depth, inList, skipped }: Level, found: Found): void {
  const values = new Map<string, Json[]>();
  for (const one of all) {
    for (const [key, value] of Object.entries(one)) {
      if (value === null || skipped?.has(key) || !/^[^.[\]]+$/.test(key)) continue;
      const list = values.get(key);
      if (list) list.push(value);
      else values.set(key, [value]);
    }
  }
  const usual = [...values].sort((a, b) => b[1].length - a[1].length).slice(0, KEYS_MAX);
  for (const [key, list] of usual) {
    const path = `${prefix}${key}`;
    const share = list.length / all.length;
    const type = typeOf(list);
    const below = depth + 1 < DEPTH_MAX;
    if (type === 'object' && below) {
      describe(list.filter(isObject), { prefix: `${path}.`, depth: depth + 1, inList }, found);
      continue;
    }
    const required = share >= REQUIRED_SHARE && all.length >= EVENTS_MIN;
    found.properties[path] = { ...propertyOf(path, list, found), ...(required && { required }) };
    found.shares[path] = share;
    if (type === 'list' && below && !inList) describeElements(path, list.filter(Array.isArray).flat(1) as Json[], { depth, found });
  }
}

function describeElements(
  path: string,
  elements: readonly Json[],
  { depth, found }: { readonly depth: number; readonly found: Found },
): void {
  if (elements.length === 0) return;
  const type = typeOf(elements);
  if (type === 'object') describe(elements.filter(isObject), { prefix: `${path}[].`, depth: depth + 1, inList: true }, found);
  else if (type !== 'any' && type !== 'list') {
    found.properties[`${path}[]`] = propertyOf(`${path}[]`, elements, found);
    found.shares[`${path}[]`] = 1;
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
