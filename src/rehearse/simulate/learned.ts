/** What a simulation learns of its own past, where the draft asks for that: models, and how its journeys do. */
import type { Entry, ModelEntry } from '../../core/index.ts';
import type { Definition, Release } from '../../define/index.ts';
import type { DecodedBlock } from '../../learn/index.ts';
import type { Engine } from '../../runtime/rehearsal/index.ts';
import { needsDesk, SimulatedDesk } from './desk.ts';
import type { FeedLog } from './feed.ts';
import { type LearningPlace, SimulatedLearning } from './learning.ts';
import { needsModels, SimulatedModels } from './models.ts';

export interface LearnedOptions {
  readonly place: LearningPlace;
  readonly feed: FeedLog;
  /** Of the draft. */
  readonly definitions: readonly Definition[];
  /** Of the history: those up to the draft's moment, and those after it; and whether it computes models after it. */
  readonly before: readonly Release[];
  readonly after: readonly Release[];
  readonly hasModels: boolean;
  readonly engine: Engine;
  readonly moment: () => { readonly now: number; readonly nextWakeAt: number | undefined };
}

export class Learned {
  readonly #learning: SimulatedLearning;
  readonly #models: SimulatedModels;
  readonly #desk: SimulatedDesk;

  /** Undefined where the history has all that the draft reads. */
  static async open(options: LearnedOptions): Promise<Learned | undefined> {
    const { place, feed, definitions, before, after } = options;
    const lived = [...before.slice(-1), ...after];
    if (!needsModels(definitions, lived) && !needsDesk(definitions, lived)) return undefined;
    return new Learned(await SimulatedLearning.open(feed, place), options);
  }

  private constructor(learning: SimulatedLearning, { definitions, before, hasModels, engine, moment }: LearnedOptions) {
    this.#learning = learning;
    this.#models = new SimulatedModels({ learning, definitions, timeZone: () => engine.plan.zone, isPaced: hasModels });
    const status = () => ({ position: engine.position, seq: engine.meta.progress.seq, counters: engine.meta.counters });
    this.#desk = new SimulatedDesk({ learning, definitions, moment: () => ({ ...moment(), ...status() }) });
    this.lived(before.at(-1));
  }

  get copied(): number {
    return this.#learning.copied;
  }

  add(key: Uint8Array, value: Uint8Array, block: DecodedBlock): Promise<void> {
    return this.#learning.add(key, value, block);
  }

  lived(release: Release | undefined): void {
    this.#models.lived(release);
    this.#desk.lived(release);
  }

  /** The draft has come in. */
  begin(now: number): Promise<readonly ModelEntry[]> {
    this.#desk.begin(now);
    return this.#models.begin(now);
  }

  /** When something is due next, ms. */
  get dueAt(): number {
    return Math.min(this.#models.dueAt, this.#desk.dueAt);
  }

  /** What is due by now. */
  async due(now: number): Promise<readonly Entry[]> {
    const models = this.#models.dueAt <= now ? await this.#models.refresh(now) : [];
    const said = this.#desk.dueAt <= now ? await this.#desk.look() : [];
    return [...models, ...said];
  }

  /** What stands in place of an entry of the history. */
  async inPlaceOf(entry: Entry, at: number): Promise<Entry | undefined> {
    if (entry.type === 'model') return this.#models.inPlaceOf(entry, at);
    if (entry.type === 'alert' || entry.type === 'reroute') return this.#desk.counts(entry) ? entry : undefined;
    return entry;
  }

  rest(): readonly ModelEntry[] {
    return this.#models.rest();
  }

  close(): Promise<void> {
    return this.#learning.close();
  }
}
