import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

function counted(): { readonly times: number[]; before(time: number): Promise<void> } {
  const times: number[] = [];
  let now = 0;
  const pace = createPace({ from: 100, everyMs: 10 }, async () => void times.push(now));
  return {
    times,
    before: (time) => {
      now = time;
      return pace.before(time);
    },
  };
}

test('works once at each boundary, not before the first', async () => {
  const pace = counted();
  for (const time of [100, 109, 110, 111, 119, 120, 121]) await pace.before(time);
  expect(pace.times).toEqual([110, 120]);
});

test('boundaries crossed together count once, and the next one is the next', async () => {
  const pace = counted();
  for (const time of [155, 156, 159, 160]) await pace.before(time);
  expect(pace.times).toEqual([155, 160]);
});

test('waits for the work, and hands its failure on', async () => {
  let done = false;
  const slow = createPace({ from: 0, everyMs: 1 }, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    done = true;
  });
  await slow.before(5);
  expect(done).toBe(true);
  const broken = createPace({ from: 0, everyMs: 1 }, () => Promise.reject(new Error('no')));
  await expect(broken.before(5)).rejects.toThrow('no');
});
