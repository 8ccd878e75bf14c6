/** runtime/journeys: what is asked of running journeys: who is where, that one begins for a customer, and what their benefits have left. */
export { type BenefitStock, Benefits } from './benefits.ts';
export { JourneyDesk, type JourneyDetail, type JourneyFigures, type ReadCounts } from './figures.ts';
export { type JourneyStart, type JourneyStarted, JourneyStarts } from './starts.ts';
export { createJourneyWatch } from './watch.ts';
