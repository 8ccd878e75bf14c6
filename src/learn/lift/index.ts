/** learn/lift: what journeys were worth, against held-out customers. See ARCHITECTURE.md. */
export { alwaysValid, type Interval, type Share } from './always-valid.ts';
export { type Conversion, conversionsSql, conversionTo } from './assigned.ts';
export { normalQuantile } from './distributions.ts';
export { type AdjustedEstimate, type Estimate, wilson } from './estimate.ts';
export { conversionsOf, type JourneyConversions, type JourneyLift, type LiftArm, type LiftOptions, liftOf } from './lift.ts';
