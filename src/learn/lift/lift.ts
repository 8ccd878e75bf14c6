/** What journeys were worth: treated customers against held-out ones, with intervals. ARCHITECTURE.md says what is estimated and what it rests on. */
import { DAY } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { ReportMapping } from '../report/mapping.ts';
import {
  type ArmQuestion,
  type ArmRow,
  type AssignedRow,
  armsSql,
  assignedCountsSql,
  type Conversion,
  PURCHASE,
  type TreatedRow,
  treatedCountsSql,
} from './assigned.ts';
import {
  type AdjustedEstimate,
  type ArmSums,
  adjustedDifference,
  type Estimate,
  meanDifference,
  proportionDifference,
  sampleRatio,
} from './estimate.ts';

export interface LiftOptions {
  readonly mapping: ReportMapping;
  /** Ms: only customers whose window has ended by then are measured. */
  readonly now: number;
  /** Default: all that hold somebody out. */
  readonly journeys?: readonly string[];
  /** How long after the exposure counts, ms; default 14 days. */
  readonly windowMs?: number;
  /** Of the intervals; default 0.95. */
  readonly level?: number;
  /** The same by how many journeys there are, instead of `level`. */
  readonly levelFor?: (journeys: number) => number;
  /** What a conversion of a journey is; default: a purchase. */
  readonly conversionOf?: (journey: string) => Conversion;
}

/** One arm. Revenue in units of the currency. */
export interface LiftArm {
  readonly customers: number;
  readonly converted: number;
  readonly revenue: number;
}

export interface JourneyLift {
  readonly journey: string;
  readonly windowMs: number;
  readonly level: number;
  readonly conversion: Conversion;
  readonly treatment: LiftArm;
  readonly holdout: LiftArm;
  /** Not measured: in the global control group; entered only while nobody was held out; window not ended. */
  readonly globalControl: number;
  readonly undrawn: number;
  readonly pending: number;
  /** Of all in the two arms: assigned both ways before a merge, counted in the arm of the profile that carries on. */
  readonly mixed: number;
  /** Share of customers who convert. */
  readonly conversionLift: Estimate;
  /** Revenue per customer, in units of the currency: as it is, and with the revenue before the exposure taken out (CUPED). */
  readonly revenueLift: Estimate;
  readonly revenueLiftAdjusted: AdjustedEstimate;
  /** How likely so unequal arms are by chance; below 0.001 the assignment is not what it should be. Null when it cannot be said. */
  readonly sampleRatio: number | null;
}

/** What treated customers of a journey did, with or without a holdout: no effect by itself. */
export interface JourneyConversions extends LiftArm {
  readonly journey: string;
  readonly windowMs: number;
  readonly conversion: Conversion;
  /** Treated ones whose window has not ended: not among `customers`. */
  readonly pending: number;
}

const WINDOW_DEFAULT: number = 14 * DAY;
const LEVEL_DEFAULT = 0.95;
const SCALE = 10_000;

/** In order of the journeys' ids. What the sink has not copied yet is not in it. Throws RangeError for a level outside (0, 1). */
export async function liftOf(warehouse: Warehouse, options: LiftOptions): Promise<readonly JourneyLift[]> {
  const { now, windowMs = WINDOW_DEFAULT, level: given = LEVEL_DEFAULT, levelFor = () => given, conversionOf = toPurchase } = options;
  if (!(given > 0 && given < 1)) throw new RangeError(`a level lies between 0 and 1, ${given} does not`);
  const assigned = await warehouse.query<AssignedRow>(assignedCountsSql({ windowMs, now, mapping: options.mapping }));
  const wanted = assigned.filter(({ journey }) => options.journeys?.includes(journey) ?? true);
  const level = levelFor(wanted.length);
  const arms = await armsOf(warehouse, 'arms', { ...options, journeys: wanted.map(({ journey }) => journey) });
  return wanted.map((counts) => liftFrom(counts, arms, { windowMs, level, conversion: conversionOf(counts.journey) }));
}

/** Of every journey that somebody entered, in order of id: what became of its treated customers within the window after their first entry. */
export async function conversionsOf(warehouse: Warehouse, options: Omit<LiftOptions, 'level'>): Promise<readonly JourneyConversions[]> {
  const { now, windowMs = WINDOW_DEFAULT, conversionOf = toPurchase } = options;
  const treated = await warehouse.query<TreatedRow>(treatedCountsSql({ windowMs, now, mapping: options.mapping }));
  const wanted = treated.filter(({ journey }) => options.journeys?.includes(journey) ?? true);
  const rows = await armsOf(warehouse, 'treated', { ...options, journeys: wanted.map(({ journey }) => journey) });
  return wanted.map(({ journey, pending }) => {
    const arm = armOf(sumsOf(rows.find((row) => row.journey === journey)));
    return { journey, windowMs, conversion: conversionOf(journey), ...arm, pending };
  });
}

/** One query for all journeys that count the same. */
async function armsOf(
  warehouse: Warehouse,
  who: ArmQuestion['who'],
  { journeys, now, mapping, windowMs = WINDOW_DEFAULT, conversionOf = toPurchase }: LiftOptions & { readonly journeys: readonly string[] },
): Promise<readonly ArmRow[]> {
  const arms: ArmRow[] = [];
  for (const alike of Map.groupBy(journeys, (journey) => JSON.stringify(conversionOf(journey))).values()) {
    const conversion = conversionOf(alike[0]!);
    arms.push(...(await warehouse.query<ArmRow>(armsSql({ who, journeys: alike, conversion, mapping, windowMs, now }))));
  }
  return arms;
}

function toPurchase(): Conversion {
  return PURCHASE;
}

function liftFrom(
  counts: AssignedRow,
  rows: readonly ArmRow[],
  about: Pick<JourneyLift, 'windowMs' | 'level' | 'conversion'>,
): JourneyLift {
  const { journey, globalControl, mixed, undrawn, pending } = counts;
  const sums = (arm: ArmRow['arm']): ArmSums => sumsOf(rows.find((row) => row.journey === journey && row.arm === arm));
  const [treatment, holdout] = [sums('treatment'), sums('holdout')];
  const { level } = about;
  return {
    journey,
    ...about,
    treatment: armOf(treatment),
    holdout: armOf(holdout),
    globalControl,
    mixed,
    undrawn,
    pending,
    conversionLift: proportionDifference(treatment, holdout, level),
    revenueLift: meanDifference(treatment, holdout, level),
    revenueLiftAdjusted: adjustedDifference(treatment, holdout, level),
    sampleRatio: sampleRatio(counts),
  };
}

function sumsOf(row: ArmRow | undefined): ArmSums {
  if (!row) return { customers: 0, converted: 0, y: 0, yy: 0, x: 0, xx: 0, xy: 0 };
  const { customers, converted, y, yy, x, xx, xy } = row;
  return { customers, converted, y: y / SCALE, yy: yy / SCALE ** 2, x: x / SCALE, xx: xx / SCALE ** 2, xy: xy / SCALE ** 2 };
}

function armOf({ customers, converted, y }: ArmSums): LiftArm {
  return { customers, converted, revenue: y };
}
