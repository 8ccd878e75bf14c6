/** runtime/carriers: what the product stands on, embedded or in a cluster. */
export type { Carriers } from './carriers.ts';
export { embeddedCarriers } from './embedded.ts';
export { type LogPlace, openLog, openState, type StatePlace } from './places.ts';
