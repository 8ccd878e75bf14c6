/** What journeys were worth, as text: lift with its intervals, attribution, and what came back. */
import type { AttributionRow } from '../attribution/index.ts';
import type { Conversion, Estimate, JourneyConversions, JourneyLift } from '../lift/index.ts';
import { left, money, percent, plain, rights, signed, table, whole } from './cells.ts';
import type { ReturnsRow } from './report.ts';
import type { ReportSay } from './text/index.ts';

/** Below this nothing else of the row should be read. */
export const RATIO_DOUBTFUL = 0.001;

export function liftLines(lifts: readonly JourneyLift[], say: ReportSay): readonly string[] {
  const heads = [
    left(say('lift.journey')),
    ...rights(say, ['lift.treatment', 'lift.holdout']),
    left(say('lift.conversion')),
    left(say('lift.revenue')),
    ...rights(say, ['lift.pending']),
  ];
  const rows = lifts.map((lift) => [
    lift.journey,
    armText(lift.treatment),
    armText(lift.holdout),
    intervalText(lift.conversionLift, (value) => signed(value * 100, 1)),
    intervalText(lift.revenueLiftAdjusted, (value) => signed(value, 2)),
    whole(lift.pending),
  ]);
  const doubtful = lifts.filter(({ sampleRatio }) => sampleRatio !== null && sampleRatio < RATIO_DOUBTFUL);
  const [first] = lifts;
  return [
    ...(first ? [say('lift.about', { days: whole(first.windowMs / 86_400_000), level: `${plain(first.level * 100)}%` })] : []),
    ...table(heads, rows, say),
    ...doubtful.map(({ journey }) => say('lift.ratio', { journey })),
  ];
}

export function conversionsLines(all: readonly JourneyConversions[], say: ReportSay): readonly string[] {
  const heads = [
    left(say('conversions.journey')),
    left(say('conversions.counted')),
    ...rights(say, ['conversions.customers', 'conversions.converted', 'conversions.rate', 'conversions.revenue', 'conversions.pending']),
  ];
  const rows = all.map(({ journey, conversion, customers, converted, revenue, pending }) => [
    journey,
    conversionText(conversion, say),
    whole(customers),
    whole(converted),
    customers === 0 ? '-' : percent(converted / customers),
    customers === 0 ? '-' : money(revenue / customers),
    whole(pending),
  ]);
  const [first] = all;
  return [...(first ? [say('conversions.about', { days: plain(first.windowMs / 86_400_000) })] : []), ...table(heads, rows, say)];
}

/** What was counted, for people. */
export function conversionText(conversion: Conversion, say: ReportSay): string {
  if (conversion.by !== 'event') return say(`conversions.${conversion.by}`);
  return say(conversion.where ? 'conversions.filtered' : 'conversions.event', { event: conversion.event });
}

export function attributionLines(rows: readonly AttributionRow[], say: ReportSay): readonly string[] {
  const heads = [
    left(say('attribution.journey')),
    left(say('attribution.channel')),
    ...rights(say, ['attribution.orders', 'attribution.revenue']),
  ];
  const cells = rows.map(({ journey, channel, orders, revenue }) => [
    journey === '' ? say('attribution.organic') : journey,
    channel,
    whole(orders),
    money(revenue),
  ]);
  return [say('attribution.about'), ...table(heads, cells, say)];
}

export function returnsLines(rows: readonly ReturnsRow[], say: ReportSay): readonly string[] {
  const counts = ['delivered', 'bounced', 'opened', 'openedByMachine', 'clicked', 'replied', 'unsubscribed', 'complained'] as const;
  const heads = [
    left(say('returns.journey')),
    left(say('returns.channel')),
    ...rights(say, ['returns.sent', ...counts.map((key) => `returns.${key}` as const)]),
  ];
  const cells = rows.map((row) => [row.journey, row.channel, whole(row.sent), ...counts.map((key) => shareText(row[key], row.sent))]);
  return table(heads, cells, say);
}

function armText({ customers, converted }: JourneyLift['treatment']): string {
  return customers === 0 ? '0' : `${whole(customers)} · ${percent(converted / customers)}`;
}

function intervalText({ difference, low, high }: Estimate, text: (value: number) => string): string {
  return low === null || high === null ? '-' : `${text(difference)} (${text(low)} … ${text(high)})`;
}

function shareText(count: number, of: number): string {
  return count === 0 ? '0' : `${whole(count)} · ${percent(count / of)}`;
}
