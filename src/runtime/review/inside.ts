/** How many are at which step of which version of a journey, from the facts about their ways. */
import type { Warehouse } from '../../port/warehouse/index.ts';

export interface StepInside {
  readonly journey: string;
  readonly version: number;
  readonly step: string;
  /** Instances that rest there now. Of a journey with a key one customer may have several. */
  readonly inside: number;
}

const OVER = "action IN ('completed', 'converted', 'exited', 'failed')";

/** By journey, version and step; only where there is somebody. The warehouse has what the sink has written by now. */
export async function stepsInside(warehouse: Pick<Warehouse, 'query'>, journeys: readonly string[]): Promise<readonly StepInside[]> {
  if (journeys.length === 0) return [];
  return warehouse.query<StepInside>(
    `SELECT journey, version, step, toFloat64(count()) AS inside FROM (
  SELECT name AS journey, subject, argMax(facts.version, (at, seq, ordinal)) AS version, argMaxIf(facts.step, (at, seq, ordinal), facts.step != '') AS step,
    countIf(${OVER}) AS ended
  FROM facts WHERE kind = 'journey' AND name IN {journeys:Array(String)} GROUP BY name, subject HAVING ended = 0
) WHERE step != '' GROUP BY journey, version, step ORDER BY journey, version, step`,
    { journeys },
  );
}
