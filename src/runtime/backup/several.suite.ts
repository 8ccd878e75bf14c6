/** Installations of several partitions on memory carriers, backed up into a folder and restored from it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LETTERS_DESK } from '../../act/index.ts';
import { boundsInFile, createTables } from '../../learn/index.ts';
import { type Log, MemoryLogDisk, openMemoryLog } from '../../port/log/index.ts';
import { Desk, MemoryStateDisk, openDeskFolder, openMemoryState, type StateStore } from '../../port/state/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { RELEASES_DESK, ReleaseLedger } from '../cluster/index.ts';
import { World } from '../identity/world.suite.ts';
import { compareStates, replay } from '../verify/index.ts';
import type { AskForFrames } from './backup.ts';
import { type Restored, type RestoreOptions, restore } from './restore.ts';
import { framesOfAll } from './several-source.ts';
import type { LogName, SeveralTarget } from './target.ts';

/** Where they are kept, and the one warehouse that all of them share. */
export class SeveralRoom {
  readonly directory: string;
  readonly warehouse: Warehouse;
  #names = 0;

  static async open(): Promise<SeveralRoom> {
    const directory = mkdtempSync(join(tmpdir(), 'volano-several-'));
    const warehouse = await openChdbWarehouse({ path: join(directory, 'warehouse') });
    await createTables(warehouse);
    return new SeveralRoom(directory, warehouse);
  }

  private constructor(directory: string, warehouse: Warehouse) {
    this.directory = directory;
    this.warehouse = warehouse;
  }

  async close(): Promise<void> {
    await this.warehouse.close();
    rmSync(this.directory, { recursive: true });
  }

  path(name: string): string {
    return join(this.directory, `${name}-${this.#names++}`);
  }
}

/** While something else goes on between any two things that are read. */
export function asking({ warehouse }: SeveralRoom, world: World, next: () => Promise<void> = async () => {}): AskForFrames {
  let before = Promise.resolve();
  const meanwhile = (): Promise<void> => {
    before = before.then(next);
    return before;
  };
  const logOf = ({ partitions, read, get, end }: Log, log: Log) => ({
    partitions,
    read: read.bind(log),
    get: get.bind(log),
    async end(partition: number) {
      await meanwhile();
      return end.call(log, partition);
    },
  });
  const snapshotOf = async (state: StateStore) => {
    await meanwhile();
    const copy = await openMemoryState();
    for (const [table, key, value] of await rowsOf(state)) await copy.commit([{ table, key, value }]).durable;
    await meanwhile();
    return { state: copy, bytes: 1, close: () => copy.close() };
  };
  return (question, work) =>
    work(
      framesOfAll(
        {
          version: '1',
          customers: logOf(world.customers, world.customers),
          events: logOf(world.events, world.events),
          warehouse,
          snapshot: (partition) => snapshotOf(world.states[partition]!),
          snapshotIdentity: () => snapshotOf(world.shared),
          otherFiles: async function* () {},
        },
        question,
      ),
    );
}

const TABLES = ['identifier', 'identity', 'customer', 'past', 'timer', 'outbox', 'dedupe', 'hop', 'meta', 'fact'] as const;
const EVERYTHING = { start: new Uint8Array(0), end: Buffer.alloc(64, 0xff), limit: Number.MAX_SAFE_INTEGER };

async function rowsOf(state: StateStore) {
  const all = await Promise.all(
    TABLES.map(async (table) => (await state.range(table, EVERYTHING)).map(([key, value]) => [table, key, value] as const)),
  );
  return all.flat();
}

/** On memory carriers, which outlast what is opened on them. */
export class Place {
  readonly #logs = { customers: new MemoryLogDisk(), events: new MemoryLogDisk() };
  readonly #states: readonly MemoryStateDisk[];
  readonly #identity = new MemoryStateDisk();
  readonly #releases = new MemoryStateDisk();
  readonly #sizes: Readonly<Record<LogName, number>>;
  readonly #room: SeveralRoom;
  readonly letters: string;

  constructor(room: SeveralRoom, { customers, events }: World) {
    this.#room = room;
    this.letters = room.path('letters');
    this.#sizes = { customers: customers.partitions, events: events.partitions };
    this.#states = Array.from({ length: customers.partitions }, () => new MemoryStateDisk());
  }

