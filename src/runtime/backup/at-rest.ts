/** The stages, engines and forwarders of several partitions in one process, one after the other, until nothing is under way between them. */
import type { Log } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import { type BatchOutcome, Engine } from '../engine/index.ts';
import { Forwarder, IdentityStage } from '../identity/index.ts';

export interface AtRestOptions {
  readonly events: Log;
  readonly customers: Log;
  /** The key space that all stages share. */
  readonly identity: StateStore;
  /** By partition of customers. */
  readonly states: readonly StateStore[];
  /** After each commit of an engine. */
  readonly onBatch: (partition: number, outcome: BatchOutcome) => Promise<void>;
}

export class AtRest {
  readonly engines: readonly Engine[];
  readonly #options: AtRestOptions;
  readonly #stages: readonly IdentityStage[];
  readonly #forwarders: readonly Forwarder[];

  static async open(options: AtRestOptions): Promise<AtRest> {
    const { events, customers, identity, states } = options;
    const partitions = Array.from({ length: events.partitions }, (_, partition) => partition);
    const stages = await Promise.all(partitions.map((partition) => IdentityStage.open({ partition, events, customers, state: identity })));
    const engines = await Promise.all(
      states.map((state, partition) => Engine.open({ partition, log: customers, state, identity: 'resolved' })),
    );
    return new AtRest(options, stages, engines);
  }

  private constructor(options: AtRestOptions, stages: readonly IdentityStage[], engines: readonly Engine[]) {
    this.#options = options;
    this.#stages = stages;
    this.engines = engines;
    this.#forwarders = options.states.map((state, partition) => new Forwarder({ partition, customers: options.customers, state }));
  }

  /** Stage after stage, so that a restore which was cut off and goes on comes to the same. */
  async settle(): Promise<void> {
    for (const stage of this.#stages) {
      while ((await stage.runBatch()) > 0);
      await stage.rest();
    }
    for (let moved = true; moved; ) {
      moved = false;
      for (const [partition, engine] of this.engines.entries()) {
        for (let outcome = await engine.runBatch(); outcome; outcome = await engine.runBatch()) {
          moved = true;
          await this.#options.onBatch(partition, outcome);
        }
        if ((await this.#forwarders[partition]!.run(engine.position)) > 0) moved = true;
      }
    }
  }
}
