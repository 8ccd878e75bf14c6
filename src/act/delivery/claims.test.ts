import { expect, test } from 'vitest';
import { Desk, openMemoryState } from '../../port/state/index.ts';
import { outgoing } from '../channels/channel.suite.ts';
import { behindClaims, createClaims } from './claims.ts';
import { openDeadLetters } from './dead-letters.ts';

test('what delivery has to say of a letter waits until nobody claims its message', async () => {
  const letters = openDeadLetters({ desk: new Desk(await openMemoryState(), 'letters') });
  const claims = createClaims();
  const guarded = behindClaims(letters, claims);
  const { signal } = new AbortController();
  const letter = (message: string, attempts: number) => {
    const { command } = outgoing(message);
    return { message, command, reason: 'busy', attempts, decidedAt: 1, failedAt: 2 };
  };
  for (const message of ['m1', 'm2']) await letters.put(letter(message, 1), signal);
  claims.add('m1');
  claims.add('m2');
  const ended = Promise.all([guarded.remove('m1', signal), guarded.put(letter('m2', 2), signal)]);
  await guarded.put(letter('m3', 1), signal);
  expect((await letters.list({ limit: 9 })).map(({ message, attempts }) => [message, attempts])).toEqual([
    ['m3', 1],
    ['m2', 1],
    ['m1', 1],
  ]);
  for (const message of ['m1', 'm2']) claims.release(message);
  await ended;
  expect((await letters.list({ limit: 9 })).map(({ message, attempts }) => [message, attempts])).toEqual([
    ['m2', 2],
    ['m3', 1],
  ]);
  expect(await letters.count()).toBe(2);
  await letters.close();
});