  /** `identity`: wraps what identity is read from, to break a rule on purpose. */
  async restored(
    from: string,
    options: Partial<RestoreOptions> = {},
    identity: (state: StateStore) => StateStore = (state) => state,
  ): Promise<Restored> {
    for (const table of ['events', 'facts']) await this.#room.warehouse.execute(`TRUNCATE TABLE ${table}`);
    return restore({ from, to: this.#room.directory, ...options }, this.#target(identity));
  }

  async world(): Promise<World> {
    const states = await Promise.all(this.#states.map((disk) => openMemoryState({ disk })));
    const [events, customers] = [await this.#log('events'), await this.#log('customers')];
    return new World({}, { events, customers, shared: await openMemoryState({ disk: this.#identity }), states });
  }

  #log(name: LogName): Promise<Log> {
    return openMemoryLog({ disk: this.#logs[name], partitions: this.#sizes[name] });
  }

  #target(wrapped: (state: StateStore) => StateStore): SeveralTarget {
    const sinks = this.#states.map((_, partition) => boundsInFile(this.#room.path(`sink-${partition}`)));
    const keep = async (): Promise<void> => undefined;
    const { warehouse } = this.#room;
    const { query, execute, insert, guarded } = warehouse;
    return {
      partitions: this.#states.length,
      assertFree: keep,
      begin: async () => {
        for (const disk of [this.#identity, ...this.#states]) {
          const state = await openMemoryState({ disk });
          for (const [table, key] of await rowsOf(state)) await state.commit([{ table, key, value: undefined }]).durable;
          await state.close();
        }
      },
      finish: keep,
      putFile: keep,
      fillLog: async (name, { partition }) => {
        const log = await this.#log(name);
        return {
          last: await log.end(partition),
          put: async (records) => {
            const given = await log.append(partition, records);
            expect(given.map(({ position }) => position)).toEqual(records.map(({ position }) => position));
          },
          close: () => log.close(),
        };
      },
      openLogs: async () => ({ customers: await this.#log('customers'), events: await this.#log('events') }),
      openIdentity: async () => wrapped(await openMemoryState({ disk: this.#identity })),
      openState: (partition) => openMemoryState({ disk: this.#states[partition]! }),
      openBounds: (partition) => sinks[partition]!,
      openWarehouse: async () => ({
        query: query.bind(warehouse) as Warehouse['query'],
        execute: execute.bind(warehouse),
        insert: insert.bind(warehouse),
        guarded: guarded.bind(warehouse),
        close: keep,
      }),
      openLetters: () => openDeskFolder({ ...LETTERS_DESK, path: this.letters }),
      putReleases: async (found, logs) => {
        const desk = new Desk(await openMemoryState({ disk: this.#releases }), RELEASES_DESK);
        await new ReleaseLedger({ desk, ...logs }).recover(found).finally(() => desk.close());
      },
    };
  }
}

/** Each partition of customers, replayed alone, is what its state says; and each of its numbers is one row of the warehouse. */
export async function assertWhole({ warehouse }: SeveralRoom, world: World): Promise<void> {
  for (const [partition, state] of world.states.entries()) {
    const { plan, meta } = await world.opened(partition);
    const replayed = await openMemoryState();
    const { position: until, at: now, seq } = meta.progress;
    expect(await world.customers.end(partition)).toBe(until);
    await replay({ log: world.customers, partition, identity: 'resolved', state: replayed, until, batch: 100 });
    const { difference } = await compareStates({ live: state, replayed, plan, now });
    expect({ partition, difference }).toEqual({ partition, difference: undefined });
    const [row] = await warehouse.query<{ rows: number; numbers: number; last: number }>(
      `SELECT toUInt32(count()) AS rows, toUInt32(uniqExact(seq)) AS numbers, toUInt32(max(seq)) AS last
FROM (SELECT partition, seq FROM events UNION ALL SELECT partition, seq FROM facts) WHERE partition = ${partition}`,
    );
    expect(row).toEqual({ rows: seq, numbers: seq, last: seq });
  }
}

/** Whole numbers below a limit, the same for a seed. */
export function drawing(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}
