import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesBack, linesFrom, readLines, type SegmentLine } from './segment.ts';

/** Lines of whole chunks, of a few bytes, of several chunks, and of letters that take several bytes. */
const LENGTHS = [3, 262_143, 0, 262_144, 5, 700_000, 40, 1_200_000, 1];
const TEXT = LENGTHS.map((length, line) => `${line % 2 ? '茶' : 't'}`.repeat(Math.ceil(length / (line % 2 ? 3 : 1))));

async function gathered(some: AsyncGenerator<readonly SegmentLine[]>): Promise<SegmentLine[]> {
  const lines: SegmentLine[] = [];
  for await (const more of some) lines.push(...more);
  return lines;
}

test('lines are the same from the front and from the end, whole or between two of them, without the torn one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'volano-segment-'));
  const path = join(folder, 'lines');
  await writeFile(path, `${TEXT.join('\n')}\ntorn`);
  const file = await open(path, 'r');
  try {
    const to = (await file.stat()).size;
    const all = await readLines(file, { from: 0, to });
    expect(all.map(({ text }) => text)).toEqual(TEXT);
    expect(await gathered(linesBack(file, { from: 0, to }))).toEqual([...all].reverse());
    for (const [i, { offset }] of all.entries()) {
      expect(await gathered(linesFrom(file, { from: offset, to }))).toEqual(all.slice(i));
      expect(await gathered(linesBack(file, { from: 0, to: offset }))).toEqual(all.slice(0, i).reverse());
    }
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
});
