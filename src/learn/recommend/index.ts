/** What customers take together, computed in the warehouse. */
export { modelEntries, modelFromWarehouse } from './model.ts';
