import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLine } from './line.ts';

test('is a plain queue, also when it is long', () => {
  const operation = fc.oneof(
    fc.record({ push: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ take: fc.integer({ min: -1, max: 1_200 }) }),
  );
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
      const line = createLine<number>();
      const model: number[] = [];
      let next = 0;
      for (const step of operations) {
        if ('push' in step) {
          for (let times = 0; times < step.push; times++) {
            line.push(next);
            model.push(next);
            next += 1;
          }
        } else expect(line.take(step.take)).toEqual(model.splice(0, Math.max(step.take, 0)));
        expect(line.length()).toBe(model.length);
      }
    }),
  );
});
