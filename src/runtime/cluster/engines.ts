/**
 * The engines of all partitions, and the identity stages before them, as one.
 *
 * Positions and numbers of facts are sums over partitions: they say how much there is, and their differences how much is missing. What reads rows of a partition
 * asks `byPartition`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RolloutStanding } from '../../core/index.ts';
import type { BatchListener, EngineLink, EngineStatus, Place, ReleaseEffect } from '../engine/index.ts';
import type { EngineFollower } from './follower.ts';
import type { Stages } from './stages.ts';

export interface EnginesOptions {
  /** By partition. */
  readonly engines: readonly EngineFollower[];
  readonly stages: Stages;
  /** Last positions of the log of customers, asked now. */
  readonly ends: () => Promise<readonly number[]>;
  /** Position of the earliest entry of a partition that has left something for others which they have not got yet; undefined: nothing is on its way. */
  readonly leaving: (partition: number) => Promise<number | undefined>;
}

const LOOK_EVERY_MS = 50;
/** What is passed on may be passed on again, to whom its customer has become meanwhile; more often than this nobody is merged in a moment. */
const ROUNDS_MAX = 8;

export class Engines implements EngineLink {
  readonly #options: EnginesOptions;
  #effects: { readonly of: readonly EngineStatus['effects'][]; readonly all: EngineStatus['effects'] } | undefined;
  #status: EngineStatus | undefined;
  #stopped = false;

  constructor(options: EnginesOptions) {
    this.#options = options;
    for (const engine of options.engines) engine.onBatch(() => this.#forget());
    options.stages.onMove(() => this.#forget());
  }

  /** The oldest of them. */
  get engineVersion(): string {
    return this.#options.engines.map(({ engineVersion }) => engineVersion).sort()[0]!;
  }

  get status(): EngineStatus {
    this.#status ??= this.#added();
    return this.#status;
  }

  onBatch(listener: BatchListener): void {
    for (const engine of this.#options.engines)
      engine.onBatch(({ entries, messages, hops }, batchMs) => {
        const { problem: _, ...status } = this.status;
        listener({ ...status, entries, messages, hops }, batchMs);
      });
  }

  go(): void {
    for (const engine of this.#options.engines) engine.go();
  }

  /** Each hears of its own partition. */
  appended(): void {}

  /** Each hears of its own partition. */
  sunk(): void {}

  reached(place: Place): Promise<void> {
    return place.log === 'events' ? this.caughtUp() : this.#options.engines[place.partition]!.reached(place);
  }

  /** Entries lead to others in other partitions. All is taken when the stages have produced what was there, the engines have taken that, and what they had for others too. */
  async caughtUp(waitingMax = 0): Promise<void> {
    if (waitingMax > 0) return this.#until(async () => (await this.#waiting()) <= waitingMax);
    const { engines, stages, ends } = this.#options;
    const events = await stages.ends();
    await this.#until(async () => stages.haveProduced(events));
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const customers = await ends();
      await Promise.all(customers.map((position, partition) => engines[partition]!.reached({ position })));
      let looks = 0;
      await this.#until(async () => {
        looks++;
        return !(await this.#isLeaving(customers));
      });
      if (looks === 1) return;
    }
  }

  async #until(isSo: () => Promise<boolean>): Promise<void> {
    while (!this.#stopped) {
      if (await isSo()) return;
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
    }
    throw new Error('The engines are not followed any more');
  }

  /** Whether entries up to there have left something for others that they have not got yet. */
  async #isLeaving(ends: readonly number[]): Promise<boolean> {
    const leaving = await Promise.all(ends.map((_, partition) => this.#options.leaving(partition)));
    return leaving.some((position, partition) => position !== undefined && position <= ends[partition]!);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#options.engines.map((engine) => engine.stop()));
  }

  async #waiting(): Promise<number> {
    const { stages, ends } = this.#options;
    return sum(await ends()) + sum(await stages.ends()) - this.status.position;
  }

  #forget(): void {
    this.#status = undefined;
  }

  #added(): EngineStatus {
    const { engines, stages } = this.#options;
    const all = engines.map(({ status }) => status);
    const counters = new Map<string, number>();
    for (const status of all) for (const [name, count] of status.counters) counters.set(name, (counters.get(name) ?? 0) + count);
    return {
      position: sum(all.map(({ position }) => position)) + sum(stages.positions),
      at: Math.min(...all.map(({ at }) => at)),
      seq: sum(all.map(({ seq }) => seq)),
      nextWakeAt: all.reduce<number | undefined>(
        (least, { nextWakeAt: at }) => (at === undefined ? least : Math.min(least ?? at, at)),
        undefined,
      ),
      runOpen: all.some(({ runOpen }) => runOpen),
      backfill: all.find(({ backfill }) => backfill)?.backfill,
      effects: this.#effectsOf(all.map(({ effects }) => effects)),
      counters,
      problem: all.find(({ problem }) => problem !== undefined)?.problem,
      byPartition: all.map(({ position, seq }) => ({ position, seq })),
    };
  }

  /** What is in force everywhere, and since when it is. */
  #effectsOf(of: readonly EngineStatus['effects'][]): EngineStatus['effects'] {
    if (this.#effects && of.every((one, partition) => one === this.#effects!.of[partition])) return this.#effects.all;
    const all = new Map<number, ReleaseEffect>();
    for (const [release, effect] of of[0]!) {
      const effects = of.map((one) => one.get(release));
      if (effects.includes(undefined)) continue;
      const latest = effects.find((one) => one!.how === 'in_part') ?? effect;
      const rollouts = leastOf(effects.map((one) => one!.rollouts));
      const { rollouts: _, ...rest } = latest;
      const plain = { ...rest, at: Math.max(...effects.map((one) => one!.at)) };
      all.set(release, rollouts ? { ...plain, rollouts } : plain);
    }
    this.#effects = { of, all };
    return all;
  }
}

/** How far rollouts have come everywhere. Of partitions that have come equally far the one counts that came there last: its stage has begun everywhere. */
function leastOf(of: readonly ReleaseEffect['rollouts'][]): ReleaseEffect['rollouts'] {
  const [first, ...others] = of;
  if (!first || others.includes(undefined)) return undefined;
  const least = Object.entries(first).flatMap(([id, standing]) => {
    const all = [standing, ...others.map((one) => one![id])];
    const slowest = all.includes(undefined) ? undefined : all.reduce((a, b) => (isLess(b!, a!) ? b : a));
    return slowest ? [[id, slowest] as const] : [];
  });
  return Object.fromEntries(least);
}

function isLess(a: RolloutStanding, b: RolloutStanding): boolean {
  return a.nth < b.nth || (a.nth === b.nth && (a.since ?? 0) > (b.since ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
