/** An engine of all customers lives for a while, its state is divided, and several partitions go on: the same comes of it as if the one had gone on. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventEntry, Identifier } from '../../core/index.ts';
import { MemoryLogDisk, openMemoryLog } from '../../port/log/index.ts';
import { openMemoryState, type StateStore } from '../../port/state/index.ts';
import { IDENTITY_SPACE } from '../cluster/index.ts';
import { unbind, unmerge } from '../engine/parting.suite.ts';
import { FIRST, SECOND } from '../engine/retail.suite.ts';
import { Trial } from '../engine/trial.suite.ts';
import { liveOn, type Op, orderlyPartingLife, plainLife, richLife } from '../identity/life.suite.ts';
import { customerOf, factsOf, tellAloneWithPartings } from '../identity/parting.suite.ts';
import { eventRows, profilesAlone, sizesOf, World } from '../identity/world.suite.ts';
import { compareStates } from '../verify/compare.ts';
import { replay } from '../verify/replay.ts';
import { bringDivided } from './divided-state.ts';
import { FILLER } from './log.ts';

const HOUR = 3_600_000;
const runs = (most: number, seed: number) => ({
  numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? most),
  seed: Number(process.env.VOLANO_CUTS_SEED ?? seed),
  endOnFailure: true,
});
const ways = fc.record({
  partitions: fc.constantFrom(2, 3, 4),
  batchMax: fc.constantFrom(1, 3, 500),
  engineMax: fc.constantFrom(1, 7, 1_000),
});
type Ways = typeof ways extends fc.Arbitrary<infer Value> ? Value : never;

const timesOf = (ids: readonly string[]) => Object.fromEntries([...Map.groupBy(ids, (id) => id)].map(([id, all]) => [id, all.length]));
const plain = <T>(profiles: ReadonlyMap<string, T>) => Object.fromEntries(profiles);
const NOTHING_TOLD = { copied: () => undefined, compared: () => undefined };

/** What of a life one engine can live: what is said, time, and profiles that are parted. */
async function begin(script: readonly (readonly [ms: number, op: Op])[], trial: Trial): Promise<void> {
  const said: EventEntry[] = [];
  await trial.release(FIRST);
  for (const [ms, op] of script) {
    trial.now += ms;
    if (op.do === 'event') {
      const properties = { total: op.total, lines: [{ sku: `s${op.total}` }, { sku: 'bag' }] };
      const traits = op.event === '$identify' ? { traits: { city: `city${op.total}` } } : {};
      said.push({
        ...trial.entry(op.who, op.event, { time: trial.now - op.age, properties, ...traits }),
        messageId: `before-${said.length}`,
      });
      await trial.append(said.at(-1)!);
    } else if (op.do === 'again' && said[op.nth]) await trial.append(said[op.nth]!);
    else if (op.do === 'bind') await trial.append({ type: 'bind', identifiers: [device(op.device), user(op.user)], by: 'ada' });
    else if (op.do === 'suppress') await trial.control(`u${op.user}`, { action: 'suppress', reason: 'asked' });
    else if (op.do === 'hour') await trial.pass(HOUR);
    else if (op.do === 'look') {
      await trial.run();
      const [namespace, value] = op.who;
      if ((await trial.customerOf(value, namespace)) === undefined) continue;
      if (op.what === 'unbind') await unbind(trial, op.who);
      else await unmerge(trial, { namespace, value }, op.suspect ? { suspect: [op.who] } : {});
    } else if (op.do === 'release') {
      await trial.release(SECOND);
      await trial.backfill();
      await trial.release(FIRST);
      await trial.backfill();
    }
  }
  await trial.pass(24 * HOUR);
}

const user = (n: number): Identifier => ['user_id', `u${n}`];
const device = (n: number): Identifier => ['device', `d${n}`];

/** As `volano migrate` brings it, on memory carriers. */
async function divided(trial: Trial, { partitions, batchMax, engineMax }: Ways): Promise<World> {
  const position = await trial.log.end(0);
  const spaces = new Map<number, StateStore>([[IDENTITY_SPACE, await openMemoryState()]]);
  for (let partition = 0; partition < partitions; partition++) spaces.set(partition, await openMemoryState());
  await bringDivided({ state: trial.state, log: trial.log }, spaces, NOTHING_TOLD);
  const records = await trial.log.read(0, 0, position);
  const log = async () => {
    const open = await openMemoryLog({ disk: new MemoryLogDisk(), partitions });
    await open.append(0, records);
    for (let other = 1; other < partitions; other++) {
      await open.append(
        other,
        records.map(({ at }) => ({ at, value: FILLER })),
      );
      await open.trim(other, position + 1);
    }
    return open;
  };
  const states = Array.from({ length: partitions }, (_, partition) => spaces.get(partition)!);
  const begun = { position, releases: trial.engine.meta.releases.length, now: trial.now };
  const carriers = { events: await log(), customers: await log(), shared: spaces.get(IDENTITY_SPACE)!, states };
  return new World({ begun, batchMax, way: { batchMax: engineMax } }, carriers);
}

