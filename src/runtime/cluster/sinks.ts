/** The sinks of all partitions as one. Numbers are sums over partitions. */
import type { SinkLink, SinkStatus } from '../../learn/index.ts';

export class Sinks implements SinkLink {
  readonly #sinks: readonly SinkLink[];

  /** By partition. */
  constructor(sinks: readonly SinkLink[]) {
    this.#sinks = sinks;
  }

  /** Each hears of its own partition. */
  advance(): void {}

  /** Resolves when all is in the warehouse that is known to be durable by now, which is as much as anybody can ask for. */
  async flush(): Promise<void> {
    await Promise.all(this.#sinks.map((sink) => sink.flush(sink.status().durable)));
  }

  status(): SinkStatus {
    const all = this.#sinks.map((sink) => sink.status());
    const failing = all.find(({ state }) => state !== 'moving');
    const sum = (of: (status: SinkStatus) => number): number => all.reduce((total, status) => total + of(status), 0);
    return {
      state: failing?.state ?? 'moving',
      sunk: sum(({ sunk }) => sunk),
      durable: sum(({ durable }) => durable),
      oldestMs: Math.max(...all.map(({ oldestMs }) => oldestMs)),
      unreadable: sum(({ unreadable }) => unreadable),
      attempts: Math.max(...all.map(({ attempts }) => attempts)),
      ...(failing?.error !== undefined && { error: failing.error }),
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#sinks.map((sink) => sink.stop()));
  }
}
