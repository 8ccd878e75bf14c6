/** learn/measure: what dashboards show, over spans of days: sales, funnels, messages and their latency, what may be said of lift. */
export { type EffectVerdict, effectOf, type JourneyEffect, levelFor } from './effect.ts';
export { type FunnelQuestion, type FunnelStep, funnelOf } from './funnel.ts';
export {
  type ChannelRow,
  type Decided,
  type LatencyMeasured,
  type LatencyRow,
  latencyMeasured,
  type MessagesMeasured,
  messagesMeasured,
  type RuleRow,
} from './messages.ts';
export { type MoveRow, type Moves, type MovesQuestion, movesOf } from './moves.ts';
export { type Revenue, revenueOf, type Sales, type SalesRow } from './revenue.ts';
export { before, type SeriesUnit, type Span, type SpanQuestion, spanOf, startsOf } from './span.ts';
