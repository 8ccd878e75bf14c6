/**
 * What becomes of a rollout at an instant: whether its guardrails hold, and what follows. Pure.
 *
 * Each guardrail is asked of every journey, and of all of them together: a breach of any is a breach, and it is safe when all together is. A new journey has no
 * version before to be compared with, so `noWorseBy` says nothing of it; nor does any guardrail of a journey that goes.
 */
import { durationMs } from '../../base/index.ts';
import type { RolloutEntry, RolloutStanding } from '../../core/index.ts';
import { type Guardrail, HOLD_DEFAULT, type RolledOut, type Rollout } from '../../define/index.ts';
import { evaluate, type GuardrailEvaluation, type GuardrailFigures, type GuardrailVerdict } from '../../learn/index.ts';

/** Of a journey of a rollout: those who entered the new version, and meanwhile the one before. */
export interface JourneyFigures {
  readonly journey: string;
  readonly after: GuardrailFigures;
  readonly before: GuardrailFigures;
}

/** What a guardrail says. */
export interface Finding extends GuardrailEvaluation {
  readonly guardrail: Guardrail;
  /** Of which journey; absent: of all together. */
  readonly journey?: string;
}

/** Of each guardrail what decides: the journey that breaks it, else all together. */
export function findingsOf(
  { guardrails = [], journeys }: Pick<Rollout, 'guardrails' | 'journeys'>,
  figuresOf: (guardrail: Guardrail) => readonly JourneyFigures[],
): readonly Finding[] {
  return guardrails.flatMap((guardrail): Finding[] => {
    const asked = new Set(journeys.filter((one) => isAsked(guardrail, one)).map(({ journey }) => journey));
    const figures = figuresOf(guardrail).filter(({ journey }) => asked.has(journey));
    if (figures.length === 0) return [];
    const broken = figures
      .map(({ journey, after, before }): Finding => ({ guardrail, journey, ...evaluate(guardrail, after, { reference: before }) }))
      .find(({ verdict }) => verdict === 'breached');
    if (broken) return [broken];
    const after = together(figures.map((one) => one.after));
    const reference = together(figures.map((one) => one.before));
    return [{ guardrail, ...(figures.length === 1 && { journey: figures[0]!.journey }), ...evaluate(guardrail, after, { reference }) }];
  });
}

function isAsked({ noWorseBy }: Guardrail, { version, before }: RolledOut): boolean {
  return version !== 0 && (before !== 0 || noWorseBy === undefined);
}

function together(all: readonly GuardrailFigures[]): GuardrailFigures {
  const sums: Partial<Record<keyof GuardrailFigures, { count: number; of: number }>> = {};
  for (const figures of all) {
    for (const [measure, share] of Object.entries(figures) as [keyof GuardrailFigures, { count: number; of: number }][]) {
      const sum = sums[measure] ?? { count: 0, of: 0 };
      sums[measure] = { count: sum.count + share.count, of: sum.of + share.of };
    }
  }
  return sums;
}

/** `hold`: until the stage has been held. `guardrail`: until one is decided, which they are. `paused`: until somebody resumes it. `preparing`: until it is in force. */
export type WaitsFor = 'hold' | 'guardrail' | 'paused' | 'preparing';

/** What is to be done now, or what it waits for. */
export type NextMove =
  | { readonly action: 'halted'; readonly findings: readonly Finding[] }
  | { readonly action: 'advanced'; readonly stage: number; readonly findings: readonly Finding[] }
  | { readonly action: 'completed'; readonly findings: readonly Finding[] }
  | { readonly action: 'waits'; readonly for: WaitsFor; readonly findings: readonly Finding[] };

/** Of one that is running or paused; `since`: when its stage began, ms. */
export function nextMove(
  { stages }: Pick<Rollout, 'stages'>,
  { state, stage }: Pick<RolloutStanding, 'state' | 'stage'>,
  { now, since, findings }: { readonly now: number; readonly since: number; readonly findings: readonly Finding[] },
): NextMove {
  const found = (verdict: GuardrailVerdict): readonly Finding[] => findings.filter((one) => one.verdict === verdict);
  if (found('breached').length > 0) return { action: 'halted', findings: found('breached') };
  if (state === 'paused') return { action: 'waits', for: 'paused', findings: [] };
  if (now < heldUntil({ stages }, stage, since)) return { action: 'waits', for: 'hold', findings: [] };
  if (found('undecided').length > 0) return { action: 'waits', for: 'guardrail', findings: found('undecided') };
  return stage < stages.length - 1 ? { action: 'advanced', stage: stage + 1, findings } : { action: 'completed', findings };
}

/** When the hold of a stage is over, ms. */
export function heldUntil({ stages }: Pick<Rollout, 'stages'>, stage: number, since: number): number {
  return since + durationMs(stages[stage]?.hold ?? HOLD_DEFAULT);
}

/** Findings as facts keep them. */
export function evidenceOf(findings: readonly Finding[]): RolloutEntry['evidence'] {
  return findings.map(({ guardrail, journey, verdict, evidence }) =>
    JSON.parse(JSON.stringify({ ...guardrail, ...(journey !== undefined && { journey }), verdict, evidence })),
  );
}
