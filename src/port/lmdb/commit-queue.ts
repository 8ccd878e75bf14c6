/**
 * Group commit: what is asked for while a transaction is being written goes into the next one, together.
 *
 * Q1. The writes of one job are in one transaction: they are stored whole or not at all, at any crash.
 * Q2. Jobs are stored in the order of the calls. When a transaction fails, every job asked for before the failure was known fails too, so
 *     that no job is stored without those before it.
 * Q3. A resolved job is on disk (N1).
 * Q4. After a failure the next job is tried anew: when space is back, writing goes on.
 * Q5. A job may refuse itself for what the jobs before it have put: it rejects with its reason, and those around it are stored without it.
 * Q6. The last room of a disk is left alone: jobs are refused before LMDB could run into the end. Its binding (lmdb 3.5.6) writes the report of a write
 *     that fails into memory that is too short for it, and the process dies of that later, anywhere.
 */
import { statfsSync } from 'node:fs';
import { VolanoError, verbatim } from '../../base/index.ts';
import { said } from '../said.ts';
import type { Environment } from './environment.ts';

/** Puts and removes, and must not throw; or puts nothing and returns why. `isFirst`: of the jobs of a transaction. */
type JobWrite = (isFirst: boolean) => Error | undefined;

interface Job {
  readonly write: JobWrite;
  readonly resolve: () => void;
  readonly reject: (cause: Error) => void;
}

/** More than a transaction of the engine grows a file by. */
const LEFT_BYTES = 64 * 1024 * 1024;

/** Bytes that may still be written where this path is. */
function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

export class CommitQueue {
  readonly #environment: Environment;
  readonly #path: string;
  readonly #free: (path: string) => number;
  #pending: Job[] = [];
  #draining: Promise<void> | undefined;

  /** `free`: asked before each transaction, bytes. */
  constructor(environment: Environment, path: string, free: (path: string) => number = freeBytes) {
    this.#environment = environment;
    this.#path = path;
    this.#free = free;
  }

  /** Runs `write` in a transaction. Rejects with VOLANO_DISK_FULL, or with what `write` returns. */
  run(write: JobWrite): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ write, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when nothing is waiting. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  async #drain(): Promise<void> {
    // Requests that arrive in the same turn of the event loop share the first transaction.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) {
      const jobs = this.#pending;
      this.#pending = [];
      try {
        this.#assertRoom();
        let refusals: readonly (Error | undefined)[] = [];
        await this.#environment.root.batch(() => {
          refusals = jobs.map((job, i) => job.write(i === 0));
        });
        for (const [i, job] of jobs.entries()) {
          const refusal = refusals[i];
          if (refusal) job.reject(refusal);
          else job.resolve();
        }
      } catch (cause) {
        const error = await this.#explain(cause);
        const after = this.#pending;
        this.#pending = [];
        for (const job of [...jobs, ...after]) job.reject(error);
      }
    }
    this.#draining = undefined;
  }

  #assertRoom(): void {
    const free = this.#free(this.#path);
    if (free < LEFT_BYTES)
      throw new VolanoError('VOLANO_DISK_FULL', { path: this.#path, reason: said`${Math.floor(free / 1024 ** 2)} MB are left` });
  }

  async #explain(cause: unknown): Promise<Error> {
    if (cause instanceof VolanoError) return cause;
    const reason = await innermost(cause);
    if (!DISK_CODES.has(reason.code ?? 0)) return reason;
    return new VolanoError(
      'VOLANO_DISK_FULL',
      { path: this.#path, reason: verbatim(reason.message.split(':')[0] ?? '') },
      { cause: reason },
    );
  }
}

/** EIO (LMDB's word for a short write), EFBIG, ENOSPC, EDQUOT on Linux and macOS, MDB_MAP_FULL. */
const DISK_CODES: ReadonlySet<number> = new Set([5, 27, 28, 69, 122, -30792]);

type LmdbError = Error & { readonly code?: number };

/** lmdb rejects with a wrapper whose `commitError` is a promise of the cause; not taking it up would be an unhandled rejection. */
async function innermost(cause: unknown): Promise<LmdbError> {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (!('commitError' in error)) return error;
  return Promise.resolve(error.commitError).then(
    () => error,
    (inner: LmdbError) => inner,
  );
}
