/** What is known of tags as tags: who holds two that contradict each other, samples of customers, shares with intervals. */
export { type Contradiction, type Contradictions, contradictingPairs, contradictionsOf, followContradictions } from './contradictions.ts';
export { type DrawOptions, drawnCustomers } from './drawn.ts';
export { eventsLastAt, tagsLastTakenAt } from './lately.ts';
export { type Share, shareOf } from './share.ts';
