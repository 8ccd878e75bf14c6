import { expect, test } from 'vitest';
import { createRecent } from './recent.ts';

test('remembers the last ones, and forgets in the end', () => {
  const recent = createRecent(3);
  const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
  for (const [index, id] of ids.entries()) {
    recent.add(id);
    for (const known of ids.slice(Math.max(index - 2, 0), index + 1)) expect(recent.has(known)).toBe(true);
    for (const forgotten of ids.slice(0, Math.max(index - 5, 0))) expect(recent.has(forgotten)).toBe(false);
  }
  expect(recent.has('never')).toBe(false);
});
