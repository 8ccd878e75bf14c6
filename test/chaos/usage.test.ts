import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diskOf, growthIn, rateOf, type Sample, shortfallIn, slopeOf, usageOf } from './usage.ts';

const MB = 1024 ** 2;

const samples = (change: (share: number, sample: Sample) => Partial<Sample> = () => ({})): Sample[] =>
  Array.from({ length: 60 }, (_, index): Sample => {
    const sample = {
      atMs: index * 60_000,
      anonymousBytes: 300 * MB,
      files: 100,
      threads: 40,
      diskBytes: index * 5 * MB,
      events: index * 10_000,
    };
    return { ...sample, ...change(index / 59, sample) };
  });

// Read from /proc.
it.runIf(process.platform === 'linux')('reads what a process takes', () => {
  const usage = usageOf([process.pid, process.pid]);
  expect(usage.anonymousBytes).toBeGreaterThan(20 * MB);
  expect(usage.files).toBeGreaterThan(4);
  expect(usage.threads).toBeGreaterThan(2);
});

it('reads what files take', () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-usage-'));
  writeFileSync(join(folder, 'file'), Buffer.alloc(100_000, 1));
  mkdirSync(join(folder, 'deeper'));
  writeFileSync(join(folder, 'deeper', 'file'), Buffer.alloc(100_000, 1));
  expect(diskOf(folder)).toBeGreaterThanOrEqual(200_000);
  expect(diskOf(join(folder, 'gone'))).toBe(0);
  rmSync(folder, { recursive: true });
});

it('fits a line', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000, max: 1_000 }), fc.integer({ min: -1_000, max: 1_000 }), (slope, start) => {
      const points = Array.from({ length: 20 }, (_, x) => [x, start + slope * x] as const);
      expect(slopeOf(points)).toBeCloseTo(slope, 6);
    }),
  );
  expect(
    slopeOf([
      [1, 2],
      [1, 9],
    ]),
  ).toBe(0);
});

it('is content with what stays, with caches that fill in the first half, and with noise', () => {
  expect(growthIn(samples())).toEqual([]);
  expect(growthIn(samples((share) => ({ anonymousBytes: (200 + Math.min(share * 2, 1) * 300) * MB })))).toEqual([]);
  expect(
    growthIn(samples((_, { atMs }) => ({ anonymousBytes: (300 + (atMs % 7) * 10) * MB, files: 100 + ((atMs / 60_000) % 5) }))),
  ).toEqual([]);
});

it('tells of memory, files, threads and a disk that grow', () => {
  expect(growthIn(samples((share) => ({ anonymousBytes: (300 + share * 200) * MB })))).toEqual([expect.stringContaining('memory grew by')]);
  expect(growthIn(samples((share) => ({ files: 100 + share * 100 })))).toEqual([expect.stringContaining('files grew by')]);
  expect(growthIn(samples((share) => ({ threads: 40 + share * 100 })))).toEqual([expect.stringContaining('threads grew by')]);
  expect(growthIn(samples((share) => ({ diskBytes: share * share * 300 * MB })))).toEqual([expect.stringContaining('each event took')]);
});

it('takes a load that did not come for no load', () => {
  const last = { events: 4_600, atMs: 2_000 };
  expect(rateOf(last)).toBe(2_300);
  expect(shortfallIn(last, 2_500)).toEqual([]);
  expect(shortfallIn(last, 4_600)).toEqual(['only 2300 events a second came instead of 4600: the machine had other things to do']);
});
