/** The diagnosis of journeys: breaks found, alerted, rerouted and returned. */
export { DiagnosisDesk, type JourneyDiagnosis, type RerouteSaid, type StepDiagnosis } from './desk.ts';
