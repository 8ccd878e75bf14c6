/** Paths that read the event itself (docs/conditions.md 1.7): their types, and where they lead nowhere. */
import type { Said } from '../../base/index.ts';
import { CLOCK_PARTS, eventPathOf } from '../event-path.ts';
import { said } from '../said/said.ts';
import type { ValueType } from './types.ts';
import type { Scope } from './walk.ts';

export const LIST_BESIDE: Said = said`a list beside the properties cannot be taken apart here; a filter can look into it`;

/** Of what stands beside the properties the type is known. */
export function typeOfPath(path: string): ValueType {
  const own = eventPathOf(path);
  if (!own || 'path' in own) return 'scalar';
  return own.of === 'source' || own.part === 'clock' ? 'string' : 'number';
}

export function* eventPathFaults(path: string, scope: Scope): Generator<Said> {
  if (/^\$(time|local_time)\./.test(path) && !eventPathOf(path)) yield said`"${path}" is no part of a time: use ${CLOCK_PARTS.join(', ')}`;
  if (scope === 'element' && eventPathOf(path)) yield said`an element of a list has its own properties only`;
  if (scope === 'kept' && eventPathOf(path))
    yield said`of the event that started it a journey keeps the properties only: ask for this in "trigger.where" or "when"`;
}
