/**
 * Each step against its guardrails and its own past. Pure.
 *
 * B1. Judged are those who came in the last window and have had their time; the past are the 28 windows before. With fewer than `minimum` nothing is judged.
 * B2. Against its own past a measure is broken only when three things speak for it: it lies far out (robust z-score), the past's share lies outside its always-valid interval, and
 *     the difference is one that matters. So healthy steps hardly ever raise an alert (`diagnose.test.ts` counts them).
 * B3. What is broken stays so until those who have come since prove that it has recovered (recovery.ts), however few they are.
 */
import { DAY, durationMs, HOUR } from '../../base/index.ts';
import { GUARDRAIL_MINIMUM, GUARDRAIL_WINDOW, type Guardrail, type GuardrailMeasure } from '../../define/index.ts';
import { alwaysValid, type Share } from '../lift/index.ts';
import { robustZ } from '../quality/index.ts';
import type { StepFigures } from './figures.ts';
import { evaluate, type GuardrailVerdict } from './guardrails.ts';
import { recoveryOf } from './recovery.ts';
import type { DiagnosedStep } from './steps.ts';

/** Windows of the past. */
export const PAST_WINDOWS = 28;
const PAST_MIN = 7;
const PAST_SHARE_MIN = 20;
const Z = 5;
const PAST_LEVEL = 0.999;
const GUARDRAIL_LEVEL = 0.99;
/** By how much of the bound. */
const CLEARLY = 0.5;

const MEASURES: readonly GuardrailMeasure[] = ['conversion', 'drop', 'stall', 'error', 'fatigue'];

/** The least change that matters: of conversion relative, of the rest in shares. */
const CHANGE_MIN: Readonly<Record<GuardrailMeasure, number>> = { conversion: 0.2, drop: 0.02, stall: 0.02, error: 0.02, fatigue: 0.005 };

/** An alert that is raised: what it was raised with. */
export interface RaisedBreak {
  readonly alert: string;
  /** `at`, ms. */
  readonly at: number;
  readonly broken: Share;
  readonly usual: number;
}

export interface DiagnosisInput {
  readonly now: number;
  readonly steps: readonly DiagnosedStep[];
  readonly hours: readonly StepFigures[];
  /** By `breakKey`. */
  readonly raised: ReadonlyMap<string, RaisedBreak>;
}

/** One measure of a step. */
export interface StepMeasurement {
  readonly journey: string;
  readonly step: string;
  readonly measure: GuardrailMeasure;
  /** Of the judged, and of the past; `value` null of nobody. */
  readonly count: number;
  readonly of: number;
  readonly value: number | null;
  readonly past: Share;
  /** What broke it or would: a declared bound, or what is usual. */
  readonly by: 'guardrail' | 'history';
  readonly threshold: number;
  /** Robust z-score against its own past; absent without one. */
  readonly z?: number;
  /** Of the guardrail, where it has one. */
  readonly verdict?: GuardrailVerdict;
  /** Beginning and end of the comings judged, ms. */
  readonly from: number;
  readonly to: number;
  readonly breached: boolean;
  /** What recovery is held against, should it be raised now. */
  readonly usual: number;
  /** Of what is raised: how far it has recovered, 0 to 1. */
  readonly recovery?: number;
}

/** Names a break: there is one alert for it at a time. */
export function breakKey({ journey, step, measure }: Pick<StepMeasurement, 'journey' | 'step' | 'measure'>): string {
  return JSON.stringify([journey, step, measure]);
}

/** The earliest coming that a diagnosis at this moment asks about, ms: the beginning of an hour. */
export function diagnosedFrom(now: number, steps: readonly DiagnosedStep[]): number {
  const longest = Math.max(
    DAY,
    ...steps.flatMap(({ guardrails }) => guardrails.map(({ window = GUARDRAIL_WINDOW }) => durationMs(window))),
  );
  const time = Math.max(0, ...steps.map(({ times }) => Math.max(times.flow, times.error, times.fatigue)));
  return Math.floor((now - longest * (PAST_WINDOWS + 1) - time) / HOUR) * HOUR - 2 * HOUR;
}

/** Of all steps, in their order. */
export function diagnose({ now, steps, hours, raised }: DiagnosisInput): StepMeasurement[] {
  const byStep = Map.groupBy(hours, ({ journey, step }) => JSON.stringify([journey, step]));
  return steps.flatMap((step) => {
    const figures = byStep.get(JSON.stringify([step.journey, step.step])) ?? [];
    return measuresOf(step).map((measure) => measurementOf({ step, measure, figures, now, raised }));
  });
}

/** What is counted of a measure. */
export function shareOfMeasure(measure: GuardrailMeasure, { hasGoal, hands }: DiagnosedStep, figures: readonly StepFigures[]): Share {
  const sum = (key: 'came' | 'converted' | 'wentOn' | 'dropped' | 'stalled' | 'failed' | 'messages' | 'erred' | 'fatigued'): number =>
    figures.reduce((total, one) => total + one[key], 0);
  if (measure === 'fatigue') return { count: sum('fatigued'), of: sum('messages') };
  if (measure === 'error') return hands ? { count: sum('erred'), of: sum('messages') } : { count: sum('failed'), of: sum('came') };
  const counted = measure === 'conversion' ? (hasGoal ? 'converted' : 'wentOn') : measure === 'drop' ? 'dropped' : 'stalled';
  return { count: sum(counted), of: sum('came') };
}

