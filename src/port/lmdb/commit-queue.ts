/**
 * Group commit: what is asked for while a transaction is being written goes into the next one, together.
 *
 * Q1. The writes of one job are in one transaction: they are stored whole or not at all, at any crash.
 * Q2. Jobs are stored in the order of the calls. When a transaction fails, every job asked for before the failure was known fails too, so
 *     that no job is stored without those before it.
 * Q3. A resolved job is on disk (N1).
 * Q4. After a failure the next job is tried anew: when space is back, writing goes on.
 * Q5. A job may refuse itself for what the jobs before it have put: it rejects with its reason, and those around it are stored without it.
 */
import { VolanoError } from '../../base/index.ts';
import type { Environment } from './environment.ts';

/** Puts and removes, and must not throw; or puts nothing and returns why. `isFirst`: of the jobs of a transaction. */
type JobWrite = (isFirst: boolean) => Error | undefined;

interface Job {
  readonly write: JobWrite;
  readonly resolve: () => void;
  readonly reject: (cause: Error) => void;
}

export class CommitQueue {
  readonly #environment: Environment;
  readonly #path: string;
  #pending: Job[] = [];
  #draining: Promise<void> | undefined;

  constructor(environment: Environment, path: string) {
    this.#environment = environment;
    this.#path = path;
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

  async #explain(cause: unknown): Promise<Error> {
    const reason = await innermost(cause);
    if (!DISK_CODES.has(reason.code ?? 0)) return reason;
    return new VolanoError('VOLANO_DISK_FULL', { path: this.#path, reason: reason.message.split(':')[0] ?? '' }, { cause: reason });
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
