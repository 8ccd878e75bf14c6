/**
 * What journeys truly did, and whether the report's intervals hold it. People whose orders because of messages are known (`People.caused`) live
 * the same life without them. So for everybody both outcomes are known: what they did, and what they had done without the journey's messages;
 * how much more was caused among the treated than among the held out is the true effect of being assigned to it.
 */
import type { CustomerId } from '../../../base/index.ts';
import {
  type Conversion,
  conversionsSql,
  type Estimate,
  EVALUATOR_SETTINGS,
  type JourneyLift,
  type ReportMapping,
} from '../../../learn/index.ts';
import type { Warehouse } from '../../../port/warehouse/index.ts';
import type { CausedOrder } from '../feed/people.ts';
import type { Check } from './checks.ts';

/** Per customer who entered; revenue in units of the currency. */
export interface TrueEffect {
  readonly journey: string;
  readonly treated: number;
  readonly conversion: number;
  readonly revenue: number;
}

export interface TruthOptions {
  readonly caused: ReadonlyMap<string, CausedOrder>;
  /** What the report counts as a conversion of the journey. */
  readonly conversionOf: (journey: string) => Conversion;
  readonly mapping: Pick<ReportMapping, 'timeZone'>;
  /** How long after the first exposure counts, and the moment by which that must have ended, ms. */
  readonly windowMs: number;
  readonly now: number;
}

interface Assigned {
  readonly journey: string;
  readonly customer: CustomerId;
  readonly arm: 'treatment' | 'holdout';
  /** First exposure, ms. */
  readonly since: number;
}

interface Bought {
  readonly customer: CustomerId;
  readonly order: string;
  readonly at: number;
  readonly revenue: number;
}

/** What one customer did within the window. */
interface Outcome {
  readonly bought: readonly Bought[];
  /** Which of the orders the journey caused. */
  readonly because: readonly Bought[];
  /** When there was what counts as a conversion; undefined where that is a purchase. */
  readonly converted: readonly number[] | undefined;
}

/** In order of the journeys' ids. Of orders that count as `Order Completed` with `order_id` and `revenue`. */
export async function trueEffects(warehouse: Warehouse, options: TruthOptions): Promise<readonly TrueEffect[]> {
  const { caused, windowMs, now, conversionOf } = options;
  const assigned = (await assignedIn(warehouse)).filter(({ since }) => since + windowMs <= now);
  const orders = Map.groupBy(await ordersIn(warehouse), ({ customer }) => customer);
  const effects: TrueEffect[] = [];
  for (const [journey, customers] of Map.groupBy(assigned, (one) => one.journey)) {
    const conversion = conversionOf(journey);
    const conversions = await conversionsIn(warehouse, { ...options, journey, conversion });
    const causedIn = (arm: Assigned['arm']): Omit<TrueEffect, 'journey'> => {
      const members = customers.filter((one) => one.arm === arm);
      const sum = { conversion: 0, revenue: 0 };
      for (const { customer, since } of members) {
        const isWithin = (at: number): boolean => at > since && at <= since + windowMs;
        const bought = (orders.get(customer) ?? []).filter(({ at }) => isWithin(at));
        const because = bought.filter(({ order }) => caused.get(order)?.journey === journey);
        const converted = conversions && (conversions.get(customer) ?? []).filter(isWithin);
        if (isConversionCaused({ bought, because, converted }, conversion)) sum.conversion += 1;
        for (const { revenue } of because) sum.revenue += revenue;
      }
      const count = Math.max(members.length, 1);
      return { treated: members.length, conversion: sum.conversion / count, revenue: sum.revenue / count };
    };
    // Nothing is caused in the holdout but where a treated profile was merged into a held-out one.
    const [treatment, holdout] = [causedIn('treatment'), causedIn('holdout')];
    const { treated } = treatment;
    effects.push({
      ...{ journey, treated },
      conversion: treatment.conversion - holdout.conversion,
      revenue: treatment.revenue - holdout.revenue,
    });
  }
  return effects;
}

/**
 * Whether a customer converted and had not without the journey's messages. They lead to orders and to nothing else, so an event of another kind had come
 * anyway. A goal over what is known: it was reached with an order that was caused, and any other order of the window had reached it too.
 */
