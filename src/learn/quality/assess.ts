/**
 * The quality of the data: rates and volumes of the hour against limits, what was expected, and their own past. Pure.
 *
 * Q1. A rate is judged in the running hour once it has `eventsMin` events, else in the last whole one, and only where that has as many.
 * Q2. A volume is judged in the last whole hour, against the same hour of the 28 days before.
 * Q3. What is breached stays so until it is clearly better: below 0.8 of the limit, or of the z-score.
 */
import { DAY, HOUR } from '../../base/index.ts';
import { type Counted, type HourCounts, NO_COUNTS } from './counts.ts';
import { CLEARED_AT, type QualitySettings, RATES, type Rate, WEIGHTS } from './settings.ts';
import { robustZ } from './statistics.ts';

/** How far back the comparable hours lie. */
export const PAST_DAYS = 28;
/** With fewer comparable hours there is no past to speak of. */
const PAST_MIN = 7;

/** How many events came, of those that were expected. */
export interface ExpectedCount {
  /** '': of all sources. */
  readonly source: string;
  readonly event: string;
  readonly per: string;
  readonly atLeast: number;
  readonly count: number;
}

export interface QualityInput {
  readonly now: number;
  /** Of the last 28 days and the running hour. */
  readonly hours: readonly HourCounts[];
  readonly expected: readonly ExpectedCount[];
  readonly settings: QualitySettings;
  /** Keys (`breachKey`) of the alerts that are raised. */
  readonly raised: ReadonlySet<string>;
}

/** One thing measured. */
export interface Measurement {
  readonly measure: Rate | 'volume' | 'expected' | 'score';
  readonly source: string;
  /** '' of a source as a whole. */
  readonly event: string;
  readonly value: number;
  readonly threshold: number;
  readonly z?: number;
  /** Raises an alert, or keeps one up (Q3). */
  readonly breached: boolean;
}

export interface EventQuality {
  readonly source: string;
  readonly event: string;
  /** Of the hour that was judged; undefined where none had events enough. */
  readonly hour?: number;
  readonly counts: Readonly<Record<Counted, number>>;
  readonly measurements: readonly Measurement[];
}

export interface SourceQuality {
  readonly source: string;
  /** 0 to 100; undefined while there are too few events to judge. */
  readonly score?: number;
  readonly events: number;
}

/** The quality of all data at a moment. */
export interface Quality {
  readonly at: number;
  readonly sources: readonly SourceQuality[];
  readonly events: readonly EventQuality[];
  readonly expected: readonly Measurement[];
  /** Everything measured that can raise an alert. */
  readonly measurements: readonly Measurement[];
}

/** Names a breach: there is one alert for it at a time. */
export function breachKey({ measure, source, event }: Pick<Measurement, 'measure' | 'source' | 'event'>): string {
  return JSON.stringify([measure, source, event]);
}

/** Everything that is held against the data, and by how much it fails. */
export function assess(input: QualityInput): Quality {
  const byEvent = groupedBy(input.hours, ({ source, event }) => JSON.stringify([source, event]));
  const events = [...byEvent.values()].map((hours) => eventQuality(hours, input)).sort(inOrder);
  const expected = input.expected.map((one) => expectedMeasurement(one));
  const sources = [...groupedBy(events, ({ source }) => source)].map(([source, of]) =>
    sourceQuality({ source, of }, expected, input.settings),
  );
  const scores = sources.flatMap(({ source, score }) => (score === undefined ? [] : scoreMeasurement(source, score, input)));
  return { at: input.now, sources, events, expected, measurements: [...events.flatMap((one) => one.measurements), ...expected, ...scores] };
}

function eventQuality(hours: readonly HourCounts[], input: QualityInput): EventQuality {
  const { source, event } = hours[0]!;
  const at = new Map(hours.map((one) => [one.hour, one]));
  const running = input.now - (input.now % HOUR);
  const whole = running - HOUR;
  const judged = [running, whole].find((hour) => came(at.get(hour)) >= input.settings.eventsMin);
  const rates = judged === undefined ? [] : RATES.map((rate) => rateMeasurement(rate, { judged, at }, input));
  const volume = volumeMeasurement({ source, event }, { judged: whole, at }, input);
  return {
    source,
    event,
    ...(judged !== undefined && { hour: judged }),
    counts: countsOf(at.get(judged ?? running) ?? at.get(whole)),
    measurements: [...rates, ...(volume ? [volume] : [])],
  };
}

function countsOf(hour: HourCounts | undefined): Readonly<Record<Counted, number>> {
  if (!hour) return NO_COUNTS;
  const { hour: _, source: __, event: ___, ...counts } = hour;
  return counts;
}

/** Everything that came, whatever became of it. */
function came(hour: HourCounts | undefined): number {
  return hour ? hour.events + hour.duplicate + hour.refused : 0;
}

