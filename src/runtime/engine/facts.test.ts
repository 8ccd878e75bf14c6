import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../../core/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import { FactWriter } from './facts.ts';
import type { Progress } from './meta.ts';

const start = (): Progress => ({ position: 0, at: 0, seq: 0, eventHash: 0, factHash: 0, partial: null });
const fact = (name: string): Fact => ({ kind: 'tag', action: 'set', customer: 'c1', at: 1, name, version: 1 });

/** Writes rows (a fact of that name, or an event at that position) in blocks that end after the given rows. */
function written(rows: readonly (string | number)[], ends: ReadonlySet<number>): { progress: Progress; blocks: Uint8Array[] } {
  const progress = start();
  const blocks: Uint8Array[] = [];
  let writer = new FactWriter(0, progress);
  rows.forEach((row, i) => {
    if (typeof row === 'string') writer.fact(fact(row), i, 0);
    else writer.event(row, 1, 'c1');
    if (!ends.has(i) && i < rows.length - 1) return;
    blocks.push(...writer.writes().map(({ value }) => value!));
    writer = new FactWriter(0, progress);
  });
  return { progress, blocks };
}

const row = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.nat());

test('rows are numbered densely, and the checksums are the same wherever blocks end', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.array(fc.nat({ max: 12 })), (rows, ends) => {
      const whole = written(rows, new Set());
      const cut = written(rows, new Set(ends));
      expect(cut.progress).toEqual(whole.progress);
      expect(cut.progress.seq).toBe(rows.length);
      const seqs = cut.blocks.flatMap((block) => [...decodeBlock(block).events, ...decodeBlock(block).facts].map(({ seq }) => seq));
      expect(seqs.sort((a, b) => a - b)).toEqual(rows.map((_, i) => i + 1));
    }),
  );
});

test('another fact, another event or another order is another checksum', () => {
  const sums = [
    ['a', 'b', 1],
    ['b', 'a', 1],
    ['a', 'c', 1],
    ['a', 'b', 2],
    ['a', 1, 'b'],
  ].map((rows) => {
    const { eventHash, factHash } = written(rows, new Set()).progress;
    return `${eventHash} ${factHash}`;
  });
  expect(new Set(sums).size).toBe(sums.length);
});

test('nothing written is no block and changes no checksum', () => {
  const progress = { ...start(), factHash: 7, eventHash: 8 };
  expect(new FactWriter(0, progress).writes()).toEqual([]);
  expect(progress).toMatchObject({ factHash: 7, eventHash: 8, seq: 0 });
});
