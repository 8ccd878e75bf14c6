/** What stands about breaks and reroutes, read from the facts: so it outlives every process. */
import type { Reroute } from '../../core/index.ts';
import type { GuardrailMeasure } from '../../define/index.ts';
import { breakKey, type RaisedBreak, type StepMeasurement } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

/** What an alert about a step says beside its figures. */
export interface BreakEvidence {
  readonly count: number;
  readonly of: number;
  readonly past: StepMeasurement['past'];
  readonly usual: number;
  readonly by: 'guardrail' | 'history';
  readonly from: number;
  readonly to: number;
  /** Customers whom it befell, three at most. */
  readonly examples: readonly string[];
}

/** The alerts about steps that are raised, by `breakKey`. */
export async function raisedBreaks(warehouse: Warehouse): Promise<Map<string, RaisedBreak>> {
  const rows = await warehouse.query<{
    alert: string;
    journey: string;
    step: string;
    measure: GuardrailMeasure;
    raised: number;
    evidence: string;
  }>(
    `SELECT alert, any(told.journey) AS journey, any(told.step) AS step, any(told.measure) AS measure, toUnixTimestamp64Milli(min(told.at)) AS raised,
  any(told.evidence) AS evidence
FROM alerts AS told WHERE what = 'journey' GROUP BY alert HAVING countIf(state = 'cleared') = 0`,
  );
  return new Map(
    rows.map(({ alert, raised, evidence, ...about }) => {
      const { count, of, usual } = JSON.parse(evidence) as BreakEvidence;
      return [breakKey(about), { alert, at: Number(raised), broken: { count, of }, usual }];
    }),
  );
}

/** A step that is rerouted or held, as the first partition has it. */
export interface StandingReroute extends Reroute {
  readonly journey: string;
  readonly step: string;
}

export interface StandingReroutes {
  /** By journey and step. Steps that go their usual way, and that nobody holds there, are not among them. */
  readonly standing: readonly StandingReroute[];
  /** What other partitions still do, though diagnosis has given it back: an end in the middle of telling them all has left them untold. */
  readonly untold: readonly Pick<StandingReroute, 'journey' | 'step' | 'reason'>[];
}

interface Row extends StandingReroute {
  readonly partition: number;
}

export async function standingReroutes(warehouse: Warehouse): Promise<StandingReroutes> {
  const rows = (
    await warehouse.query<Record<keyof Row | 'action' | 'who', string | number>>(
      `SELECT told.partition AS partition, told.journey AS journey, told.step AS step, argMax(told.action, (told.at, told.seq)) AS action,
  toUInt8(argMaxIf(told.action, (told.at, told.seq), told.action != 'auto') = 'on') AS on, argMax(told.who, (told.at, told.seq)) AS who,
  argMax(told.by, (told.at, told.seq)) AS by, argMax(told.reason, (told.at, told.seq)) AS reason, toUnixTimestamp64Milli(max(told.at)) AS since
FROM reroutes AS told GROUP BY partition, journey, step ORDER BY partition, journey, step`,
    )
  ).map(
    ({ partition, journey, step, action, on, who, by, reason, since }): Row => ({
      partition: Number(partition),
      ...{ journey: String(journey), step: String(step), by: String(by), reason: String(reason), since: Number(since) },
      on: Number(on) > 0,
      held: who === 'person' && action !== 'auto',
    }),
  );
  const standing = rows.filter(({ partition, on, held }) => partition === 0 && (on || held));
  const isStanding = (row: Row): boolean => standing.some(({ journey, step }) => journey === row.journey && step === row.step);
  return {
    standing: standing.map(({ partition: _, ...one }) => one),
    untold: rows.filter((row) => row.partition > 0 && row.on && !row.held && !isStanding(row)),
  };
}
