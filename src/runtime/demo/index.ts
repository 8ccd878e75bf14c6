/** The demo: a year of a shop through the whole loop, checked three ways. */
export type { DemoApp, LiveCounters, LiveCustomer, StartDemoApp } from './app.ts';
export { capturedAfter } from './captured.ts';
export type { Check } from './check/checks.ts';
export { claimsOf, covers } from './check/truth.ts';
export { examplesFolder } from './examples.ts';
export { type OmniOptions, openOmni } from './feed/omni.ts';
export { openRetail, type RetailOptions } from './feed/retail.ts';
export type { Scenario } from './feed/scenario.ts';
export type { Sample } from './feed/survey.ts';
export { type LiftTrial, type LiftTrialOptions, runLiftTrial } from './lift-trial.ts';
export { checksText } from './print.ts';
export type { Screen } from './progress.ts';
export { type DemoOptions, type DemoResult, runDemo } from './run.ts';
export { type DemoLocale, type DemoSay, demoSay } from './texts/index.ts';
