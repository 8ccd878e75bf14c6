/** runtime/measure: dashboards, kept within data scopes and for a moment. */
export type {
  CustomersMeasure,
  EventsMeasure,
  FunnelMeasure,
  FunnelRequest,
  LatencyMeasure,
  LiftMeasure,
  MessagesMeasure,
  RetentionMeasure,
  RevenueMeasure,
  RfmCustomersRequest,
  RfmMeasure,
} from './answers.ts';
export { MeasureDesk, type MeasureParts } from './desk.ts';
export { scopeSql } from './scope.ts';
