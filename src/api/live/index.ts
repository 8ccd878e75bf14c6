export { type Counters, countersOf, type LatencySummary } from './counters.ts';
export { createFeed, type Feed, type FeedOptions, type Shown } from './feed.ts';
