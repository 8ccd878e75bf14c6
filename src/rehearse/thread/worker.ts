/** The thread of a rehearsal: does one job and says what came of it. What would take the server's time, or its memory, takes that of this thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorCode, type ErrorDetails, VolanoError } from '../../base/index.ts';
import { runTrial } from '../trial/trial.ts';
import type { TrialReport, TrialWish } from '../trial/wish.ts';

/** What there is to do. */
export type Job = { readonly type: 'trial'; readonly wish: TrialWish };

/** From the thread. `error`: of the catalogue, or what went wrong inside. */
export type FromThread =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'done'; readonly answer: TrialReport }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly type: 'failed'; readonly problem: string };

async function run(job: Job, say: (message: FromThread) => void): Promise<void> {
  try {
    say({ type: 'done', answer: await runTrial(job.wish) });
  } catch (error) {
    if (error instanceof VolanoError) say({ type: 'refused', code: error.code, details: error.details });
    else say({ type: 'failed', problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

if (parentPort) {
  const port = parentPort;
  await run(workerData as Job, (message) => port.postMessage(message));
}
