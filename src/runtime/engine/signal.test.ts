import { expect, test } from 'vitest';
import { Signal } from './signal.ts';

test('raised while nobody waits, it is not lost, and counts once', async () => {
  const signal = new Signal();
  signal.raise();
  signal.raise();
  await signal.wait();
  let woken = false;
  const waiting = signal.wait().then(() => {
    woken = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(woken).toBe(false);
  signal.raise();
  await waiting;
});

test('waits at most as long as it is told', async () => {
  await new Signal().wait(1);
});
