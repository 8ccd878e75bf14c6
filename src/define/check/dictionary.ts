/** Events of the dictionary that nothing could keep to: what one line asks for, another rules out. */
import { compilePattern, type Said } from '../../base/index.ts';
import type { Scalar } from '../condition.ts';
import type { EventDefinition, PropertyDefinition, PropertyType } from '../event.ts';
import { typeWord } from '../said/places.ts';
import { said } from '../said/said.ts';
import type { Fault } from './content.ts';

export function* eventFaults({ properties = {}, expected = [] }: EventDefinition): Generator<Fault> {
  const paths = Object.entries(properties);
  for (const [path, property] of paths) {
    for (const text of allowedFaults(property)) yield { path: `properties.${path}.allowed`, text };
    const above = paths.find(([other, { type }]) => rulesOut(other, type, path));
    if (above) yield { path: `properties.${path}`, text: said`lies within "${above[0]}", which is of type ${typeWord(above[1].type)}` };
  }
  const wanted = new Map<string, number>();
  for (const [index, { source = '', per, atLeast }] of expected.entries()) {
    const key = JSON.stringify([source, per]);
    const earlier = wanted.get(key);
    if (earlier !== undefined && earlier !== atLeast)
      yield { path: `expected[${index}]`, text: said`the same source and time are expected to bring ${earlier} and ${atLeast}` };
    wanted.set(key, atLeast);
  }
}

/** Whether a property of this type has nothing of that path within it. */
function rulesOut(path: string, type: PropertyType, within: string): boolean {
  if (type === 'any' || !within.startsWith(path)) return false;
  const rest = within.slice(path.length);
  if (rest.startsWith('.')) return type !== 'object';
  return rest.startsWith('[]') && type !== 'list';
}

const TYPES: Readonly<Partial<Record<PropertyType, (value: Scalar) => boolean>>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  list: () => false,
  object: () => false,
};

function* allowedFaults({ type, allowed = [], pattern, min, max }: PropertyDefinition): Generator<Said> {
  const wrong = allowed.find((value) => TYPES[type]?.(value) === false);
  if (wrong !== undefined) yield said`${JSON.stringify(wrong)} can never be a value of type ${typeWord(type)}`;
  const beyond = allowed.find((value) => typeof value === 'number' && (value < (min ?? value) || value > (max ?? value)));
  if (beyond !== undefined) yield said`${JSON.stringify(beyond)} is allowed and out of range`;
  const compiled = pattern === undefined ? undefined : compilePattern(pattern);
  if (!compiled || !('test' in compiled)) return;
  const off = allowed.find((value) => typeof value === 'string' && !compiled.test(value));
  if (off !== undefined) yield said`${JSON.stringify(off)} is allowed and does not match the pattern`;
}
