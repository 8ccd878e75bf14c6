import { expect, test } from 'vitest';
import { storm } from './storm.ts';

test.each(['memory', 'lmdb'] as const)(
  'merges across partitions while everything dies at random end as in one engine, on %s',
  async (carrier) => {
    const { differences, handedOver, crashes } = await storm({ merges: carrier === 'memory' ? 300 : 60, seed: 3, carrier });
    expect(differences).toEqual([]);
    expect(handedOver).toBeGreaterThan(30);
    expect(crashes).toBeGreaterThan(2);
  },
  3 * 60_000,
);
