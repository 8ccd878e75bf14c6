/** Rules of placements that no schema can state. */
import { DAY, durationMs } from '../../base/index.ts';
import type { PlacementCandidate, PlacementDefinition } from '../placement.ts';
import { typeWord } from '../said/places.ts';
import { said } from '../said/said.ts';
import type { Fault } from './content.ts';
import type { ValueType } from './types.ts';

const LIMIT_MS_MAX: number = 366 * DAY;

/** What is wrong, and where inside the definition. */
export function* placementFaults({ candidates }: PlacementDefinition, typeOf: (trait: string) => ValueType): Generator<Fault> {
  const seen = new Set<string>();
  for (const [index, candidate] of candidates.entries()) {
    const path = `candidates[${index}]`;
    if (seen.has(candidate.id)) yield { path: `${path}.id`, text: said`another candidate has the id "${candidate.id}" already` };
    seen.add(candidate.id);
    yield* candidateFaults(candidate, path, typeOf);
  }
}

function* candidateFaults(
  { value, since, limit }: PlacementCandidate,
  path: string,
  typeOf: (trait: string) => ValueType,
): Generator<Fault> {
  const expected = (trait: string, type: ValueType): boolean => typeOf(trait) === type || typeOf(trait) === 'scalar';
  if (typeof value === 'object' && !expected(value.trait, 'number'))
    yield { path: `${path}.value`, text: said`expected a trait of type number, "${value.trait}" is a ${typeWord(typeOf(value.trait))}` };
  if (since && !expected(since.trait, 'time'))
    yield { path: `${path}.since`, text: said`expected a trait of type time, "${since.trait}" is a ${typeWord(typeOf(since.trait))}` };
  if (limit && durationMs(limit.per) > LIMIT_MS_MAX) yield { path: `${path}.limit.per`, text: said`a limit looks back 366 days at most` };
}
