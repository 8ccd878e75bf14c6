/**
 * `sink_owners`: which process of a cluster may fill the tables of a partition. Each insert is made on condition that nobody has come after it. The first of
 * them makes it; no rows of the engine's lie in it, and nothing of it belongs to a backup.
 */
import type { TableDefinition } from './table.ts';

export const sinkOwners: TableDefinition = {
  name: 'sink_owners',
  comment: 'Whoever takes over the sink of a partition in a cluster writes a row; the one with the largest number is the owner.',
  columns: [
    { name: 'partition', type: 'UInt16', comment: 'Partition of the engine.' },
    { name: 'owner', type: 'UInt32', comment: 'Number of the owner, ascending.' },
  ],
  indexes: [],
  orderBy: 'partition, owner',
};
