import { expect, test } from 'vitest';
import { IdScratch } from './id-scratch.ts';
import { HASH_WORDS, hashInto } from './id-table.ts';

test('has room for the ids of a batch, and keeps it for a smaller one', () => {
  const scratch = new IdScratch();
  expect(scratch.words).toHaveLength(0);
  scratch.begin(100);
  const { words, known } = scratch;
  expect([words.length, known.length]).toEqual([100 * HASH_WORDS, 100]);
  scratch.begin(7);
  expect([scratch.words, scratch.known]).toEqual([words, known]);
  scratch.begin(101);
  expect([scratch.words.length, scratch.known.length]).toEqual([101 * HASH_WORDS, 101]);
});

test('forgets what the batch before found new', () => {
  const scratch = new IdScratch();
  for (let batch = 0; batch < 3; batch++) {
    scratch.begin(200);
    for (let i = 0; i < 200; i++) {
      hashInto(`m${i}`, scratch.words, i * HASH_WORDS);
      expect(scratch.fresh.find(scratch.words, i * HASH_WORDS)).toBeUndefined();
      scratch.fresh.add(scratch.words, i * HASH_WORDS, batch);
    }
    expect([scratch.fresh.size, scratch.fresh.find(scratch.words, 0)]).toEqual([200, batch]);
  }
});
