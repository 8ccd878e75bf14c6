import { expect, test, vi } from 'vitest';
import { endedWithin } from './ended-within.ts';

test('what ends by itself is not hurried', async () => {
  const giveUp = vi.fn(async () => {});
  expect(await endedWithin(Promise.resolve(7), giveUp)).toBe(7);
  expect(giveUp).not.toHaveBeenCalled();
  await expect(endedWithin(Promise.reject(new Error('wrong')), giveUp)).rejects.toThrow('wrong');
});

test('who waits for what will not come is told so, and then it ends', async () => {
  const waiting = Promise.withResolvers<number>();
  expect(await endedWithin(waiting.promise, async () => waiting.resolve(8), 1)).toBe(8);
});
