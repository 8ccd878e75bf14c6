export { type LatestEvent, type LatestEventsQuestion, latestEvents, type WholeEvent, wholeEvent } from './latest.ts';
