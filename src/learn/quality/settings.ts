/** What is held against the data; a workspace may say otherwise (`quality`). */
import type { QualityDefinition } from '../../define/index.ts';

export type Rate = 'missing' | 'invalid' | 'range' | 'unplanned' | 'late' | 'duplicate' | 'refused';

export const RATES: readonly Rate[] = ['missing', 'invalid', 'range', 'unplanned', 'late', 'duplicate', 'refused'];

export interface QualitySettings {
  /** Shares above which an alert is raised. */
  readonly limits: Readonly<Record<Rate, number>>;
  /** Robust z-score from which on a rate (upwards) or a volume (either way) is a breach. */
  readonly z: number;
  /** Score of a source below which an alert is raised. */
  readonly score: number;
  /** An hour with fewer events says nothing. */
  readonly eventsMin: number;
}

const DEFAULTS: QualitySettings = {
  limits: { missing: 0.05, invalid: 0.05, range: 0.05, unplanned: 0.2, late: 0.2, duplicate: 0.1, refused: 0.05 },
  z: 5,
  score: 70,
  eventsMin: 50,
};

/** What a workspace says, and the defaults for the rest. */
export function qualitySettings({ limits = {}, ...rest }: QualityDefinition = {}): QualitySettings {
  return { ...DEFAULTS, ...rest, limits: { ...DEFAULTS.limits, ...limits } };
}

/** An alert is cleared when the value is back below this share of what raised it. */
export const CLEARED_AT = 0.8;

/** How much each rate can take from a source's 100, at its limit and beyond; and a volume that is out of the ordinary. They add up to 100. */
export const WEIGHTS: Readonly<Record<Rate | 'volume', number>> = {
  missing: 20,
  invalid: 20,
  refused: 20,
  range: 10,
  late: 10,
  duplicate: 5,
  unplanned: 5,
  volume: 10,
};
