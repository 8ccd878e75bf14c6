/** api: the product's HTTP face for people and programs, and the console's files. */
export type {
  ApiDependencies,
  Measures,
  Profile,
  ProfileLookup,
  ReleaseSummary,
  TraceStep,
  VisitorKey,
} from './deps.ts';
export { apiDocument } from './document.ts';
export type { HealthReport } from './health/index.ts';
export type { Counters, LatencySummary } from './live/index.ts';
export { type ApiOptions, registerApi } from './register.ts';
export type { OpenApi } from './route/index.ts';
export { serveApi } from './serve.ts';
