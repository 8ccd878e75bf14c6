/** What the product stands on: where its log and its state lie, and its warehouse. */
import { join } from 'node:path';
import { openChdbWarehouse, type Warehouse } from '../port/warehouse/index.ts';
import type { LogPlace, StatePlace } from './places/index.ts';

export interface Carriers {
  readonly log: LogPlace;
  readonly state: StatePlace;
  readonly openWarehouse: () => Promise<Warehouse>;
}

/** Everything in one data directory, in one process. */
export function embeddedCarriers(directory: string): Carriers {
  return {
    log: { carrier: 'lmdb', path: join(directory, 'log') },
    state: { carrier: 'lmdb', path: join(directory, 'state') },
    openWarehouse: () => openChdbWarehouse({ path: join(directory, 'warehouse') }),
  };
}
