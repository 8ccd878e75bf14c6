/**
 * runtime/places: where log and state lie. The engine's thread comes through this door, so nothing of the warehouse may lie behind it: the embedded one
 * must be loaded by the main thread alone, whose end it waits for.
 */
export { clusterPlaces } from './from-config.ts';
export { type KafkaPlace, type LogPlace, openLog, openState, type PostgresPlace, type StatePlace } from './places.ts';
