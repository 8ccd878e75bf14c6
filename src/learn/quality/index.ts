/** The quality of the data: what is counted, and what is held against it. */
export {
  assess,
  breachKey,
  type EventQuality,
  type ExpectedCount,
  type Measurement,
  PAST_DAYS,
  type Quality,
  type SourceQuality,
} from './assess.ts';
export { type Counted, countHours, type HourCounts, NO_COUNTS } from './counts.ts';
export { qualitySettings, RATES } from './settings.ts';
export { robustZ } from './statistics.ts';
