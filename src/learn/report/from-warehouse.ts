import type { Warehouse } from '../../port/warehouse/index.ts';
import { lastTouch } from '../attribution/index.ts';
import { type Conversion, conversionsOf, liftOf } from '../lift/index.ts';
import { journeysOf, latencyOf, messagesOf, returnsOf } from './loop.ts';
import type { ReportMapping } from './mapping.ts';
import { cohortsOf, monthsOf, rfmOf, rfmScaleOf, totalsOf } from './purchases.ts';
import type { Report } from './report.ts';

export interface ReportMoment {
  /** What time it is for the engine, ms: lift measures customers whose window has ended by then. */
  readonly now: number;
  /** What counts as a journey's conversion; default: a purchase. */
  readonly conversionOf?: (journey: string) => Conversion;
}

/** The report as the warehouse has it now: what the sink has not copied yet is not in it; of those alone whom the mapping names, where it names some. Throws VOLANO_DEFINITION_INVALID on a bad mapping. */
export async function reportFromWarehouse(warehouse: Warehouse, mapping: ReportMapping, moment: ReportMoment): Promise<Report> {
  const { currency, timeZone, among } = mapping;
  return {
    currency,
    timeZone,
    totals: await totalsOf(warehouse, mapping),
    months: await monthsOf(warehouse, mapping),
    rfm: await rfmOf(warehouse, mapping, await rfmScaleOf(warehouse, mapping)),
    cohorts: await cohortsOf(warehouse, mapping),
    journeys: await journeysOf(warehouse, among),
    messages: await messagesOf(warehouse, among),
    lift: await liftOf(warehouse, { mapping, ...moment }),
    conversions: await conversionsOf(warehouse, { mapping, ...moment }),
    attribution: await lastTouch(warehouse, { mapping }),
    returns: await returnsOf(warehouse, among),
    latency: await latencyOf(warehouse, among),
  };
}
