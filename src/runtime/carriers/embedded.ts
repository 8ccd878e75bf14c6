/** Everything in one data directory, in one process. */
import { join } from 'node:path';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';
import type { Carriers } from './carriers.ts';

export function embeddedCarriers(directory: string): Carriers {
  return {
    log: { carrier: 'lmdb', path: join(directory, 'log') },
    state: { carrier: 'lmdb', path: join(directory, 'state') },
    openWarehouse: () => openChdbWarehouse({ path: join(directory, 'warehouse') }),
  };
}
