import { expect, test } from 'vitest';
import type { FolderSimulation, SimulationReport } from '../simulate/folder.ts';
import { sideBySide } from './side-by-side.ts';

test('all end where the first ended, though the history has gone on meanwhile', async () => {
  let end = 100;
  const asked: FolderSimulation[] = [];
  const shares: number[] = [];
  const reports = await sideBySide({
    dataFolder: 'data',
    candidates: [{ number: 2 }, 'current'],
    since: 7,
    onShare: (share) => shares.push(share),
    simulate: async (options) => {
      asked.push(options);
      options.onProgress?.(1, 2);
      options.onProgress?.(0, 0);
      const until = options.until?.(end) ?? end;
      end += 50;
      return { since: options.since(end), until } as SimulationReport;
    },
  });
  expect(reports).toEqual([
    { since: 7, until: 100 },
    { since: 7, until: 100 },
  ]);
  expect(asked.map(({ dataFolder, candidate }) => [dataFolder, candidate])).toEqual([
    ['data', { number: 2 }],
    ['data', 'current'],
  ]);
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
});
