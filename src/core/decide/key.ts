/** The value of a journey's key in an event. */
import { hash53 } from '../../base/index.ts';
import type { EventEntry } from '../entry.ts';
import { parsePath, readPath } from '../know/index.ts';

const KEY_MAX = 100;

/** Undefined when the event has no value there. A long one is kept as its hash. */
export function keyIn(event: Pick<EventEntry, 'properties'>, key: string): string | undefined {
  const value = readPath(event.properties, parsePath(key).rest);
  if (value === null || typeof value === 'object' || value === undefined || value === '') return undefined;
  const text = String(value);
  return text.length <= KEY_MAX ? text : `#${hash53(text).toString(36)}`;
}
