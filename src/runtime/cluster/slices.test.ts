import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationMs } from '../../base/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import { sliceOf } from './slices.ts';

const channel = (rate?: ChannelDefinition['rate']): ChannelDefinition => ({
  kind: 'channel',
  id: 'mail',
  name: { en: 'Mail', zh: '邮件' },
  type: 'email',
  ...(rate && { rate }),
});
const perSecond = ({ max, per }: NonNullable<ChannelDefinition['rate']>): number => (max * 1_000) / durationMs(per);

test('all slices together are never more than the whole, and each lets something through', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.constantFrom('1s', '1m', '1h'),
      fc.integer({ min: 2, max: 64 }),
      (max, per, partitions) => {
        const { rate } = sliceOf(channel({ max, per }), partitions)!;
        expect(rate!.max).toBeGreaterThanOrEqual(1);
        expect(perSecond(rate!) * partitions).toBeLessThanOrEqual(perSecond({ max, per }) * (1 + 1e-9));
      },
    ),
  );
});

test('one partition, a channel without a limit, and one that is not defined are as they were', () => {
  const limited = channel({ max: 5, per: '1s' });
  expect(sliceOf(limited, 1)).toBe(limited);
  expect(sliceOf(channel(), 4)).toEqual(channel());
  expect(sliceOf(undefined, 4)).toBeUndefined();
});
