/** Reading an event by path: a property, or what stands beside the properties (docs/conditions.md 1.7). */
import { TIME_ZONES, type TimeZone } from '../../../base/index.ts';
import { type ClockPart, eventPathOf } from '../../../define/index.ts';
import type { EventEntry, Json, JsonObject } from '../../entry.ts';
import { parsePath, pathReader, readList, readValue } from '../property.ts';
import { type Value, valueOfJson } from '../value.ts';
import { partOf } from './function.ts';

/** What filters read of an event. Where only its properties have been kept, the rest is missing. */
export interface EventAtHand extends Pick<EventEntry, 'properties'> {
  /** Ms. */
  readonly time?: number;
  readonly source?: string;
  readonly context?: JsonObject | undefined;
  readonly traits?: JsonObject | undefined;
}

/** Reads a value of an event; the zone is the workspace's. */
export function eventReader(path: string, zone: TimeZone): (event: EventAtHand) => Value {
  const own = ownReader(path, zone);
  if (own) return own;
  const parsed = parsePath(path);
  if (parsed.list) return ({ properties }) => readValue(properties, parsed);
  const read = pathReader(parsed.rest);
  return ({ properties }) => valueOfJson(read(properties));
}

/** Reads what a column holds, from the event's properties or an element of a list in them, or beside them. */
export function columnReader(path: string, zone: TimeZone): (from: Json, event: EventAtHand) => Json | undefined {
  const own = ownReader(path, zone);
  if (own) return (_, event) => own(event);
  return pathReader(parsePath(path).rest);
}

/** Reads the elements of a list, whatever they are. */
export function elementsReader(path: string): (event: EventAtHand) => readonly Json[] {
  const found = eventPathOf(path);
  const of = found && 'path' in found ? found.of : 'properties';
  const { list, rest } = parsePath(found && 'path' in found ? found.path : path);
  return (event) => readList(event[of], list ?? rest);
}

function ownReader(path: string, zone: TimeZone): ((event: EventAtHand) => Value) | undefined {
  const found = eventPathOf(path);
  switch (found?.of) {
    case 'source':
      return ({ source }) => source;
    case 'context':
    case 'traits': {
      const { of } = found;
      const parsed = parsePath(found.path);
      return (event) => readValue(event[of], parsed);
    }
    case 'time':
      return ({ time }) => clockPart(time, found.part, zone);
    case 'local_time':
      return ({ time, context }) => clockPart(time, found.part, zoneIn(context) ?? zone);
    default:
      return undefined;
  }
}

function zoneIn(context: EventAtHand['context']): TimeZone | undefined {
  const zone = context?.timezone;
  return typeof zone === 'string' && TIME_ZONES.has(zone) ? zone : undefined;
}

function clockPart(time: number | undefined, part: ClockPart, zone: TimeZone): Value {
  if (time === undefined) return undefined;
  if (part !== 'clock') return partOf(time, part, zone);
  const [hour, minute] = [partOf(time, 'hour', zone), partOf(time, 'minute', zone)];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
