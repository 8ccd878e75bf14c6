/** learn/diagnosis: how the steps of journeys do, and whether their guardrails hold. */
export { breakKey, diagnose, diagnosedFrom, type RaisedBreak, type StepMeasurement } from './diagnose.ts';
export { countSteps, DROP_RULES, type StepFigures } from './figures.ts';
export {
  type EvaluationOptions,
  evaluate,
  type GuardrailEvaluation,
  type GuardrailEvidence,
  type GuardrailFigures,
  type GuardrailVerdict,
  type ShareEvidence,
} from './guardrails.ts';
export { type DiagnosedStep, diagnosedSteps } from './steps.ts';
