import { expect, test } from 'vitest';
import { guardrailSchema } from './guardrail.ts';

test.each([
  [{ measure: 'error', atMost: 0.1, window: '1d', within: '1h', minimum: 50 }, true],
  [{ measure: 'conversion', noWorseBy: 0.02 }, true],
  [{ measure: 'conversion', atMost: 0.1 }, false],
  [{ measure: 'error', atMost: 1.5 }, false],
  [{ measure: 'error', noWorseBy: 0 }, false],
  [{ measure: 'mood', atMost: 0.1 }, false],
])('%j: %s', (given, isOne) => {
  expect(guardrailSchema.safeParse(given).success).toBe(isOne);
});
