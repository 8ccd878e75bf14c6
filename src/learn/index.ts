/** learn: what came of it. Warehouse tables, the sink that fills them, the second evaluator, reports. */
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
  type RfmCell,
  type RfmReport,
  type RfmRow,
  renderText,
  reportFromWarehouse,
  rfmRowsOf,
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
  knowledgeSql,
  readKnowledge,
  scoreEdgesSql,
  segmentCountSql,
  segmentMembersSql,
} from './sql/index.ts';
export { createTables, tables, views } from './tables/index.ts';
