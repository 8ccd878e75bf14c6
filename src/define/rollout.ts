import type { Duration } from '../base/index.ts';
import type { StepEdits } from './edit.ts';
import type { Guardrail } from './guardrail.ts';

/** How far a version of a journey reaches, and for how long at least. */
export interface RolloutStage {
  /** Of customers, or of the values of a trait: which share is in, in percent, above 0 and at most 100. */
  readonly percent?: number;
  /** Values of the trait that are in besides, in this stage and all later ones. */
  readonly values?: readonly string[];
  /** How long it is held at least before the next one begins; default "1d". */
  readonly hold?: Duration;
}

/** How what is new of a journey reaches customers stage by stage. After the hold of the last stage it is there for everybody. */
export interface RolloutSettings {
  /** Whose share: of customers (default), or of the values of a trait (a store, a region), so that all customers of one value are in or out together. */
  readonly by?: 'customer' | { readonly trait: string };
  readonly stages: readonly RolloutStage[];
  /**
   * What is measured of those who entered the new version, all of it at once: a breach halts the rollout, and while one is undecided at the end of a hold it
   * waits. `noWorseBy` compares with those who entered the version before meanwhile.
   */
  readonly guardrails?: readonly Guardrail[];
  /**
   * What becomes of customers inside of the new version when it is halted, by the step that they rest at. Where nothing is said they move to the step of
   * the same name of the version before, and stay where it has none; out of a journey that is new they exit.
   */
  readonly onHalt?: StepEdits;
}

/** A journey of a release that reaches customers stage by stage. */
export interface RolledOut {
  readonly journey: string;
  /** The version that is new; 0: the journey goes. */
  readonly version: number;
  /** The version that everybody else has meanwhile; 0: the journey is new. */
  readonly before: number;
}

/** What a release brings stage by stage. */
export interface Rollout extends RolloutSettings {
  /** Number of the release; with ".JOURNEY" where it is of that journey alone. */
  readonly id: string;
  readonly journeys: readonly RolledOut[];
}

/** What a stage holds where it does not say. */
export const HOLD_DEFAULT: Duration = '1d';
