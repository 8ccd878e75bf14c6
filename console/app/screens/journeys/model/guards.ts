/** What is held against a step, and what is done instead of it: what may be said, and what is missing in it. */
import type { Journey, Step } from './document.ts';
import { laterSteps } from './later.ts';

export type Guardrail = NonNullable<Step['guardrails']>[number];
export type Fallback = NonNullable<Step['fallback']>;

export const MEASURES = ['error', 'conversion', 'drop', 'stall', 'fatigue'] as const satisfies readonly Guardrail['measure'][];
export type Bound = 'atMost' | 'atLeast' | 'noWorseBy';
export const GUARDRAILS_MAX = 10;
/** With fewer customers nothing may be said. */
export const MINIMUM_LEAST = 10;
/** Share of those who take a rerouted step all the same: where nothing is set, and its bounds. */
export const PROBE = 0.05;
export const PROBE_LEAST = 0.001;
export const PROBE_MOST = 0.5;

/** Of conversion there can be too little, of all else too much. */
export function boundsOf(measure: Guardrail['measure']): readonly Bound[] {
  return [measure === 'conversion' ? 'atLeast' : 'atMost', 'noWorseBy'];
}

export function boundOf({ atLeast, noWorseBy }: Guardrail): Bound {
  return noWorseBy !== undefined ? 'noWorseBy' : atLeast !== undefined ? 'atLeast' : 'atMost';
}

/** With another measure; its bound stays where that can be. */
export function measuring(of: Guardrail, measure: Guardrail['measure']): Guardrail {
  const bound = boundOf(of);
  return bounded({ ...of, measure }, boundsOf(measure).includes(bound) ? bound : boundsOf(measure)[0]!, of[bound]);
}

/** With this bound alone. */
export function bounded({ atMost: _, atLeast: __, noWorseBy: ___, ...of }: Guardrail, bound: Bound, share = 0.05): Guardrail {
  return { ...of, [bound]: share };
}

/** `path`: within the step. */
export interface GuardFault {
  readonly path: string;
  readonly what: 'worse' | 'later' | 'onlySend' | 'channel' | 'template';
}

export function guardFaults(journey: Pick<Journey, 'steps'>, step: Step): readonly GuardFault[] {
  const worse = (step.guardrails ?? []).flatMap(({ noWorseBy }, index): readonly GuardFault[] =>
    noWorseBy !== undefined && noWorseBy <= 0 ? [{ path: `guardrails[${index}].noWorseBy`, what: 'worse' }] : [],
  );
  return [...worse, ...(step.fallback ? fallbackFaults(journey, step, step.fallback) : [])];
}

function fallbackFaults(journey: Pick<Journey, 'steps'>, { id, type }: Step, fallback: Fallback): readonly GuardFault[] {
  if ('step' in fallback)
    return laterSteps(journey, id).some((one) => one.id === fallback.step) ? [] : [{ path: 'fallback.step', what: 'later' }];
  if (!('channel' in fallback)) return [];
  if (type !== 'send') return [{ path: 'fallback', what: 'onlySend' }];
  return (['channel', 'template'] as const).filter((name) => fallback[name] === '').map((what) => ({ path: 'fallback', what }));
}
