/** What a process has begun may wait for others, who may be ending as well: it is waited for, and not for ever. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for what goes on at all. */
export const ENDING_MS = 5_000;

/** Resolves as `done` does. After `patienceMs` `giveUp` is called, upon which `done` has to end. */
export async function endedWithin<Result>(
  done: Promise<Result>,
  giveUp: () => Promise<void>,
  patienceMs: number = ENDING_MS,
): Promise<Result> {
  const late = Symbol();
  const first = await Promise.race([done, sleep(patienceMs, late, { ref: false })]);
  if (first !== late) return first as Result;
  await giveUp();
  return done;
}