function isConversionCaused({ bought, because, converted }: Outcome, { by }: Conversion): boolean {
  if (because.length === 0) return false;
  const isCaused = (at: number): boolean => because.some((order) => order.at === at);
  const paid = (orders: readonly Bought[]): boolean => orders.some(({ revenue }) => revenue !== 0);
  const anyway = bought.filter((order) => !because.includes(order));
  if (converted === undefined) return paid(because) && !paid(anyway);
  if (converted.length === 0) return false;
  return by === 'event' ? converted.every(isCaused) : anyway.length === 0 && because.some(({ at }) => at <= Math.min(...converted));
}

/** By the assignment that stays after merges. */
async function assignedIn(warehouse: Warehouse): Promise<readonly Assigned[]> {
  return warehouse.query<Assigned>(`
    SELECT journey, customer, arm, toUnixTimestamp64Milli(since) AS since FROM assignments WHERE arm IN ('treatment', 'holdout')
    ORDER BY journey, customer`);
}

async function ordersIn(warehouse: Warehouse): Promise<readonly Bought[]> {
  return warehouse.query<Bought>(`
    SELECT customer, order_id AS order, toUnixTimestamp64Milli(min(time)) AS at, toFloat64(sum(revenue)) AS revenue
    FROM events_by_customer WHERE event = 'Order Completed' GROUP BY customer, order_id ORDER BY at`);
}

/** By customer, ms; undefined where a purchase is what counts. */
async function conversionsIn(
  warehouse: Warehouse,
  { journey, conversion, mapping }: Pick<TruthOptions, 'mapping'> & { readonly journey: string; readonly conversion: Conversion },
): Promise<ReadonlyMap<string, readonly number[]> | undefined> {
  if (conversion.by === 'purchase') return undefined;
  const own = conversion.by === 'goal' ? ' WHERE journey = {journey: String}' : '';
  const rows = await warehouse.query<{ readonly customer: string; readonly at: readonly number[] }>(
    `SELECT customer, groupArray(toUnixTimestamp64Milli(time)) AS at FROM (${conversionsSql(conversion, mapping)})${own} GROUP BY customer ${EVALUATOR_SETTINGS}`,
    { journey },
  );
  return new Map(rows.map(({ customer, at }) => [customer, at]));
}

/** Whether an interval holds a value; undefined when there is no interval. */
export function covers({ low, high }: Pick<Estimate, 'low' | 'high'>, value: number): boolean | undefined {
  return low === null || high === null ? undefined : low <= value && value <= high;
}

/** With fewer buyers in an arm the mean of revenue is far from normal, and its interval promises too much (src/learn/lift/ARCHITECTURE.md). */
const BUYERS_MIN = 30;

/** An interval of the report and the truth that it should hold. */
export interface Claim {
  readonly name: 'conversion' | 'revenue';
  readonly estimate: Estimate;
  readonly truth: number;
  readonly holds: boolean;
}

/** What a lift claims about its journey: intervals that there are, and that promise something. A journey without truth led to nothing. */
export function claimsOf(lift: JourneyLift, truths: readonly TrueEffect[]): readonly Claim[] {
  const { conversion = 0, revenue = 0 } = truths.find(({ journey }) => journey === lift.journey) ?? {};
  const areFew = Math.min(lift.treatment.converted, lift.holdout.converted) < BUYERS_MIN;
  const pairs = [
    { name: 'conversion' as const, estimate: lift.conversionLift, truth: conversion },
    ...(areFew ? [] : [{ name: 'revenue' as const, estimate: lift.revenueLift, truth: revenue }]),
  ];
  return pairs.flatMap((pair) => {
    const holds = covers(pair.estimate, pair.truth);
    return holds === undefined ? [] : [{ ...pair, holds }];
  });
}

/** One check per journey: of its claims, how many hold. */
export function liftChecks(lifts: readonly JourneyLift[], truths: readonly TrueEffect[]): readonly Check[] {
  return lifts.map((lift) => {
    const claims = claimsOf(lift, truths);
    const missed = claims.filter(({ holds }) => !holds);
    return {
      name: 'lift',
      about: lift.journey,
      expected: claims.length,
      live: null,
      warehouse: claims.length - missed.length,
      ok: missed.length === 0,
      examples: missed.map(({ name, estimate: { low, high }, truth }) => `${lift.journey} ${name}: ${truth} is not in ${low} to ${high}`),
    };
  });
}
