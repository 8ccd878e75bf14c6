/** An installation of several partitions goes into a folder amid its work, and comes back as what is whole. B3, K1 to K5, X4, M1. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LETTERS_DESK } from '../../act/index.ts';
import { decodeEntry, type Entry, type Identifier } from '../../core/index.ts';
import { boundsInFile, createTables } from '../../learn/index.ts';
import { type Log, MemoryLogDisk, openMemoryLog } from '../../port/log/index.ts';
import { Desk, MemoryStateDisk, openDeskFolder, openMemoryState, type StateStore } from '../../port/state/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { RELEASES_DESK, ReleaseLedger } from '../cluster/index.ts';
import { FIRST, SECOND } from '../engine/retail.suite.ts';
import { live, type Op, plainLife } from '../identity/life.suite.ts';
import { profilesAlone, World } from '../identity/world.suite.ts';
import { compareStates, replay } from '../verify/index.ts';
import { type AskForFrames, backUp } from './backup.ts';
import type { Manifest } from './format.ts';
import { type Restored, type RestoreOptions, restore } from './restore.ts';
import { framesOfAll } from './several-source.ts';
import type { LogName, SeveralTarget } from './target.ts';

let room: string;
let warehouse: Warehouse;
let names = 0;
beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'volano-several-'));
  warehouse = await openChdbWarehouse({ path: join(room, 'warehouse') });
  await createTables(warehouse);
});
afterAll(async () => {
  await warehouse.close();
  rmSync(room, { recursive: true });
});

const path = (name: string): string => join(room, `${name}-${names++}`);

/** While something else goes on between any two things that are read. */
function asking(world: World, next: () => Promise<void> = async () => {}): AskForFrames {
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
class Place {
  readonly #logs = { customers: new MemoryLogDisk(), events: new MemoryLogDisk() };
  readonly #states: readonly MemoryStateDisk[];
  readonly #identity = new MemoryStateDisk();
  readonly #releases = new MemoryStateDisk();
  readonly #sizes: Readonly<Record<LogName, number>>;
  readonly letters: string = path('letters');

  constructor({ customers, events }: World) {
    this.#sizes = { customers: customers.partitions, events: events.partitions };
    this.#states = Array.from({ length: customers.partitions }, () => new MemoryStateDisk());
  }

  async restored(from: string, options: Partial<RestoreOptions> = {}): Promise<Restored> {
    for (const table of ['events', 'facts']) await warehouse.execute(`TRUNCATE TABLE ${table}`);
    return restore({ from, to: room, ...options }, this.#target());
  }

  async world(): Promise<World> {
    const states = await Promise.all(this.#states.map((disk) => openMemoryState({ disk })));
    const [events, customers] = [await this.#log('events'), await this.#log('customers')];
    return new World({}, { events, customers, shared: await openMemoryState({ disk: this.#identity }), states });
  }

  #log(name: LogName): Promise<Log> {
    return openMemoryLog({ disk: this.#logs[name], partitions: this.#sizes[name] });
  }

  #target(): SeveralTarget {
    const sinks = this.#states.map((_, partition) => boundsInFile(path(`sink-${partition}`)));
    const keep = async (): Promise<void> => undefined;
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
      openIdentity: () => openMemoryState({ disk: this.#identity }),
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
async function assertWhole(world: World): Promise<void> {
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

/** Entries of events that a backup lacks, as their senders would send them again. */
async function sendAgain({ ends }: Manifest, from: World, to: World): Promise<void> {
  for (const [partition, { position }] of ends!.events.entries()) {
    const behind = await from.events.read(partition, position, Number.MAX_SAFE_INTEGER);
    for (const { at, value } of behind) await to.events.append(partition, [{ at, value }]);
  }
}

function partingOf(customer: string, upTo: readonly number[]): Entry {
  const spread = { places: [], upTo, arrived: [1, 1] };
  return { type: 'unmerge', customer, from: [], by: 'ada', positions: [], upTo: 0, spread };
}

function fail(): never {
  throw new Error('cut off');
}

/** Whole numbers below a limit, the same for a seed. */
function drawing(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}

/** As identity has resolved it: what the backup knew in the order of then, what it had behind that stage by stage, and the rest. */
function inOrderOf({ points, ends }: Manifest, from: World, to: World): void {
  const { events } = points[0]!.several!;
  const known = from.resolved.filter(({ partition, position }) => position <= events[partition]!.position);
  const behind = events.flatMap(({ position }, partition) =>
    Array.from({ length: ends!.events[partition]!.position - position }, (_, i) => ({ partition, position: position + 1 + i })),
  );
  const rest = to.resolved.filter(({ partition, position }) => position > ends!.events[partition]!.position);
  to.resolved.splice(0, Number.POSITIVE_INFINITY, ...known, ...behind, ...rest);
}

test(
  'whatever goes on while it is backed up, it comes back whole, and with what its senders send again it is what one engine would be',
  async () => {
    let behind = 0;
    const property = fc.asyncProperty(plainLife, fc.nat(60), fc.nat(2 ** 31), async (script, when, seed) => {
      const world = await World.open({ batchMax: 3, way: { batchMax: 7 } });
      const folder = path('backup');
      const draw = drawing(seed);
      let step = 0;
      let manifest: Manifest | undefined;
      // What comes and what works meanwhile is as random as the life.
      const meanwhile = async (): Promise<void> => {
        for (let i = 0; i < 8; i++) {
          const user: Identifier = ['user_id', `u${draw(6)}`];
          const device: Identifier = ['device', `d${draw(10)}`];
          const what = draw(6);
          if (what < 2) await world.say(world.entry([[user], [device], [user, device], [device, user]][draw(4)]!, 'View'));
          else if (what < 4) await world.stage(draw(world.events.partitions));
          else await world[what === 4 ? 'engine' : 'forwarder'](draw(world.customers.partitions));
        }
      };
      const peaceful = script.filter(([, op]: readonly [number, Op]) => op.do !== 'crash');
      await live(peaceful, world, async () => {
        if (step++ === Math.min(when, peaceful.length - 1)) manifest = (await backUp(asking(world, meanwhile), { to: folder })).manifest;
      });
      const place = new Place(world);
      // One that is cut off goes on: what it has put into the logs stays there.
      const interrupted = place.restored(folder, { onProgress: ({ part }) => part === 'replay' && draw(3) === 0 && fail() });
      await interrupted.catch((error) => expect(error).toEqual(new Error('cut off')));
      const { messages } = await place.restored(folder);
      expect(messages).toMatchObject({ sent: 0, waiting: 0 });
      const restored = await place.world();
      await assertWhole(restored);
      for (const [partition, { position }] of manifest!.ends!.customers.entries())
        behind += position - Math.min(position, manifest!.points[0]!.several!.sure[partition]!.position);
      await sendAgain(manifest!, world, restored);
      restored.now = world.now;
      await restored.rest();
      inOrderOf(manifest!, world, restored);
      expect(Object.fromEntries(await restored.profiles())).toEqual(Object.fromEntries(await profilesAlone(await restored.alone(FIRST))));
      expect(await restored.eventRows()).toEqual(await world.eventRows());
    });
    await fc.assert(property, { numRuns: 5, seed: 11, endOnFailure: true });
    expect(behind).toBeGreaterThan(0);
  },
  5 * 60_000,
);

describe('what nobody would say again', () => {
  test('stays: releases come into all partitions, returns and redeliveries behind the cut, and what was sent is not sent again', async () => {
    const world = await World.open({ customers: 2 });
    const folder = path('backup');
    await world.release(FIRST);
    for (let user = 0; user < 6; user++) {
      world.now += 1_000;
      await world.say(world.entry([['user_id', `u${user}`]], 'Order', { properties: { total: 120 } }));
    }
    await world.rest();
    world.now += 3 * 86_400_000;
    await world.rest();
    const waiting = (await Promise.all([0, 1].map((partition) => world.outbox(partition)))).map((all) =>
      all.filter((one) => one.type === 'send'),
    );
    expect(waiting.flat().length).toBeGreaterThan(2);
    const { message, customer, channel } = waiting.flat()[0]!;
    const home = waiting[0]!.length > 0 ? 0 : 1;
    let [said, asked] = [false, 0];
    await backUp(
      asking(world, async () => {
        // The states have been read, and the release reaches one log only before all of them end.
        if (said || asked++ < 8) return;
        said = true;
        const wall = { decidedAt: world.now, dispatchedAt: world.now };
        await world.append('customers', home, { type: 'receipt', kind: 'sent', customer, message, channel, ...wall });
        const release = { number: 2, definitions: SECOND.map((definition) => ({ version: 2, definition })) };
        await world.append('customers', home, { type: 'release', release });
        const opened = world.entry([], 'Email Opened', { source: 'volano', messageId: `opened-${message}`, customer });
        await world.append('customers', home, opened);
        for (const upTo of [
          [1, 1],
          [1, 999],
        ])
          await world.append('events', 0, partingOf(customer, upTo));
      }),
      { to: folder },
    );
    const place = new Place(world);
    expect((await place.restored(folder)).messages).toEqual({ sent: 1, held: waiting.flat().length - 1, waiting: 0 });
    const restored = await place.world();
    await assertWhole(restored);
    // What names entries that are cut off is not asked for.
    const there = (await restored.events.read(0, 0, 100)).map(({ value }) => decodeEntry(value).type);
    expect(there.filter((type) => type === 'unmerge' || type === 'tick')).toEqual(['unmerge', 'tick']);
    for (const partition of [0, 1]) expect((await restored.opened(partition)).meta.releases.map(({ number }) => number)).toEqual([1, 2]);
    expect((await restored.eventRows()).get(`opened-${message}`)).toBe(1);
  });
});
