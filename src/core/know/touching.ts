/** Which events have made a trait what it is: those that contribute to it, whatever its window, or say something about it (docs/conditions.md 7.2). */
import { SCALE, SCALED_MAX, type TimeZone } from '../../base/index.ts';
import { asksFor, type ComputedTrait, type DeclaredTrait, eventNamesOf } from '../../define/index.ts';
import { OWN_SOURCE } from '../entry.ts';
import { typed } from './compile/declared.ts';
import { columnReader } from './compile/event-path.ts';
import { compileFilter } from './compile/filter.ts';
import type { PastEvent } from './past.ts';
import { parsePath, readList, readPath } from './property.ts';
import { isScalar, valueOfJson } from './value.ts';

export interface Touching {
  /** The names that it asks for, as a definition has them. */
  readonly event: string;
  /** Of an event that they ask for. */
  touches(event: PastEvent): boolean;
}

/** Which events touch a trait; the zone is the workspace's. */
export function touchingOf(trait: ComputedTrait | DeclaredTrait, zone: TimeZone): Touching {
  return 'type' in trait ? saying(trait, zone) : contributing(trait, zone);
}

function saying({ id, from = id, type }: DeclaredTrait, zone: TimeZone): Touching {
  const { rest } = parsePath(from);
  return {
    event: '$identify',
    touches: ({ traits }) => {
      const json = readPath(traits, rest);
      if (json === undefined) return false;
      const raw = valueOfJson(json);
      return json === null || (Array.isArray(json) && raw === undefined) || typed(raw, { type, zone }) !== undefined;
    },
  };
}

const OF_NUMBERS: ReadonlySet<string> = new Set(['sum', 'average', 'min', 'max']);

function contributing({ event, aggregate, property, where }: ComputedTrait, zone: TimeZone): Touching {
  const path = property === undefined ? undefined : parsePath(property);
  const names = eventNamesOf(event);
  const read = property === undefined ? undefined : columnReader(property, zone);
  const passes = where && compileFilter(where, zone);
  const counts = (value: unknown): boolean => {
    if (!OF_NUMBERS.has(aggregate)) return isScalar(value);
    return typeof value === 'number' && Math.abs(value) <= SCALED_MAX / SCALE;
  };
  return {
    event,
    touches: (found) => {
      const { properties } = found;
      if (!asksFor(names, found.event, found.source === OWN_SOURCE)) return false;
      if (passes && !passes(found)) return false;
      if (!path) return true;
      if (!path.list) return counts(read?.(properties, found));
      return readList(properties, path.list).some((element) => counts(readPath(element, path.rest)));
    },
  };
}
