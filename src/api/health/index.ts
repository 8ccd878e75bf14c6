export { Readiness, type ReadyReport } from './ready.ts';
export { type HealthReport, healthReport } from './report.ts';
export { type Language, languageOf } from './texts.ts';
