/** Where the values of a customer's traits come from. */
export { type LastTouch, type Lineage, lineageOf, type TraitLineage } from './lineage.ts';
