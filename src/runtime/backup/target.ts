/** What a backup is restored into: carriers that have held nothing yet. */
import { join } from 'node:path';
import { fillLmdbLog, type Log, type LogFiller, openLmdbLog } from '../../port/log/index.ts';
import { openLmdbState, type StateStore } from '../../port/state/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';

export interface RestoreTarget {
  /** Before `openLog`. */
  readonly fillLog: (of: { readonly partition: number; readonly partitions: number }) => Promise<LogFiller>;
  readonly openLog: () => Promise<Log>;
  readonly openState: () => Promise<StateStore>;
  readonly openWarehouse: () => Promise<Warehouse>;
}

export function embeddedTarget(directory: string): RestoreTarget {
  const path = join(directory, 'log');
  return {
    fillLog: (of) => fillLmdbLog({ path, ...of }),
    openLog: () => openLmdbLog({ path }),
    openState: () => openLmdbState({ path: join(directory, 'state') }),
    openWarehouse: () => openChdbWarehouse({ path: join(directory, 'warehouse') }),
  };
}
