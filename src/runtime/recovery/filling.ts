/** A topic as a restore fills it. */
import type { RestoredLog } from '../backup/index.ts';
import type { LogTarget } from '../migrate/index.ts';

/** A log whose first entry is `first`. */
export function filling(target: LogTarget, first: number): RestoredLog {
  let filled = target.last.position;
  return {
    last: target.last.position,
    async put(records) {
      await target.put(records, first);
      filled = records.at(-1)!.position;
    },
    close: async () => (filled > 0 ? target.finish(first).finally(() => target.close()) : target.close()),
  };
}
