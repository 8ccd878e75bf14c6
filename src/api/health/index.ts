export { type HealthReport, healthReport } from './report.ts';
export { type Language, languageOf } from './texts.ts';
