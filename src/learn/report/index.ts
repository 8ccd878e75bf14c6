/** learn/report: revenue, RFM, cohorts, journeys, messages and latency, from the warehouse. */
export { type QualityReport, qualityReportOf, type TagsReport } from './believing.ts';
export { type ReportMoment, reportFromWarehouse } from './from-warehouse.ts';
export { mappingOf, type ReportMapping } from './mapping.ts';
export { type PageOptions, renderReportPage } from './page/index.ts';
export { cohortsOf, ordersSql, type RfmScale, rfmOf, rfmScaleOf } from './purchases.ts';
export { renderText } from './render.ts';
export type {
  CohortRow,
  JourneyRow,
  LatencyReport,
  MessagesReport,
  MonthRow,
  Report,
  ReportPart,
  ReturnsRow,
  RfmCell,
  RfmReport,
  RfmRow,
  Totals,
} from './report.ts';
export { PROMISE_MS } from './report.ts';
export { type RfmCellQuestion, rfmCellOf } from './rfm-cell.ts';
export type { ReportLocale } from './text/index.ts';
export { type Among, ofWhom } from './whom.ts';
