/** Rules that the product is told to break, each as statements of its source put in place of others. */

export interface Mutation {
  /** Module, from the root of the repository. */
  readonly file: string;
  /** Stands in it exactly once. */
  readonly statement: string;
  readonly instead: string;
}

export interface Sabotage {
  /** What it breaks. */
  readonly rule: string;
  /** What of the oracle sees it, by name of a finding. */
  readonly seenBy: readonly string[];
  /** Undefined: there is nothing to break before there are several processes. */
  readonly mutations: readonly Mutation[] | undefined;
}

/**
 * kill -9 takes away nothing that the operating system has already got, so an acknowledgement before the sync is made one before the
 * transaction is begun: what a loss of power would take away, a kill takes away here.
 */
export const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  'ack-before-append': {
    rule: 'An event is acknowledged before it is handed to the log.',
    seenBy: ['lostInLog', 'lostInWarehouse'],
    mutations: [
      {
        file: 'src/runtime/appender.ts',
        statement: 'await this.#append(records);',
        instead:
          'const kept = records.map(({ at, value }) => ({ at, value: Uint8Array.from(value) })); setTimeout(() => void this.#append(kept).catch(() => {}), 200);',
      },
    ],
  },
  'ack-before-sync': {
    rule: 'An event is acknowledged when the log has been asked to store it, before it is on disk.',
    seenBy: ['lostInLog', 'lostInWarehouse'],
    mutations: [
      {
        file: 'src/runtime/appender.ts',
        statement: 'await this.#append(records);',
        instead: 'void this.#append(records.map(({ at, value }) => ({ at, value: Uint8Array.from(value) }))).catch(() => {});',
      },
      {
        // The next transaction begins a little later, as if the disk were slow.
        file: 'src/port/lmdb/commit-queue.ts',
        statement: 'await new Promise((resolve) => setImmediate(resolve));',
        instead: 'await new Promise((resolve) => setTimeout(resolve, 60));',
      },
    ],
  },
  'dispatch-before-commit': {
    rule: 'A message is handed over before the commit that decided it is on disk.',
    seenBy: ['handedOverBeforeCommit'],
    mutations: [
      {
        file: 'src/runtime/engine/engine.ts',
        statement: 'const { durable } = state.commit(this.#ahead.begin());',
        instead: `const writes = this.#ahead.begin();
      if (prepared.messages.length > 0) {
        await state.commit(writes.filter(({ table }) => table === 'outbox')).durable;
        const { position, at, seq } = (await readMeta(state)).progress;
        const early = { ...prepared, position, at, seq, entries: 0, nextWakeAt: undefined };
        process.getBuiltinModule('node:worker_threads').parentPort?.postMessage({ type: 'batch', outcome: early, batchMs: 1 });
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      const { durable } = state.commit(writes);`,
      },
    ],
  },
  'skip-epoch-check': {
    rule: 'An engine that has lost its partition commits all the same.',
    seenBy: ['rowsTwice', 'rowsMissing', 'messagesTwice', 'countersWrong'],
    mutations: undefined,
  },
  'forget-hop-stamp': {
    rule: 'An entry that goes from one partition to another does not carry where it came from, so a second copy of it counts again.',
    seenBy: ['rowsTwice', 'messagesTwice', 'countersWrong'],
    mutations: undefined,
  },
};
