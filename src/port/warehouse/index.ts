export type { Warehouse } from './warehouse.ts';
