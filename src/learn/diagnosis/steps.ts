/** The steps of a journey as diagnosis looks at them: what is held against each, and how much time its customers have. Pure. */
import { DAY, durationMs, HOUR } from '../../base/index.ts';
import { type Guardrail, type GuardrailMeasure, handsOver, type JourneyDefinition, listsWithin, type Step } from '../../define/index.ts';

/** How long after its coming a customer (`flow`), or after its decision a message (`error`, `fatigue`), is counted, ms. */
export interface StepTimes {
  readonly flow: number;
  readonly error: number;
  readonly fatigue: number;
}

/** What diagnosis knows of a step beforehand. */
export interface DiagnosedStep {
  readonly journey: string;
  readonly step: string;
  /** Conversion is reaching the goal; else going on. */
  readonly hasGoal: boolean;
  /** It hands messages over. */
  readonly hands: boolean;
  /** Some time may be spent there. */
  readonly stayMs: number;
  readonly times: StepTimes;
  readonly guardrails: readonly Guardrail[];
  readonly hasFallback: boolean;
}

const ERROR_WITHIN = HOUR;
const FATIGUE_WITHIN = 7 * DAY;

/** In reading order. */
export function diagnosedSteps({ id, goal, steps }: JourneyDefinition): DiagnosedStep[] {
  return [...allSteps(steps)].map((step) => {
    const { guardrails = [], fallback } = step;
    const stayMs = stayOf(step);
    const times = {
      flow: longest(guardrails, ['conversion', 'drop', 'stall']) ?? stayMs + DAY,
      error: longest(guardrails, ['error']) ?? (handsOver(step) ? ERROR_WITHIN : stayMs + DAY),
      fatigue: longest(guardrails, ['fatigue']) ?? FATIGUE_WITHIN,
    };
    return {
      journey: id,
      step: step.id,
      hasGoal: goal !== undefined,
      hands: handsOver(step),
      stayMs,
      times,
      guardrails,
      hasFallback: fallback !== undefined,
    };
  });
}

function* allSteps(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    for (const list of listsWithin(step)) yield* allSteps(list.steps);
  }
}

/** Guardrails of a step that count the same customers count them after the longest of their times. */
function longest(guardrails: readonly Guardrail[], measures: readonly GuardrailMeasure[]): number | undefined {
  const times = guardrails.flatMap(({ measure, within }) => (measures.includes(measure) && within !== undefined ? durationMs(within) : []));
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** How long a customer may rest at the step by what it says itself, ms; guard's deferrals are none of it. */
function stayOf(step: Step): number {
  if (step.type === 'wait') return step.duration === undefined ? 8 * DAY : durationMs(step.duration);
  if (step.type === 'wait_for') return durationMs(step.timeout);
  if (!handsOver(step) || !step.await) return 0;
  const ways = step.type === 'send' && step.nextOnFailure ? 1 + (step.fallbacks?.length ?? 0) : 1;
  return ways * durationMs(step.await.timeout);
}
