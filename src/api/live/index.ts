export { type Counters, countersOf, type LatencySummary } from './counters.ts';
export { createFeed, type Feed, type FeedOptions } from './feed.ts';
