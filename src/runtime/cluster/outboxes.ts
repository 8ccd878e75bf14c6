/** The outboxes of all partitions as one, by message. */
import type { StateReader } from '../../port/state/index.ts';

/** A message stays in the outbox of the partition where it was decided, wherever its customer goes. */
export function outboxesOf(states: readonly Pick<StateReader, 'getMany'>[]): Pick<StateReader, 'getMany'> {
  return {
    async getMany(table, keys) {
      const all = await Promise.all(states.map((state) => state.getMany(table, keys)));
      return keys.map((_, i) => all.find((rows) => rows[i] !== undefined)?.[i]);
    },
  };
}
