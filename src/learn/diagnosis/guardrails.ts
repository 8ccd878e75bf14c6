/**
 * Whether a guardrail holds, from figures. Pure.
 *
 * D1. Both verdicts are proven: `breached` when the whole interval lies beyond the bound, `safe` when none of it does. Between them, and with fewer than `minimum`,
 *     it is `undecided`: neither is claimed.
 * D2. It may be asked after every customer: over figures that grow, it is wrong at all with a probability of at most 1 - level. Against a reference each side's interval
 *     is of half the error (Bonferroni).
 */
import { GUARDRAIL_MINIMUM, type Guardrail, type GuardrailMeasure } from '../../define/index.ts';
import { alwaysValid, type Interval, type Share } from '../lift/index.ts';

/** What was counted, by measure. */
export type GuardrailFigures = Readonly<Partial<Record<GuardrailMeasure, Share>>>;

export type GuardrailVerdict = 'safe' | 'breached' | 'undecided';

/** A share with its interval; `value` is null of nobody. */
export interface ShareEvidence extends Share, Interval {
  readonly value: number | null;
}

/** What a verdict rests on. */
export interface GuardrailEvidence extends ShareEvidence {
  readonly measure: GuardrailMeasure;
  /** The share that may not be exceeded (`atMost`) or has to be reached (`atLeast`); of `noWorseBy` the difference. */
  readonly bound: number;
  readonly kind: 'atMost' | 'atLeast' | 'noWorseBy';
  readonly level: number;
  readonly minimum: number;
  /** Of `noWorseBy`: what it was compared with, and how much worse it is (positive is worse). */
  readonly reference?: ShareEvidence;
  readonly worse?: Interval;
}

export interface GuardrailEvaluation {
  readonly verdict: GuardrailVerdict;
  readonly evidence: GuardrailEvidence;
}

export interface EvaluationOptions {
  /** What `noWorseBy` is held against: another version's figures, or those of the past. Without them it is undecided. */
  readonly reference?: GuardrailFigures;
  /** Default 0.95. */
  readonly level?: number;
}

/** Throws RangeError where a count exceeds what it is of. */
export function evaluate(
  guardrail: Guardrail,
  figures: GuardrailFigures,
  { reference, level = 0.95 }: EvaluationOptions = {},
): GuardrailEvaluation {
  const { measure, minimum = GUARDRAIL_MINIMUM } = guardrail;
  const share = figures[measure] ?? NOBODY;
  const about = { measure, level, minimum };
  if (guardrail.noWorseBy !== undefined) {
    const half = (1 + level) / 2;
    const [now, then] = [evidenceOf(share, half), evidenceOf(reference?.[measure] ?? NOBODY, half)];
    const worse = measure === 'conversion' ? difference(then, now) : difference(now, then);
    const verdict = Math.min(now.of, then.of) < minimum ? 'undecided' : verdictOf(worse, guardrail.noWorseBy);
    return { verdict, evidence: { ...about, ...now, kind: 'noWorseBy', bound: guardrail.noWorseBy, reference: then, worse } };
  }
  const evidence = evidenceOf(share, level);
  const [kind, bound] =
    guardrail.atMost !== undefined ? (['atMost', guardrail.atMost] as const) : (['atLeast', guardrail.atLeast ?? 0] as const);
  const verdict = verdictOf(
    kind === 'atMost' ? evidence : { low: -evidence.high, high: -evidence.low },
    kind === 'atMost' ? bound : -bound,
  );
  return { verdict: share.of < minimum ? 'undecided' : verdict, evidence: { ...about, ...evidence, kind, bound } };
}

const NOBODY: Share = { count: 0, of: 0 };

function evidenceOf(share: Share, level: number): ShareEvidence {
  return { count: share.count, of: share.of, value: share.of === 0 ? null : share.count / share.of, ...alwaysValid(share, level) };
}

function difference(a: Interval, b: Interval): Interval {
  return { low: a.low - b.high, high: a.high - b.low };
}

/** Of something that should be at most `bound`. */
function verdictOf({ low, high }: Interval, bound: number): GuardrailVerdict {
  if (low > bound) return 'breached';
  return high <= bound ? 'safe' : 'undecided';
}
