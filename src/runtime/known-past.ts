/** The events of one customer as the log has them: for what a release that is only tried has to know of the past, and nobody has kept. */
import { VolanoError } from '../base/index.ts';
import type { Log } from '../port/log/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import { assertKept } from './kept-entries.ts';
import type { KnownRows } from './known-rows.ts';
import { positionsOf } from './unmerge/index.ts';

/** An entry of the log, encoded. */
export interface PastRecord {
  readonly position: number;
  readonly value: Uint8Array;
}

export interface PastWorld {
  readonly warehouse: Warehouse;
  readonly log: Log;
  readonly partition: number;
  /** Until the warehouse has what the state has. */
  readonly catchUp: () => Promise<void>;
}

/** More are not read for one customer. */
const EVENTS_MAX = 50_000;

/**
 * Up to the last entry that is in the rows, in order. Undefined where it cannot be told: the log's beginning is gone, there are too many, or the customer's
 * entries may lie in several partitions.
 */
export async function readKnownPast({ customer, behind }: KnownRows, world: PastWorld): Promise<readonly PastRecord[] | undefined> {
  const { log, partition, catchUp } = world;
  if (log.partitions > 1) return undefined;
  await catchUp();
  const found = await positionsOf([customer], { ...world, upTo: behind.position });
  const positions = found.get(customer) ?? [];
  if (positions.length > EVENTS_MAX || !(await areKept(positions, world))) return undefined;
  const records = await log.get(partition, positions);
  return records.flatMap((record) => (record ? [{ position: record.position, value: new Uint8Array(record.value) }] : []));
}

async function areKept(positions: readonly number[], world: PastWorld): Promise<boolean> {
  try {
    await assertKept(positions, world);
    return true;
  } catch (error) {
    if (error instanceof VolanoError && error.code === 'VOLANO_LOG_SHORTENED') return false;
    throw error;
  }
}
