/** port/warehouse: ClickHouse SQL in process or by URL. */
export { type ChdbOptions, openChdbWarehouse } from './chdb.ts';
export { type ClickHouseOptions, clickHouseLogin, clickHouseTls, openClickHouseWarehouse } from './clickhouse.ts';
export type { WarehouseLimits } from './settings.ts';
export type { Warehouse } from './warehouse.ts';
