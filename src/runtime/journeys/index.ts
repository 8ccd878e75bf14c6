/** runtime/journeys: what is asked of running journeys: that one begins for a customer. */
export { type JourneyStart, type JourneyStarted, JourneyStarts } from './starts.ts';
