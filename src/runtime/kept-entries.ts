/** Whether what is to be read again is still in the log. */
import { VolanoError } from '../base/index.ts';
import type { Log } from '../port/log/index.ts';

/** Rejects with VOLANO_LOG_SHORTENED when the log has let go of an entry at one of these positions. */
export async function assertKept(
  positions: readonly number[],
  { log, partition }: { readonly log: Pick<Log, 'read'>; readonly partition: number },
): Promise<void> {
  if (positions.length === 0) return;
  const [first] = await log.read(partition, 0, 1);
  const earliest = positions.reduce((least, position) => Math.min(least, position), Number.MAX_SAFE_INTEGER);
  if (first && earliest < first.position) throw new VolanoError('VOLANO_LOG_SHORTENED', { position: earliest, first: first.position });
}
