/** Steps of an instance that have done what is done once only, whatever way leads past them again (X2). */
import type { Instance } from './state.ts';

export function isDone({ done }: Instance, step: string): boolean {
  return done?.includes(step) ?? false;
}

export function noteDone(instance: Instance, step: string): void {
  if (!isDone(instance, step)) instance.done = [...(instance.done ?? []), step];
}
