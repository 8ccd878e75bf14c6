import { expect, it } from 'vitest';
import { startChild } from './child.ts';

it('waits for a parent that does not read, instead of failing', async () => {
  const child = startChild('talker.ts', ['1000']);
  // Nothing is read meanwhile: the pipe fills.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  expect(await child.exited).toBe(0);
  expect(child.lines).toEqual(Array.from({ length: 1_000 }, (_, line) => String(line)));
});
