import { decodeEntry } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Meta } from '../engine/index.ts';

/**
 * Where the log begins, if a replay cannot begin there: a part of it is gone, or what stands there was applied by an engine of all customers. Undefined: it is
 * whole. It then begins with the entry that names its engine, at position 1 or, when appends were refused before, soon after.
 */
export async function lostBefore(
  { log, partition }: { readonly log: Pick<Log, 'read' | 'end'>; readonly partition: number },
  { progress, brought }: Pick<Meta, 'progress' | 'brought'>,
): Promise<number | undefined> {
  if (brought !== undefined) return brought + 1;
  if (progress.position === 0) return undefined;
  const [first] = await log.read(partition, 0, 1);
  if (first?.position === 1 || (first && decodeEntry(first.value).type === 'engine')) return undefined;
  return first?.position ?? (await log.end(partition)) + 1;
}
