import { expect, test } from 'vitest';
import { openMemoryState } from '../../port/state/index.ts';
import { outboxesOf } from './outboxes.ts';

test('a message is found in whichever outbox it is, and in its place', async () => {
  const states = await Promise.all([openMemoryState(), openMemoryState(), openMemoryState()]);
  for (const [i, state] of states.entries())
    await state.commit([{ table: 'outbox', key: Buffer.from(`m${i}`), value: Buffer.from(`of ${i}`) }]).durable;
  const keys = ['m2', 'gone', 'm0'].map((id) => Buffer.from(id));
  const found = await outboxesOf(states).getMany('outbox', keys);
  expect(found.map((value) => value && Buffer.from(value).toString())).toEqual(['of 2', undefined, 'of 0']);
});
