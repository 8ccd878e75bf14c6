import { expect, test } from 'vitest';
import { blockKey } from '../../learn/index.ts';
import { openMemoryState } from '../../port/state/index.ts';
import { StoredBlocks } from './stored-blocks.ts';

async function stored(...firsts: readonly number[]): Promise<StoredBlocks> {
  const state = await openMemoryState();
  const other = { table: 'fact' as const, key: blockKey(4, 1), value: new Uint8Array(1) };
  const writes = firsts.map((first) => ({ table: 'fact' as const, key: blockKey(3, first), value: new Uint8Array(1) }));
  await state.commit([...writes, other]).durable;
  return StoredBlocks.read(state, 3);
}

const keys = (...firsts: readonly number[]) => firsts.map((first) => ({ table: 'fact', key: blockKey(3, first), value: undefined }));

test('blocks go once all they hold is in the warehouse; the last one stays', async () => {
  const blocks = await stored(1, 11, 21);
  expect(blocks.removeUpTo(0)).toEqual([]);
  expect(blocks.removeUpTo(9)).toEqual([]);
  expect(blocks.removeUpTo(10)).toEqual(keys(1));
  expect(blocks.removeUpTo(10)).toEqual([]);
  expect(blocks.removeUpTo(1_000)).toEqual(keys(11));
});

test('a block that was added counts', async () => {
  const blocks = await stored();
  blocks.add(1);
  expect(blocks.removeUpTo(50)).toEqual([]);
  blocks.add(5);
  blocks.add(9);
  expect(blocks.removeUpTo(7)).toEqual(keys(1));
  expect(blocks.removeUpTo(8)).toEqual(keys(5));
});
