/** Rules that the product is told to break, each as statements of its source put in place of others. */
import type { FaultKind, Mode } from './plan.ts';

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
  /** What of the oracle sees it: violations of a run, or differences of a storm. */
  readonly seenBy: readonly RegExp[];
  readonly mutations: readonly Mutation[];
  /** Where it shows: in a run of this mode, or in a storm of merges across partitions (test/partitions). */
  readonly shownBy: Mode | 'storm';
  /** Of a run: which faults bring it to light. */
  readonly faults?: readonly FaultKind[];
}

/**
 * kill -9 takes away nothing that the operating system has already got, so an acknowledgement before the sync is made one before the
 * transaction is begun: what a loss of power would take away, a kill takes away here.
 */
export const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  'ack-before-append': {
    rule: 'An event is acknowledged before it is handed to the log.',
    seenBy: [/^lostInLog: /, /^lostInWarehouse: /],
    shownBy: 'embedded',
    faults: ['kill', 'kill_at_failpoint', 'slow_disk'],
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
    seenBy: [/^lostInLog: /, /^lostInWarehouse: /],
    shownBy: 'embedded',
    faults: ['kill', 'kill_at_failpoint', 'slow_disk'],
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
    seenBy: [/^handedOverBeforeCommit: /],
    shownBy: 'embedded',
    faults: ['kill', 'kill_at_failpoint', 'slow_disk'],
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
    seenBy: [
      /^rowsTwice: /,
      /^rowsMissing: /,
      /^messagesTwice: /,
      /^stepsTwice: /,
      /^countersWrong: /,
      /^lostInWarehouse: /,
      /^verify: /,
      / has stopped: /,
    ],
    shownBy: 'cluster',
    faults: ['pause_in_commit'],
    mutations: [
      {
        file: 'src/port/state/postgres-schema.ts',
        statement: 'WHERE f.partition = the_partition AND f.epoch = the_epoch RETURNING',
        instead: 'WHERE f.partition = the_partition RETURNING',
      },
      {
        // Where it may not, the successor does not end the sessions of whoever was there before.
        file: 'src/port/state/postgres-fence.ts',
        statement: 'if (rows[0]?.owner) await endSessions(client, [rows[0].owner, readerOf(rows[0].owner)]);',
        instead: '',
      },
    ],
  },
  'forget-hop-stamp': {
    rule: 'A partition does not remember where an entry came from that goes from one partition to another, so a second copy of it counts again.',
    seenBy: [/ instead of /, / times$/],
    shownBy: 'storm',
    mutations: [
      {
        file: 'src/runtime/engine/hops.ts',
        statement: 'if (highest && !isHigher([position, ordinal], highest)) return false;',
        instead: '',
      },
    ],
  },
};
