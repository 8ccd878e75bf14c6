import type { Warehouse } from '../../port/warehouse/index.ts';
import { journeysOf, latencyOf, messagesOf } from './loop.ts';
import type { ReportMapping } from './mapping.ts';
import { cohortsOf, monthsOf, rfmOf, totalsOf } from './purchases.ts';
import type { Report } from './report.ts';

/** The report as the warehouse has it now: what the sink has not copied yet is not in it. Throws VOLANO_DEFINITION_INVALID on a bad mapping. */
export async function reportFromWarehouse(warehouse: Warehouse, mapping: ReportMapping): Promise<Report> {
  const { currency, timeZone } = mapping;
  return {
    currency,
    timeZone,
    totals: await totalsOf(warehouse, mapping),
    months: await monthsOf(warehouse, mapping),
    rfm: await rfmOf(warehouse, mapping),
    cohorts: await cohortsOf(warehouse, mapping),
    journeys: await journeysOf(warehouse),
    messages: await messagesOf(warehouse),
    latency: await latencyOf(warehouse),
  };
}
