/** Random journeys that start each other by what they set, against a walk from each of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trait } from '../build/conditions.ts';
import { defineSegment, defineTrait } from '../build/definitions.ts';
import { update, wait } from '../build/steps.ts';
import { onSegment } from '../build/triggers.ts';
import type { Definition } from '../project.ts';
import { found, journeyOf, mail, name, text } from './lint.suite.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;

/** Journey x begins when trait x says "on"; it sets the traits of those that it starts. */
function projectOf(starts: ReadonlyMap<string, readonly string[]>, once: ReadonlySet<string>): readonly Definition[] {
  return NAMES.flatMap((id) => {
    const set = Object.fromEntries((starts.get(id) ?? []).map((other) => [`is_${other}`, 'on']));
    const steps = [wait('1h'), ...(Object.keys(set).length > 0 ? [update(set)] : []), mail('m'), text('t')];
    return [
      defineTrait({ id: `is_${id}`, name, type: 'string' }),
      defineSegment({ id: `on_${id}`, name, condition: trait(`is_${id}`).is('on') }),
      journeyOf(steps, { id, trigger: onSegment(`on_${id}`), reentry: once.has(id) ? 'once' : 'always' }),
    ];
  });
}

/** Whether somebody who follows what is started comes back to where it began. */
function comesBack(start: string, starts: ReadonlyMap<string, readonly string[]>, once: ReadonlySet<string>): boolean {
  if (once.has(start)) return false;
  const reached = new Set<string>();
  const follow = (id: string): void => {
    for (const other of starts.get(id) ?? []) {
      if (once.has(other) || reached.has(other)) continue;
      reached.add(other);
      follow(other);
    }
  };
  follow(start);
  return reached.has(start);
}

describe('journeys that start each other', () => {
  const some = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 });

  test('are found exactly when they come back to themselves', () => {
    fc.assert(
      fc.property(fc.array(some, { minLength: NAMES.length, maxLength: NAMES.length }), some, (lists, held) => {
        const starts = new Map(NAMES.map((id, index) => [id as string, lists[index]!]));
        const once: ReadonlySet<string> = new Set(held);
        const expected = NAMES.filter((id) => comesBack(id, starts, once)).map((id) => `journey-loop journey ${id} trigger`);
        expect(found(...projectOf(starts, once))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
