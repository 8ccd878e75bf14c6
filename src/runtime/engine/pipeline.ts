/**
 * The engine at work: while a commit is under way batches are prepared for the next one (R7). Outcomes are announced in order, each when it is on
 * disk. Who has caught up commits at once.
 */
import type { BatchOutcome, Engine } from './engine.ts';
import type { Signal } from './signal.ts';

export interface PipelineOptions {
  /** Asked before each batch. */
  readonly going: () => boolean;
  /** A commit is on disk. `batchMs`: since its first entries began to be read. */
  readonly done: (outcome: BatchOutcome, batchMs: number) => void;
  /** A batch could not be prepared or committed; it is tried again. */
  readonly problem: (error: unknown) => void;
  /** Raised by others when there is more in the log or it is time to stop, and here when a commit has ended. */
  readonly signal: Signal;
  /** How long to wait after a problem, ms. */
  readonly retryMs: number;
  /** Entries that a commit waits for while there is more in the log, by how late the engine is, ms. */
  readonly commitMin?: (lagMs: number) => number;
}

/** Later than this the engine is slower than what comes in; before that, it is only catching up with what came while it stood still. */
const LATE_MS = 200;
/**
 * Customers of so many entries share the pages that are written for them: half as much for each as with hundreds. They are a tenth of a second of
 * work, which is little to who is late and much to who is not.
 */
const COMMIT_LATE = 2_000;
const COMMIT_NEAR = 250;

/** Runs until it is told to stop. Resolves when what was begun has been committed or has failed. */
export async function runPipeline(engine: Engine, options: PipelineOptions): Promise<void> {
  const { going, problem, signal, retryMs, commitMin = entriesWorthwhile } = options;
  const commit = new CommitUnderWay(signal);
  let startedAt = 0;
  while (going()) {
    try {
      if (engine.waiting === 0) startedAt = performance.now();
      const prepared = !engine.isFull && (await engine.prepare());
      if (commit.isOver) await commit.end();
      if (
        engine.waiting > 0 &&
        !commit.isUnderWay &&
        !(prepared && engine.isBehind && engine.waiting < commitMin(Date.now() - engine.meta.progress.at))
      ) {
        const since = startedAt;
        commit.begin(engine.commit().then((outcome) => options.done(outcome, performance.now() - since)));
        // The carrier begins to write within two turns of the event loop; preparing on would keep it waiting.
        await turn();
        await turn();
      } else if (!prepared) await signal.wait();
    } catch (error) {
      await commit.end().catch(() => {});
      engine.forget();
      problem(error);
      await signal.wait(retryMs);
    }
  }
  await commit.end().catch(problem);
}

function entriesWorthwhile(lagMs: number): number {
  return lagMs > LATE_MS ? COMMIT_LATE : COMMIT_NEAR;
}

/** At most one. */
class CommitUnderWay {
  readonly #signal: Signal;
  #ended: Promise<void> | undefined;
  isOver = false;

  constructor(signal: Signal) {
    this.#signal = signal;
  }

  get isUnderWay(): boolean {
    return this.#ended !== undefined;
  }

  begin(ended: Promise<void>): void {
    this.#ended = ended;
    const over = (): void => {
      this.isOver = true;
      this.#signal.raise();
    };
    ended.then(over, over);
  }

  /** Rejects if the commit has failed, once. */
  async end(): Promise<void> {
    const ended = this.#ended;
    try {
      await ended;
    } finally {
      this.#ended = undefined;
      this.isOver = false;
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
