/** Customers whom a break befell: what staff looks at first. */
import { DROP_RULES, MESSAGE_ERRED, MESSAGE_REFUSED, type StepMeasurement } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

const SOME = 3;
const CAME = "kind = 'journey' AND action = 'moved' AND NOT JSONHas(detail, 'rerouted')";
const ENDED = (condition: string): string =>
  `SELECT subject FROM facts WHERE kind = 'journey' AND name = {journey:String} AND ${condition}`;
const MESSAGE = "kind = 'message' AND";

/** Which facts of the step tell of it; where a channel has swallowed its messages, those that were decided. */
const TELLING: Readonly<Record<StepMeasurement['measure'], readonly string[]>> = {
  conversion: [`${CAME} AND subject NOT IN (${ENDED("action = 'converted'")})`],
  drop: [`${CAME} AND subject IN (${ENDED(`action = 'exited' AND JSONExtractString(detail, 'rule') IN ('${DROP_RULES.join("', '")}')`)})`],
  stall: [`${CAME} AND subject NOT IN (${ENDED("action IN ('completed', 'converted', 'exited', 'failed')")})`],
  error: [
    `${MESSAGE} ${MESSAGE_ERRED}`,
    `${MESSAGE} action = 'decided' AND subject NOT IN (SELECT subject FROM facts WHERE ${MESSAGE} action = 'sent')`,
    `${CAME} AND subject IN (${ENDED("action = 'failed'")})`,
  ],
  fatigue: [`${MESSAGE} ${MESSAGE_REFUSED}`],
};

/** Ids as they were then, three at most. */
export async function examplesOf(warehouse: Warehouse, { journey, step, measure, from }: StepMeasurement): Promise<readonly string[]> {
  for (const telling of TELLING[measure]) {
    const rows = await warehouse.query<{ customer: string }>(
      `SELECT customer FROM facts WHERE ${telling} AND at >= fromUnixTimestamp64Milli({from:Int64}) AND step = {step:String} AND if(journey = '', name, journey) = {journey:String}
GROUP BY customer ORDER BY min(at), customer LIMIT ${SOME}`,
      { journey, step, from },
    );
    if (rows.length > 0) return rows.map(({ customer }) => customer);
  }
  return [];
}
