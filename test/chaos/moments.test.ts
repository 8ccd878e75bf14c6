import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Moments } from './moments.ts';

it('finds the first of what was begun since', () => {
  const moment = fc.record({ gap: fc.integer({ min: 0, max: 5 }), took: fc.integer({ min: 0, max: 20 }) });
  fc.assert(
    fc.property(fc.array(moment), fc.integer({ min: 0, max: 100 }), (all, since) => {
      const moments = new Moments();
      const added: { at: number; begunAt: number }[] = [];
      for (const { gap, took } of all) {
        const at = (added.at(-1)?.at ?? 0) + gap;
        added.push({ at, begunAt: at - took });
        moments.add(at, at - took);
      }
      expect(moments.next(since)).toBe(added.find(({ begunAt }) => begunAt >= since)?.at);
    }),
  );
});
