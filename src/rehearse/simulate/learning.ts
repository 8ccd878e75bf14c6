/** The warehouse of a simulation: what its engine has concluded is copied there as live, by the sink that runs live, and goes with the simulation. */
import { boundsInFile, createTables, type DecodedBlock, Sink } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

/** Where it lies. */
export interface LearningPlace {
  readonly openWarehouse: () => Promise<Warehouse>;
  /** A file that may be written. */
  readonly bounds: string;
}

interface Block {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly to: number;
  /** Last position of the log that is read for it, or for one before it. */
  readonly position: number;
}

const PARTITION = 0;
/** Rows that wait in memory before the copy is awaited. */
const WAITING_MAX = 50_000;

export class SimulatedLearning {
  readonly warehouse: Warehouse;
  readonly #sink: Sink;
  #blocks: Block[] = [];
  #seq = 0;
  #sunk = 0;
  #copied = 0;

  static async open(log: Pick<Log, 'get'>, { openWarehouse, bounds }: LearningPlace): Promise<SimulatedLearning> {
    const warehouse = await openWarehouse();
    await createTables(warehouse);
    return new SimulatedLearning(log, warehouse, bounds);
  }

  private constructor(log: Pick<Log, 'get'>, warehouse: Warehouse, bounds: string) {
    this.warehouse = warehouse;
    this.#sink = new Sink({
      partition: PARTITION,
      log,
      warehouse,
      openBounds: boundsInFile(bounds),
      state: { range: async (_, { start, end, limit }) => this.#between(start, end, limit) },
      onSunk: (seq) => this.#settled(seq),
    });
  }

  /** Up to this position the log is not asked any more. */
  get copied(): number {
    return this.#copied;
  }

  /** In order. */
  async add(key: Uint8Array, value: Uint8Array, { to, events }: DecodedBlock): Promise<void> {
    const position = Math.max(events.at(-1)?.position ?? 0, this.#blocks.at(-1)?.position ?? this.#copied);
    this.#blocks.push({ key, value, to, position });
    this.#seq = to;
    if (this.#sink.status().state === 'stopped') await this.#sink.start();
    this.#sink.advance(to);
    if (to - this.#sunk > WAITING_MAX) await this.flush();
  }

  /** Resolves when the warehouse has all of it. */
  async flush(): Promise<void> {
    if (this.#seq > this.#sunk) await this.#sink.flush(this.#seq);
  }

  async close(): Promise<void> {
    await this.#sink.stop();
    await this.warehouse.close();
  }

  #between(start: Uint8Array, end: Uint8Array, limit: number): [Uint8Array, Uint8Array][] {
    const found = this.#blocks.filter(({ key }) => Buffer.compare(key, start) >= 0 && Buffer.compare(key, end) < 0);
    return found.slice(0, limit).map(({ key, value }) => [key, value]);
  }

  #settled(seq: number): void {
    this.#sunk = Math.max(this.#sunk, seq);
    const done = this.#blocks.findLast(({ to }) => to <= seq);
    if (!done) return;
    this.#copied = done.position;
    this.#blocks = this.#blocks.filter(({ to }) => to > seq);
  }
}
