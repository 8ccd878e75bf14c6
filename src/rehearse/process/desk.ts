/**
 * Simulations that people ask for, beside a running product.
 *
 * S1. One runs at a time, in a process of its own that gives way to the engine's.
 * S2. What is known of them is in memory: the running one and the latest that have ended. A restart forgets them.
 */
import { randomUUID } from 'node:crypto';
import { type Said, VolanoError } from '../../base/index.ts';
import type { Project, Release } from '../../define/index.ts';
import { said } from '../said.ts';
import type { SimulationAnswer } from './child.ts';
import { inProcess, type Simulating } from './simulating.ts';

export interface SimulationParts {
  /** Of the newest release and the unpublished changes. */
  readonly project: () => Promise<Project>;
  /** Ascending. */
  readonly releases: () => readonly Release[];
  /** Where the log is; undefined: not in a folder. */
  readonly dataFolder: string | undefined;
  /** Wall clock, ms. */
  readonly now: () => number;
}

export interface SimulationQuestion {
  /** First instant, ms. */
  readonly since: number;
  /** Whether the release in force is simulated beside it. */
  readonly compare: boolean;
}

/** How a simulation stands. */
export interface SimulationStanding extends SimulationQuestion, Partial<SimulationAnswer> {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  /** From 0 to 1. */
  readonly progress: number;
  /** Id of who asked. */
  readonly by: string;
  /** Wall clock, ms. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Number of the release that the unpublished changes stand on; 0 before the first. */
  readonly base: number;
  /** Of one that has failed. */
  readonly problem?: { readonly code: string; readonly reason: string };
}

const KEPT_MAX = 5;

/** What a running product offers of simulations (S1, S2). */
export class SimulationDesk {
  readonly #parts: SimulationParts;
  readonly #known = new Map<string, SimulationStanding>();
  #running: { readonly id: string; readonly simulating: Promise<Simulating> } | undefined;
  #isClosed = false;

  constructor(parts: SimulationParts) {
    this.#parts = parts;
  }

  /**
   * Begins one. Rejects with VOLANO_REHEARSAL_BUSY, with VOLANO_REHEARSAL_IMPOSSIBLE where the log lies in no folder, and as reading unpublished changes does
   * (VOLANO_CHANGE_OVERTAKEN).
   */
  async start(question: SimulationQuestion, by: string): Promise<SimulationStanding> {
    const { dataFolder, project, releases, now } = this.#parts;
    if (dataFolder === undefined) throw impossible(said`the log of a cluster is not simulated over`);
    if (this.#running || this.#isClosed) throw busy();
    const id = randomUUID();
    const begun = project().then((made) =>
      inProcess({ dataFolder, project: made, ...question }, (share) => this.#note(id, { progress: share })),
    );
    // Before anything is waited for: there is one at a time.
    this.#running = { id, simulating: begun };
    const base = releases().at(-1)?.number ?? 0;
    try {
      const { answer } = await begun;
      this.#known.set(id, { id, ...question, state: 'running', progress: 0, by, startedAt: now(), base });
      this.#forget();
      void this.#follow(id, answer);
      return this.of(id);
    } catch (error) {
      this.#running = undefined;
      throw error;
    }
  }

  /** Throws VOLANO_RESOURCE_UNKNOWN. */
  of(id: string): SimulationStanding {
    const found = this.#known.get(id);
    if (found) return found;
    throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'simulation', id });
  }

  /** Ends it, or forgets one that has ended. Rejects with VOLANO_RESOURCE_UNKNOWN. */
  async stop(id: string): Promise<void> {
    if (this.of(id).state !== 'running') {
      this.#known.delete(id);
      return;
    }
    this.#end(id, { state: 'stopped' });
    await (await this.#running?.simulating)?.stop();
    if (this.#running?.id === id) this.#running = undefined;
  }

  /** Ends whatever runs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const running = await this.#running?.simulating.catch(() => undefined);
    await running?.stop();
  }

  async #follow(id: string, answer: Promise<SimulationAnswer>): Promise<void> {
    try {
      const answered = await answer;
      this.#end(id, { state: 'done', progress: 1, ...answered });
    } catch (error) {
      const isOurs = error instanceof VolanoError;
      // What went wrong inside belongs into the server's log.
      if (!isOurs && !this.#isClosed) process.emitWarning(error instanceof Error ? error : String(error));
      const problem = isOurs
        ? { code: error.code, reason: error.message }
        : { code: 'VOLANO_REQUEST_FAILED', reason: 'The simulation has failed; the log of the server has the reason.' };
      this.#end(id, { state: 'failed', problem });
    }
    if (this.#running?.id === id) this.#running = undefined;
  }

  /** Of one that runs: what has ended stays as it has. */
  #note(id: string, news: Partial<SimulationStanding>): void {
    const known = this.#known.get(id);
    if (known?.state === 'running') this.#known.set(id, { ...known, ...news });
  }

  #end(id: string, news: Partial<SimulationStanding>): void {
    this.#note(id, { ...news, endedAt: this.#parts.now() });
  }

  #forget(): void {
    for (const id of [...this.#known.keys()].slice(0, -KEPT_MAX)) this.#known.delete(id);
  }
}

function busy(): VolanoError {
  return new VolanoError('VOLANO_REHEARSAL_BUSY', { problem: said`A simulation is running already.` });
}

function impossible(problem: Said): VolanoError {
  return new VolanoError('VOLANO_REHEARSAL_IMPOSSIBLE', { problem });
}
