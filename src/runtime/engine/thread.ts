/** The main thread's handle on the engine's thread. */
import { Worker } from 'node:worker_threads';
import type { BatchListener, EngineLink, EngineStatus, Place } from './link.ts';
import type { EngineThreadData, FromEngine, ToEngine } from './worker.ts';

/** What a batch makes dies with it: a young generation of a few batches keeps next to nothing, and is cleared in a moment. */
const YOUNG_MB = 64;

export class EngineThread implements EngineLink {
  readonly #worker: Worker;
  readonly engineVersion: string;
  status: EngineStatus;
  #listeners: BatchListener[] = [];
  #waiters: { readonly position: number; readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  readonly #problemListeners: ((problem: string | undefined) => void)[] = [];
  #dead: Error | undefined;
  #stopped: (() => void) | undefined;
  #ended: () => void = () => {};
  /** Of the log, as far as is known. */
  #end = 0;
  #going = false;
  /** Resolves when nothing more will come of it. */
  readonly ended: Promise<void> = new Promise((resolve) => {
    this.#ended = resolve;
  });

  /** Resolves when the state store is open; batches begin with `go`. */
  static open(data: EngineThreadData): Promise<EngineThread> {
    const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    const worker = new Worker(new URL(file, import.meta.url), { workerData: data, resourceLimits });
    return new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (message: FromEngine) => {
        worker.off('error', reject);
        if (message.type === 'opened') resolve(new EngineThread(worker, message));
      });
    });
  }

  private constructor(worker: Worker, opened: Extract<FromEngine, { type: 'opened' }>) {
    this.#worker = worker;
    const { type: _, engineVersion, ...status } = opened;
    this.engineVersion = engineVersion;
    this.status = { ...status, problem: undefined };
    worker.on('message', (message: FromEngine) => this.#hear(message));
    worker.on('error', (error) => this.#die(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.#die(new Error('The engine thread has ended')));
  }

  onBatch(listener: BatchListener): void {
    this.#listeners.push(listener);
  }

  /** Called when a batch could not be committed, and when the thread has ended unasked. */
  onProblem(listener: (problem: string | undefined) => void): void {
    this.#problemListeners.push(listener);
  }

  go(): void {
    this.#going = true;
    this.#tell({ type: 'go' });
  }

  appended(end: number): void {
    this.#end = Math.max(this.#end, end);
    if (this.#going) this.#tell({ type: 'appended' });
  }

  sunk(seq: number): void {
    this.#tell({ type: 'sunk', seq });
  }

  caughtUp(waitingMax = 0): Promise<void> {
    return this.reached({ position: this.#end - waitingMax });
  }

  reached({ position }: Pick<Place, 'position'>): Promise<void> {
    if (this.#dead) return Promise.reject(this.#dead);
    if (this.status.position >= position) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiters.push({ position, resolve, reject }));
  }

  async stop(): Promise<void> {
    if (this.#dead) return;
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    this.#tell({ type: 'stop' });
    await stopped;
  }

  #tell(message: ToEngine): void {
    if (!this.#dead) this.#worker.postMessage(message);
  }

  #hear(message: FromEngine): void {
    if (message.type === 'batch') {
      const { position, at, seq, nextWakeAt, runOpen, backfill, counters, effects = this.status.effects } = message.outcome;
      this.status = { position, at, seq, nextWakeAt, runOpen, backfill, effects, counters, problem: undefined };
      for (const listener of this.#listeners) listener({ ...message.outcome, effects }, message.batchMs);
      this.#waiters = this.#waiters.filter((waiter) => {
        if (waiter.position > position) return true;
        waiter.resolve();
        return false;
      });
    } else if (message.type === 'problem') this.#trouble(message.problem);
    else if (message.type === 'stopped') this.#die(new Error('The engine has stopped'));
  }

  #trouble(problem: string | undefined): void {
    this.status = { ...this.status, problem };
    for (const listener of this.#problemListeners) listener(problem);
  }

  #die(error: Error): void {
    this.#ended();
    this.#dead ??= error;
    this.#trouble(this.#stopped ? undefined : error.message);
    this.#stopped?.();
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters = [];
  }
}
