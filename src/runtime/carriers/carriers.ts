import type { Warehouse } from '../../port/warehouse/index.ts';
import type { LogPlace, StatePlace } from './places.ts';

/** What the product stands on: where its log and its state lie, and its warehouse. */
export interface Carriers {
  readonly log: LogPlace;
  readonly state: StatePlace;
  readonly openWarehouse: () => Promise<Warehouse>;
}
