/** What happened to a customer, and what was concluded about it, in one stream. */
export {
  idsOnArrival,
  type Timeline,
  type TimelineKind,
  type TimelineQuestion,
  type TimelineRow,
  timelineOf,
} from './timeline.ts';
