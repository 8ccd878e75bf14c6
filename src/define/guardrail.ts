/** Guardrails: how bad a step, a journey or a release may become before something is done about it. */
import type { Duration, Said } from '../base/index.ts';
import { said } from './said/said.ts';
import type { Text } from './text.ts';

/**
 * What is measured of those who came to a step (or entered a journey), each a share. `conversion`: reached the goal in time, or, where a journey has none, went on.
 * `drop`: left by an exit of the journey. `stall`: still there when their time was over. `error`: their message failed, bounced or was not heard of, or the
 * journey failed there. `fatigue`: unsubscribed or complained in answer to its message.
 */
export type GuardrailMeasure = 'conversion' | 'drop' | 'stall' | 'error' | 'fatigue';

/** One measure and its bound: exactly one of `atMost`, `atLeast` and `noWorseBy`. */
export interface Guardrail {
  readonly measure: GuardrailMeasure;
  /** Shares in [0, 1] that may not be exceeded, or have to be reached. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** In (0, 1], as a difference of shares: at most so much worse than what it is compared with: its own past, or another version. */
  readonly noWorseBy?: number;
  /** With fewer customers (or messages) nothing is said. Default 100. */
  readonly minimum?: number;
  /** Those are counted who came in the last such time, of all who have had their time. Default "1d". */
  readonly window?: Duration;
  /**
   * How much time each has. Default: of `error` "1h", of `fatigue` "7d", else a day longer than the step may last by itself (its wait, its timeout).
   */
  readonly within?: Duration;
}

/** Their names. */
export const GUARDRAIL_MEASURES: Readonly<Record<GuardrailMeasure, Text>> = {
  conversion: { en: 'conversion', zh: '转化率' },
  drop: { en: 'drop', zh: '退出率' },
  stall: { en: 'stall', zh: '停滞率' },
  error: { en: 'error', zh: '错误率' },
  fatigue: { en: 'fatigue', zh: '疲劳率' },
};

/** Default of `minimum`. */
export const GUARDRAIL_MINIMUM = 100;
/** Default of `window`. */
export const GUARDRAIL_WINDOW: Duration = '1d';

/** A guardrail: `guardrail({ measure: 'error', atMost: 0.05 })`. */
export function guardrail(given: Guardrail): Guardrail {
  return given;
}

/** What is wrong with a guardrail that no schema can state; undefined: nothing. */
export function guardrailFault({ measure, atMost, atLeast, noWorseBy }: Guardrail): Said | undefined {
  if ([atMost, atLeast, noWorseBy].filter((bound) => bound !== undefined).length !== 1)
    return said`a guardrail has one bound: atMost, atLeast or noWorseBy`;
  if (measure === 'conversion' ? atMost !== undefined : atLeast !== undefined)
    return measure === 'conversion'
      ? said`more conversion is no break: say atLeast or noWorseBy`
      : said`less of ${GUARDRAIL_MEASURES[measure]} is no break: say atMost or noWorseBy`;
  return undefined;
}
