/** learn/diagnosis: how the steps of journeys do, and whether their guardrails hold. */
export {
  type EvaluationOptions,
  evaluate,
  type GuardrailEvaluation,
  type GuardrailEvidence,
  type GuardrailFigures,
  type GuardrailVerdict,
  type ShareEvidence,
} from './guardrails.ts';
