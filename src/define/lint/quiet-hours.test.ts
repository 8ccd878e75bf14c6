/** Against a clock that is wound on minute by minute. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../base/index.ts';
import { definePolicy } from '../build/definitions.ts';
import { waitUntil } from '../build/steps.ts';
import { found, journeyOf, mail, text } from './lint.suite.ts';

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });

/** Minutes from a time of day until it is not quiet any more; 0 when it is not. */
function quietFor(at: number, from: number, to: number): number {
  let passed = 0;
  const isQuiet = (now: number): boolean => (from < to ? now >= from && now < to : now >= from || now < to);
  while (isQuiet((at + passed) % (24 * 60))) passed++;
  return passed;
}

describe('a message at a time of day', () => {
  test('is told to be late, or lost, exactly when the clock says so', () => {
    fc.assert(
      fc.property(minute, minute, minute, fc.integer({ min: 1, max: 24 * 60 }), (at, from, to, kept) => {
        fc.pre(from !== to);
        const policy = definePolicy({
          quietHours: { from: clock(from), to: clock(to), classes: ['marketing'], expireAfter: `${kept}m` },
        });
        const lines = found(policy, journeyOf([waitUntil(clock(at)), mail('a'), text('b')]));
        const left = quietFor(at, from, to);
        const lint = left === 0 ? undefined : left > kept ? 'never-sent' : 'in-quiet-hours';
        expect(lines).toEqual(lint ? [`${lint} journey way steps[1]`, `${lint} journey way steps[2]`] : []);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['marketing', DAY],
    ['service', 3 * DAY],
  ] as const)('of class %s is kept as long as guard keeps it where nothing is said', (messageClass, keptMs) => {
    expect(keptMs / MINUTE).toBeGreaterThan(24 * 60 - 1);
    const policy = definePolicy({ quietHours: { from: '08:01', to: '08:00', classes: ['marketing', 'service'] } });
    const lines = found(policy, journeyOf([waitUntil('08:01'), mail('a', { messageClass }), text('b', { messageClass })]));
    expect(lines.map((line) => line.split(' ', 1)[0])).toEqual(['in-quiet-hours', 'in-quiet-hours']);
  });
});