test(
  'D1 to D3. what is known in the end is what one engine would know: the same profiles, sizes and events',
  async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(richLife, plainLife, ways, async (before, after, way) => {
        const trial = await Trial.open();
        await begin(before, trial);
        const world = await divided(trial, way);
        expect(await world.counters()).toEqual(sizesOf(trial.engine.meta.counters));
        expect(await world.miscounts()).toEqual([]);
        expect(plain(await world.profiles())).toEqual(plain(await profilesAlone(trial)));
        await liveOn(after, world);
        const alone = await world.tellAlone(trial);
        expect(plain(await world.profiles())).toEqual(plain(await profilesAlone(alone)));
        expect(await world.counters()).toEqual(sizesOf(alone.engine.meta.counters));
        expect(await world.miscounts()).toEqual([]);
        expect(plain(await world.eventRows())).toEqual(timesOf(await eventRows(alone.state, alone.log, 0)));
        expect((await world.facts()).filter(({ kind }) => kind === 'failure')).toEqual([]);
        moved += await world.handedOver();
      }),
      runs(20, 7),
    );
    expect(moved).toBeGreaterThan(10);
  },
  5 * 60_000,
);

test(
  'what was one before is parted as one partition would, whatever has come since',
  async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(orderlyPartingLife, orderlyPartingLife, ways, async (before, after, way) => {
        const trial = await Trial.open();
        await begin(before, trial);
        const world = await divided(trial, way);
        await liveOn(after, world, async () => {
          for (let p = 0; p < world.events.partitions; p++) while (await world.stage(p));
        });
        const alone = await tellAloneWithPartings(world, trial);
        expect(plain(await world.profiles())).toEqual(plain(await profilesAlone(alone)));
        expect(await world.counters()).toEqual(sizesOf(alone.engine.meta.counters));
        const facts = await factsOf(world);
        expect(facts.filter(({ kind }) => kind === 'failure')).toEqual([]);
        for (const { action } of facts) seen.set(action, (seen.get(action) ?? 0) + 1);
      }),
      runs(20, 3),
    );
    for (const action of ['unmerged', 'unbound', 'rebuilt', 'moved']) expect(seen.get(action) ?? 0).toBeGreaterThan(10);
  },
  5 * 60_000,
);

test(
  'R1. from what was brought each partition replays to itself, in batches of any size',
  async () => {
    await fc.assert(
      fc.asyncProperty(richLife, richLife, ways, async (before, after, way) => {
        const trial = await Trial.open();
        await begin(before, trial);
        const spaces = async () => {
          const found = new Map<number, StateStore>([[IDENTITY_SPACE, await openMemoryState()]]);
          for (let partition = 0; partition < way.partitions; partition++) found.set(partition, await openMemoryState());
          await bringDivided({ state: trial.state, log: trial.log }, found, NOTHING_TOLD);
          return found;
        };
        const kept = await Promise.all([1, 7, 10_000].map(async (batch) => ({ batch, states: await spaces() })));
        const world = await divided(trial, way);
        await liveOn(after, world);
        for (let partition = 0; partition < way.partitions; partition++) {
          const until = await world.customers.end(partition);
          for (const { batch, states } of kept) {
            const state = states.get(partition)!;
            await replay({ log: world.customers, partition, identity: 'resolved', state, until, batch });
            const { plan, meta } = (await world.opened(partition))!;
            const { difference } = await compareStates({ live: world.states[partition]!, replayed: state, plan, now: meta.progress.at });
            expect({ partition, batch, difference }).toEqual({ partition, batch, difference: undefined });
          }
        }
      }),
      runs(10, 11),
    );
  },
  5 * 60_000,
);

test('the same rows come of it each time, and what is another one, missing or too many is found', async () => {
  const trial = await Trial.open();
  await begin(fc.sample(richLife, { numRuns: 1, seed: 5 })[0]!, trial);
  const spaces = new Map<number, StateStore>();
  for (const space of [IDENTITY_SPACE, 0, 1]) spaces.set(space, await openMemoryState());
  const source = { state: trial.state, log: trial.log };
  await bringDivided(source, spaces, NOTHING_TOLD);
  let copied = 0;
  const counting = { copied: () => void copied++, compared: () => undefined };
  await bringDivided(source, spaces, counting);
  expect(copied).toBe(0);
  for (const value of [undefined, Buffer.from('x')]) {
    const [row] = await spaces.get(1)!.range('customer', { start: Buffer.of(0), end: Buffer.of(0xff), limit: 1 });
    await spaces.get(1)!.commit([{ table: 'customer', key: row![0], value }]).durable;
    await bringDivided(source, spaces, counting);
    expect(copied).toBeGreaterThan(0);
    copied = 0;
  }
  await spaces.get(0)!.commit([{ table: 'timer', key: Buffer.of(9), value: Buffer.of(1) }]).durable;
  await bringDivided(source, spaces, counting);
  expect(copied).toBeGreaterThan(0);
  expect(await spaces.get(0)!.getMany('timer', [Buffer.of(9)])).toEqual([undefined]);
});

test('somebody is found by whatever names them, in the partition of their id', async () => {
  const trial = await Trial.open();
  await trial.release(FIRST);
  for (let n = 0; n < 40; n++) await trial.append(trial.entry([user(n)], 'Order', { properties: { total: 60 } }));
  await trial.run();
  const world = await divided(trial, { partitions: 4, batchMax: 500, engineMax: 1_000 });
  const homes = new Set<string>();
  for (let n = 0; n < 40; n++) homes.add((await customerOf(world, user(n)))!);
  expect(homes.size).toBe(40);
  const sizes = await Promise.all(world.states.map((state) => state.count('customer')));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(40);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
});
