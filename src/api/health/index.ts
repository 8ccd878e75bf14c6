export { Readiness, type ReadyReport } from './ready.ts';
export { type HealthReport, healthReport } from './report.ts';
export { languageAsked } from './texts.ts';
