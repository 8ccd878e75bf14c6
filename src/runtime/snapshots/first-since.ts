import type { Log } from '../../port/log/index.ts';

/** Position of the first entry of a partition that is no older than `at`, ms; behind the last one when all are. */
export async function firstSince(log: Pick<Log, 'read' | 'end'>, partition: number, at: number): Promise<number> {
  let low = 0;
  let high = await log.end(partition);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [next] = await log.read(partition, middle, 1);
    if (!next || next.at >= at) high = middle;
    else low = next.position;
  }
  return low + 1;
}
