/** learn: what came of it. Warehouse tables, the sink that fills them, the second evaluator, lift, attribution, reports. */
export type { AttributionRow } from './attribution/index.ts';
export {
  type AdjustedEstimate,
  type Conversion,
  type Estimate,
  type JourneyConversions,
  type JourneyLift,
  type LiftArm,
  type LiftOptions,
  liftOf,
} from './lift/index.ts';
export {
  type CohortRow,
  type JourneyRow,
  type LatencyReport,
  type MessagesReport,
  type MonthRow,
  mappingOf,
  type Report,
  type ReportLocale,
  type ReportMapping,
  type ReportMoment,
  type ReturnsRow,
  type RfmCell,
  type RfmReport,
  type RfmRow,
  renderReportPage,
  renderText,
  reportFromWarehouse,
  type Totals,
} from './report/index.ts';
export {
  type BlockEvent,
  blockKey,
  type DecodedBlock,
  decodeBlock,
  type EventStub,
  FactBlock,
  type FactRow,
  type Failpoint,
  Sink,
  type SinkOptions,
  type SinkStatus,
} from './sink/index.ts';
export {
  type Knowledge,
  type KnowledgeOptions,
  type KnownScalar,
  type KnownValue,
  readKnowledge,
  scoreEdgesSql,
  textLiteral,
} from './sql/index.ts';
export { createTables, followMoves, quoted } from './tables/index.ts';
