/** Limits that are shared by all partitions, in slices: each partition keeps to its own, so that all of them together keep to the whole. */
import { durationMs } from '../../base/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';

/** The channel as one of so many partitions may use it. */
export function sliceOf(channel: ChannelDefinition | undefined, partitions: number): ChannelDefinition | undefined {
  if (!channel?.rate || partitions === 1) return channel;
  const { max, per } = channel.rate;
  const rate =
    max >= partitions
      ? { max: Math.floor(max / partitions), per }
      : { max: 1, per: `${Math.ceil((durationMs(per) * partitions) / max)}ms` };
  return { ...channel, rate };
}
