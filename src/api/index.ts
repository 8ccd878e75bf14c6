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
export type { HealthReport } from './health/index.ts';
export type { Counters, LatencySummary } from './live/index.ts';
export { type ApiOptions, registerApi } from './register.ts';
export { serveApi } from './serve.ts';
