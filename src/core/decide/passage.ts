/** How instances come to steps and leave them: what the figures of each step are counted from (J9). */
import type { Active, Run } from './run.ts';
import type { Instance } from './state.ts';

/** An instance has come to a step, or has left it. */
export interface Passage {
  readonly journey: string;
  readonly version: number;
  readonly step: string;
  /** `proceeded`: to what follows. `failed`: by its edge of failure, or its journey failed there. `exited`: its journey was left there, or a release has moved it elsewhere. */
  readonly how: 'entered' | 'proceeded' | 'failed' | 'exited';
  /** Why it failed or exited. */
  readonly rule?: string;
}

/** Once, however often it is asked what to do there. */
export function comesTo(run: Run, { instance }: Active, step: string): void {
  if (run.here.get(instance) === step) return;
  run.here.set(instance, step);
  run.passages.push(passage(instance, { step, how: 'entered' }));
}

/** The step at which it is has failed: it goes on by its edge of failure. */
export function failsHere(run: Run, { instance }: Active, rule: string): void {
  run.failures.set(instance, rule);
}

/** It leaves a step for what follows. */
export function goesOn(run: Run, { instance }: Active, step: string): void {
  const rule = run.failures.get(instance);
  run.passages.push(passage(instance, rule === undefined ? { step, how: 'proceeded' } : { step, how: 'failed', rule }));
  forget(run, instance);
}

/** It leaves the step at which it is for no other of its version. */
export function leaves(run: Run, instance: Instance, { how, rule }: { how: 'failed' | 'exited'; rule: string }): void {
  const step = run.here.get(instance) ?? instance.step;
  run.passages.push(passage(instance, { step, how, rule }));
  forget(run, instance);
}

export function passage({ journey, version }: Instance, what: Omit<Passage, 'journey' | 'version'>): Passage {
  return { journey, version, ...what };
}

function forget({ here, failures }: Run, instance: Instance): void {
  here.delete(instance);
  failures.delete(instance);
}
