/** The main thread's handle on the thread of a rehearsal. */
import { Worker } from 'node:worker_threads';
import { type Said, VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';
import type { FromThread, Job } from './worker.ts';

export interface ThreadOptions {
  /** Longer than this it takes no rehearsal that anybody waits for, ms of the machine's clock; absent: as long as it takes. */
  readonly limitMs?: number;
  /** Of its objects. */
  readonly memoryMb: number;
  /** From 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** A job on its way. */
export interface Threaded<Answer> {
  /** Rejects with what the job rejects with, and with VOLANO_REHEARSAL_LIMIT where it takes too long or too much, or was stopped. */
  readonly answer: Promise<Answer>;
  /** Ends it, wherever it is. */
  readonly stop: () => Promise<void>;
}

export function inThread<Answer>(job: Job, { limitMs, memoryMb, onProgress }: ThreadOptions): Threaded<Answer> {
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  let timer: NodeJS.Timeout | undefined;
  let stopped = said`it was stopped`;
  const stop = async (): Promise<void> => {
    await worker.terminate();
  };
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (message.type === 'progress') onProgress?.(message.share);
      else if (message.type === 'done') resolve(message.answer as Answer);
      else if (message.type === 'refused') reject(new VolanoError(message.code, message.details));
      else reject(new Error(`A rehearsal has failed: ${message.problem}`));
    });
    worker.on('error', (error) => reject(isOutOfMemory(error) ? limit(said`it needs more than ${memoryMb} MB of memory`) : error));
    // After an answer this says nothing any more.
    worker.on('exit', () => reject(limit(stopped)));
    if (limitMs === undefined) return;
    timer = setTimeout(() => {
      stopped = said`it has taken longer than ${Math.round(limitMs / 1_000)} s`;
      void stop();
    }, limitMs);
  });
  return { answer: answer.finally(() => clearTimeout(timer)), stop };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function limit(problem: Said): VolanoError {
  return new VolanoError('VOLANO_REHEARSAL_LIMIT', { problem });
}
