/** learn/attribution: which message a purchase is credited to. */
export { type AttributionOptions, type AttributionRow, lastTouch } from './attribution.ts';
