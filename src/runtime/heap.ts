/**
 * How V8 collects garbage in this process, all threads of it.
 *
 * Marking beside the program takes one thread instead of as many as there are: with two cores the engine would otherwise stand still for a
 * third of a second each time its heap is gone through. And a heap may grow to two and a half times what was left of it: the main
 * thread's small heap, through which every request's bytes pass, was gone through twice a second. Young generations are cleared by the
 * thread they belong to: helpers that share two cores with the engine spend more on waiting for each other than they save.
 */
import { setFlagsFromString } from 'node:v8';

export const HEAP_FLAGS: readonly string[] = [
  '--concurrent-marking-max-worker-num=1',
  '--heap-growing-percent=150',
  '--no-parallel-scavenge',
];

/** Before threads are started. */
export function tuneHeap(): void {
  for (const flag of HEAP_FLAGS) setFlagsFromString(flag);
}