/** What was refused or came twice is held against all that came; the rest against what counts. */
function rateOf(rate: Rate, hour: HourCounts): number {
  const of = rate === 'refused' ? hour.events + hour.refused : rate === 'duplicate' ? hour.events + hour.duplicate : hour.events;
  return of === 0 ? 0 : hour[rate] / of;
}

interface Hours {
  readonly judged: number;
  readonly at: ReadonlyMap<number, HourCounts>;
}

function rateMeasurement(rate: Rate, { judged, at }: Hours, { settings, raised }: QualityInput): Measurement {
  const hour = at.get(judged)!;
  const value = rateOf(rate, hour);
  const past = pastOf(judged, at, settings.eventsMin).map((one) => rateOf(rate, one));
  // A share of so many events is not more exact than this, and half a percent is no news.
  const spreadMin = (p: number): number => Math.max(Math.sqrt((p * (1 - p)) / came(hour)), 0.005);
  const z = robustZ(value, past, { spreadMin, pastMin: PAST_MIN });
  const threshold = settings.limits[rate];
  const about = { measure: rate, source: hour.source, event: hour.event };
  const ease = raised.has(breachKey(about)) ? CLEARED_AT : 1;
  const breached = value > threshold * ease || (z !== undefined && z >= settings.z * ease);
  return { ...about, value, threshold, ...(z !== undefined && { z }), breached };
}

function volumeMeasurement(
  { source, event }: Pick<HourCounts, 'source' | 'event'>,
  { judged: whole, at }: Hours,
  { settings, raised }: QualityInput,
): Measurement | undefined {
  const first = Math.min(...at.keys());
  // An hour of which nothing is known had no events, once there were some.
  const past = comparable(whole).flatMap((hour) => (hour < first ? [] : (at.get(hour)?.events ?? 0)));
  const value = at.get(whole)?.events ?? 0;
  // Counts that have nothing but chance in them spread by the root of their mean.
  const z = robustZ(value, past, { spreadMin: (middle) => Math.max(1, Math.sqrt(middle)), pastMin: PAST_MIN });
  if (z === undefined) return undefined;
  const about = { measure: 'volume', source, event } as const;
  const ease = raised.has(breachKey(about)) ? CLEARED_AT : 1;
  return { ...about, value, threshold: settings.z, z, breached: Math.abs(z) >= settings.z * ease };
}

/** The same hour of the days before. */
function comparable(hour: number): number[] {
  return Array.from({ length: PAST_DAYS }, (_, day) => hour - (day + 1) * DAY);
}

function pastOf(hour: number, at: ReadonlyMap<number, HourCounts>, eventsMin: number): HourCounts[] {
  return comparable(hour).flatMap((one) => {
    const counts = at.get(one);
    return came(counts) >= eventsMin ? counts! : [];
  });
}

function expectedMeasurement({ source, event, atLeast, count }: ExpectedCount): Measurement {
  return { measure: 'expected', source, event, value: count, threshold: atLeast, breached: count < atLeast };
}

function sourceQuality(
  { source, of }: { readonly source: string; readonly of: readonly EventQuality[] },
  expected: readonly Measurement[],
  settings: QualitySettings,
): SourceQuality {
  const judged = of.filter(({ hour }) => hour !== undefined);
  const events = judged.reduce((sum, { counts }) => sum + counts.events, 0);
  if (judged.length === 0) return { source, events };
  const sum = Object.fromEntries(
    Object.keys(NO_COUNTS).map((key) => [key, judged.reduce((total, { counts }) => total + counts[key as Counted], 0)]),
  ) as Record<Counted, number>;
  const hour: HourCounts = { hour: 0, source, event: '', ...sum };
  const lost = RATES.reduce((total, rate) => total + WEIGHTS[rate] * Math.min(1, rateOf(rate, hour) / settings.limits[rate]), 0);
  const odd =
    of.some(({ measurements }) => measurements.some(({ measure, breached }) => measure === 'volume' && breached)) ||
    expected.some((one) => one.source === source && one.breached);
  return { source, score: Math.round(100 - lost - (odd ? WEIGHTS.volume : 0)), events };
}

function scoreMeasurement(source: string, score: number, { settings, raised }: QualityInput): Measurement {
  const about = { measure: 'score', source, event: '' } as const;
  const threshold = settings.score;
  // The way back up to 100 is what counts here.
  const limit = raised.has(breachKey(about)) ? 100 - (100 - threshold) * CLEARED_AT : threshold;
  return { ...about, value: score, threshold, breached: score < limit };
}

function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function inOrder(a: EventQuality, b: EventQuality): number {
  return a.source < b.source ? -1 : a.source > b.source ? 1 : a.event < b.event ? -1 : 1;
}