function measuresOf({ hands }: DiagnosedStep): readonly GuardrailMeasure[] {
  return hands ? MEASURES : MEASURES.filter((one) => one !== 'fatigue');
}

interface Asked {
  readonly step: DiagnosedStep;
  readonly measure: GuardrailMeasure;
  readonly figures: readonly StepFigures[];
  readonly now: number;
  readonly raised: ReadonlyMap<string, RaisedBreak>;
}

function measurementOf(asked: Asked): StepMeasurement {
  const { step, measure, figures, now, raised } = asked;
  const guardrail = step.guardrails.find((one) => one.measure === measure);
  const lengthMs = Math.max(HOUR, durationMs(guardrail?.window ?? GUARDRAIL_WINDOW));
  // Whole hours, of which the last one has had its time.
  const to = Math.floor((now - timeOf(step, measure)) / HOUR) * HOUR;
  const between = (from: number, until: number): StepFigures[] => figures.filter(({ hour }) => hour >= from && hour + HOUR <= until);
  const shareBetween = (from: number, until: number): Share => shareOfMeasure(measure, step, between(from, until));
  const judged = shareBetween(to - lengthMs, to);
  const windows = Array.from({ length: PAST_WINDOWS }, (_, index) =>
    shareBetween(to - (index + 2) * lengthMs, to - (index + 1) * lengthMs),
  );
  const about = { journey: step.journey, step: step.step, measure, ...judged, value: judged.of === 0 ? null : judged.count / judged.of };
  const verdict = guardrail ? againstGuardrail(guardrail, judged, windows) : againstPast(measure, judged, windows);
  const past = pooled(windows);
  const place = { ...about, past, from: to - lengthMs, to };
  const standing = raised.get(breakKey(about));
  if (!standing) return { ...place, ...verdict };
  const since = figures
    .filter(({ hour }) => hour >= standing.at && hour + HOUR <= to)
    .sort((a, b) => a.hour - b.hour)
    .map((one) => shareOfMeasure(measure, step, [one]));
  const { recovered, progress } = recoveryOf({ since, broken: standing.broken, usual: standing.usual });
  return { ...place, ...verdict, breached: !recovered, recovery: progress };
}

function timeOf({ times, hands }: DiagnosedStep, measure: GuardrailMeasure): number {
  if (measure === 'error') return hands ? times.error : times.flow;
  return measure === 'fatigue' ? times.fatigue : times.flow;
}

type Verdict = Pick<StepMeasurement, 'by' | 'threshold' | 'z' | 'verdict' | 'breached' | 'usual'>;

function againstGuardrail(guardrail: Guardrail, judged: Share, windows: readonly Share[]): Verdict {
  const { measure } = guardrail;
  const past = pooled(windows);
  const { verdict, evidence } = evaluate(guardrail, { [measure]: judged }, { reference: { [measure]: past }, level: GUARDRAIL_LEVEL });
  const usually = past.of >= PAST_SHARE_MIN ? past.count / past.of : undefined;
  const usual = usualBeside(guardrail, usually);
  const z = zOf(judged, windows);
  return { by: 'guardrail', threshold: evidence.bound, ...(z !== undefined && { z }), verdict, breached: verdict === 'breached', usual };
}

/** As it was before, where that is on the good side of the bound; else clearly better than the bound. */
function usualBeside({ measure, atMost, atLeast }: Guardrail, usually: number | undefined): number {
  if (atMost !== undefined) return usually !== undefined && usually <= atMost ? usually : atMost * (1 - CLEARLY);
  if (atLeast !== undefined) return usually !== undefined && usually >= atLeast ? usually : Math.min(1, atLeast * (1 + CLEARLY));
  return usually ?? (measure === 'conversion' ? 1 : 0);
}

function againstPast(measure: GuardrailMeasure, judged: Share, windows: readonly Share[]): Verdict {
  const past = pooled(windows);
  const usual = past.of === 0 ? 0 : past.count / past.of;
  const z = zOf(judged, windows);
  const none = { by: 'history', threshold: usual, usual, ...(z !== undefined && { z }) } as const;
  if (judged.of < GUARDRAIL_MINIMUM || z === undefined) return { ...none, breached: false };
  const value = judged.count / judged.of;
  const worse = measure === 'conversion' ? usual - value : value - usual;
  const least = measure === 'conversion' ? CHANGE_MIN.conversion * usual : CHANGE_MIN[measure];
  const { low, high } = alwaysValid(judged, PAST_LEVEL);
  const isOutside = usual < low || usual > high;
  return { ...none, breached: worse > 0 && worse >= least && Math.abs(z) >= Z && isOutside };
}

/** With the least spread that chance alone makes among so many. */
function zOf(judged: Share, windows: readonly Share[]): number | undefined {
  if (judged.of === 0) return undefined;
  const shares = windows.filter(({ of }) => of >= PAST_SHARE_MIN).map(({ count, of }) => count / of);
  const spreadMin = (middle: number): number => Math.sqrt(Math.max(middle * (1 - middle), 1 / judged.of) / judged.of);
  return robustZ(judged.count / judged.of, shares, { spreadMin, pastMin: PAST_MIN });
}

function pooled(windows: readonly Share[]): Share {
  return windows.reduce((total, { count, of }) => ({ count: total.count + count, of: total.of + of }), { count: 0, of: 0 });
}
