/** learn/diagnosis: how the steps of journeys do, and whether their guardrails hold. */
export { breakKey, diagnose, diagnosedFrom, type RaisedBreak, type StepMeasurement } from './diagnose.ts';
export type { StepFigures } from './figures.ts';
export {
  type EvaluationOptions,
  evaluate,
  type GuardrailEvaluation,
  type GuardrailEvidence,
  type GuardrailFigures,
  type GuardrailVerdict,
  type ShareEvidence,
} from './guardrails.ts';
export { KeptFigures } from './kept.ts';
export { DROP_RULES, MESSAGE_ERRED, MESSAGE_REFUSED } from './outcomes.ts';
export { type DiagnosedStep, diagnosedSteps } from './steps.ts';
