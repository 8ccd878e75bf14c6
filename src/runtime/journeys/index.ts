/** runtime/journeys: what is asked of running journeys: that one begins for a customer, and what their benefits have left. */
export { type BenefitStock, Benefits } from './benefits.ts';
export { type JourneyStart, type JourneyStarted, JourneyStarts } from './starts.ts';
