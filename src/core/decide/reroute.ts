/**
 * A step whose fallback has taken over. Who comes to it goes the fallback's way, but for a small share that probes it, or nobody could see it recover: a hash of the
 * instance and the step, so that it is the same wherever it is asked.
 */
import { type Said, VolanoError } from '../../base/index.ts';
import { rerouteWayOf, type Step } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import { said } from '../said.ts';
import type { CompiledFallback, Instruction, SendInstruction } from './instruction.ts';
import { rerouteKey } from './reroutes.ts';
import type { Active, Run } from './run.ts';

const PROBE = 0.05;

/** Throws VOLANO_DEFINITION_INVALID where it leads to a step that does not come later. */
export function fallbackOf(
  step: Step,
  { next, positions, path }: { readonly next: number; readonly positions: ReadonlyMap<string, number>; readonly path: string },
): CompiledFallback | undefined {
  const { fallback } = step;
  if (!fallback) return undefined;
  const { probe = PROBE } = fallback;
  const way = rerouteWayOf(step);
  if (way) {
    if (step.type !== 'send') invalid(`${path}.fallback`, said`only a send can go another way`);
    return { name: `${way.channel}/${way.template}`, probe, to: { way } };
  }
  if (!('step' in fallback)) return { name: 'skip', probe, to: { next } };
  const position = positions.get(fallback.step);
  if (position === undefined) invalid(`${path}.fallback.step`, said`no step "${fallback.step}" comes after "${step.id}"`);
  return { name: fallback.step, probe, to: { next: position } };
}

/** How an instance goes on at a step that is rerouted. */
export interface Detour {
  /** For the fact of its coming there. */
  readonly detail: JsonObject;
  readonly to: CompiledFallback['to'];
}

/** Undefined where the step goes its usual way, and for an instance that probes it. */
export function detourAt(run: Run, { journey, instance }: Active, { step, fallback }: Instruction): Detour | undefined {
  const { reroutes } = run.plan;
  if (!fallback || reroutes.size === 0) return undefined;
  const reroute = reroutes.get(rerouteKey(journey.id, step));
  if (!reroute?.on) return undefined;
  if (run.assign(`probe:${instance.id}:${step}`) < fallback.probe) return undefined;
  return { detail: { rerouted: fallback.name, because: reroute.reason, by: reroute.by }, to: fallback.to };
}

/** The send on the fallback's way alone. */
export function onWay<Sending extends SendInstruction>(instruction: Sending, way: SendInstruction['ways'][number]): Sending {
  return { ...instruction, ways: [way], preference: undefined, nextOnFailure: false, rerouted: true };
}

function invalid(path: string, problem: Said): never {
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem });
}
