/**
 * Rehearsals that people ask for, beside a running product.
 *
 * R1. Each runs in a thread of its own that ends with it: the server and the engine do not wait for it.
 * R2. One trial runs at a time, one of each member; a few wait for their turn, in the order in which they came.
 * R3. What is tried is the newest release with all unpublished changes.
 * R4. A known customer is copied when the trial's turn comes; the trial has the copy and no way to where it was taken from. Where it turns out that the customer's
 *     events are needed, they are read and the trial is made once more.
 */
import { type Said, VolanoError } from '../../base/index.ts';
import type { Project, Release } from '../../define/index.ts';
import type { KnownRows, PastRecord, ProfileLookup } from '../../runtime/rehearsal/index.ts';
import { said } from '../said.ts';
import type { TrialReport, TrialWish } from '../trial/wish.ts';
import { inThread, type Threaded } from './thread.ts';

export interface RehearsalParts {
  /** Of the newest release and the unpublished changes. */
  readonly project: () => Promise<Project>;
  /** Ascending. */
  readonly releases: () => readonly Release[];
  /** All that is stored of a customer; undefined when there is no such one. */
  readonly knownRows: (lookup: ProfileLookup) => Promise<KnownRows | undefined>;
  /** The events that have led to them; undefined where they cannot be told. */
  readonly knownPast: (known: KnownRows) => Promise<readonly PastRecord[] | undefined>;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** How long a trial may take, ms; default 20 s. */
  readonly trialMsMax?: number;
}

export interface TrialQuestion extends Omit<TrialWish, 'project' | 'start' | 'known' | 'past'> {
  /** A customer whom the product knows; absent: somebody made up. */
  readonly whom?: ProfileLookup;
}

/** A trial, and of what. */
export interface Trialled extends TrialReport {
  /** Number of the release that the unpublished changes stand on; 0 before the first. */
  readonly release: number;
}

const TRIAL_MS = 20_000;
const TRIAL_MB = 512;
const WAITING_MAX = 8;

/** What a running product offers of rehearsals (R1 to R3). */
export class RehearsalDesk {
  readonly #parts: RehearsalParts;
  readonly #asking = new Set<string>();
  readonly #running = new Set<Threaded<unknown>>();
  /** Ends when those that came before are done. */
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(parts: RehearsalParts) {
    this.#parts = parts;
  }

  /**
   * Tries a journey. `by`: who asks. Rejects as `runTrial` does, with VOLANO_RESOURCE_UNKNOWN when there is no such customer, as reading unpublished changes does (VOLANO_CHANGE_OVERTAKEN), with VOLANO_REHEARSAL_BUSY and with
   * VOLANO_REHEARSAL_LIMIT.
   */
  async test(question: TrialQuestion, by: string): Promise<Trialled> {
    if (this.#asking.has(by)) throw busy(said`A test of yours is running already.`);
    if (this.#asking.size > WAITING_MAX) throw busy(said`${WAITING_MAX} tests wait for their turn already.`);
    this.#asking.add(by);
    try {
      const before = this.#turn;
      const mine = before.then(() => this.#trial(question));
      this.#turn = mine.catch(() => undefined);
      return await mine;
    } finally {
      this.#asking.delete(by);
    }
  }

  /** Ends whatever runs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#running].map(({ stop }) => stop()));
  }

  async #trial({ whom, ...question }: TrialQuestion): Promise<Trialled> {
    const { project, releases, knownRows, knownPast, now } = this.#parts;
    const release = releases().at(-1)?.number ?? 0;
    const known = whom && (await knownRows(whom));
    if (whom && !known) throw unknown(whom);
    const wish: TrialWish = { ...question, project: await project(), start: known?.at ?? now(), ...(known && { known }) };
    const report = await this.#run(wish);
    const past = known && report.known?.unknownPast.length ? await knownPast(known) : undefined;
    return { ...(past ? await this.#run({ ...wish, past }) : report), release };
  }

  async #run(wish: TrialWish): Promise<TrialReport> {
    if (this.#isClosed) throw busy(said`The server is about to stop.`);
    const { trialMsMax = TRIAL_MS } = this.#parts;
    const threaded = inThread<TrialReport>({ type: 'trial', wish }, { limitMs: trialMsMax, memoryMb: TRIAL_MB });
    this.#running.add(threaded);
    try {
      return await threaded.answer;
    } finally {
      this.#running.delete(threaded);
    }
  }
}

function busy(problem: Said): VolanoError {
  return new VolanoError('VOLANO_REHEARSAL_BUSY', { problem });
}

function unknown(whom: ProfileLookup): VolanoError {
  return new VolanoError('VOLANO_RESOURCE_UNKNOWN', {
    kind: 'customer',
    id: 'customer' in whom ? whom.customer : `${whom.namespace}:${whom.value}`,
  });
}
