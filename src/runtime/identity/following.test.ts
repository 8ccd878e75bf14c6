/** Identity that follows the trails of its stages is identity as they have left it, to the byte, wherever the trails are cut. T1 to T3. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import type { Identifier } from '../../core/index.ts';
import { MemoryLogDisk, openMemoryLog } from '../../port/log/index.ts';
import { MemoryStateDisk, openMemoryState, type StateStore, type Table } from '../../port/state/index.ts';
import { beginTrails, followTrails, forgetBeyond, reachOf } from './following.ts';
import { IdentityStage } from './index.ts';
import { live as lived, partingLife } from './life.suite.ts';
import { OWN_ROWS, ownRowOf } from './own-rows.ts';
import { changedUpTo, progressKeys, stageStandings } from './progress.ts';
import { footprintsOf, KEPT_MS } from './trail.ts';
import { World } from './world.suite.ts';

const EVERYTHING = { start: new Uint8Array(0), end: Buffer.alloc(64, 0xff), limit: Number.MAX_SAFE_INTEGER };
const SHARED: readonly Table[] = ['identifier', 'identity'];
const TABLES: readonly Table[] = [...SHARED, 'dedupe', 'hop', 'meta'];

type Rows = Readonly<Record<string, string>>;

async function rowsOf(state: StateStore, tables: readonly Table[]): Promise<Rows> {
  const found: Record<string, string> = {};
  for (const table of tables)
    for (const [key, value] of await state.range(table, EVERYTHING))
      found[`${table} ${Buffer.from(key).toString('latin1')}`] = Buffer.from(value).toString('latin1');
  return found;
}

async function copyOf(state: StateStore): Promise<StateStore> {
  const copy = await openMemoryState({ disk: new MemoryStateDisk() });
  for (const table of TABLES)
    for (const [key, value] of await state.range(table, EVERYTHING)) await copy.commit([{ table, key, value }]).durable;
  return copy;
}

/** Identity as it was at each commit of any stage. */
interface Moment {
  readonly positions: readonly number[];
  /** Up to where anything had been changed. */
  readonly changed: readonly number[];
  readonly rows: Rows;
}

const positionsOf = async (state: StateStore, partitions: number): Promise<number[]> =>
  (await stageStandings(state, partitions)).map(({ position }) => position);

const isSame = (some: readonly number[], others: readonly number[]): boolean => some.every((position, p) => position === others[p]);

const isWithin = (some: readonly number[], others: readonly number[]): boolean => some.every((position, p) => position <= others[p]!);

/** All stages at once, so that they find what others have changed meanwhile; sometimes one of them lags. */
async function stagesOf(world: World, draw: (limit: number) => number): Promise<void> {
  const all = Array.from({ length: world.events.partitions }, (_, p) => p).filter(() => draw(4) > 0);
  await Promise.all(all.map((p) => world.stage(p)));
}

function drawing(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}

/** A world of several stages that work at once. */
async function lifeOf(seed: number): Promise<{ world: World; begin: StateStore; from: number[]; moments: Moment[] }> {
  const draw = drawing(seed);
  const moments: Moment[] = [];
  // What is stored is looked at after each commit, in its turn.
  const watched = (state: StateStore, world: World): StateStore =>
    new Proxy(state, {
      get(target, name) {
        if (name !== 'commit') {
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        }
        return (...given: Parameters<StateStore['commit']>) => {
          const { applied } = target.commit(...given);
          const done = applied.then(async () => {
            const [positions, rows] = [await positionsOf(target, world.events.partitions), await rowsOf(target, SHARED)];
            // Unless another commit came between the two.
            const standings = await stageStandings(target, world.events.partitions);
            const changed = standings.map(changedUpTo);
            if (
              isSame(
                positions,
                standings.map(({ position }) => position),
              )
            )
              moments.push({ positions, changed, rows });
          });
          return { applied: done, durable: done };
        };
      },
    });
  const world = await World.open({ events: 3, batchMax: 1 + draw(5), sharedState: watched });
  const say = async (): Promise<void> => {
    const [user, device, other]: Identifier[] = [
      ['user_id', `u${draw(12)}`],
      ['device', `d${draw(20)}`],
      ['device', `d${draw(20)}`],
    ];
    const who = [[user!], [device!], [user!, device!], [device!, other!], [device!, user!]][draw(5)]!;
    world.now += draw(1_000);
    await world.append('events', draw(world.events.partitions), world.entry(who, 'View'));
  };
  const round = async (): Promise<void> => {
    for (let i = draw(12); i > 0; i--) await say();
    await stagesOf(world, draw);
  };
  for (let i = 0; i < 5; i++) await round();
  const begin = await copyOf(world.shared);
  const from = await positionsOf(begin, world.events.partitions);
  moments.length = 0;
  for (let i = 0; i < 25; i++) await round();
  return { world, begin, from, moments };
}

/** Brings a copy of how it was to where the trails lead, within limits. */
async function followed(
  { world, begin, from }: Pick<Awaited<ReturnType<typeof lifeOf>>, 'world' | 'begin' | 'from'>,
  limits: readonly number[],
): Promise<{ readonly state: StateStore; readonly reached: readonly number[] }> {
  const state = await copyOf(begin);
  const rows = await world.shared.range(OWN_ROWS, EVERYTHING);
  for (const [key, value] of rows)
    if (ownRowOf(OWN_ROWS, key)?.row === 'trail') await state.commit([{ table: OWN_ROWS, key, value }]).durable;
  const reached = await reachOf(state, { from, limits });
  const open = (partition: number) => IdentityStage.open({ partition, events: world.events, customers: world.customers, state });
  const stages = await Promise.all(from.map((_, partition) => open(partition)));
  let entries = 0;
  const there = await followTrails(state, { from, limits: reached, stages, tell: (more) => (entries += more) });
  expect(there).toEqual(reached);
  expect(entries).toBe(reached.reduce((sum, position, p) => sum + position - from[p]!, 0));
  await forgetBeyond(state, reached);
  return { state, reached };
}

test('T2. Followed to the end it is what the stages have left, though they had worked at once', async () => {
  let shuffled = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(2 ** 30), async (seed) => {
      const life = await lifeOf(seed);
      const end = await positionsOf(life.world.shared, 3);
      const { state, reached } = await followed(life, end);
      expect(isWithin(reached, end)).toBe(true);
      expect(await rowsOf(state, SHARED)).toEqual(await rowsOf(life.world.shared, SHARED));
      expect(await positionsOf(state, 3)).toEqual(reached);
      shuffled += life.moments.length;
    }),
    { numRuns: 40, seed: 3 },
  );
  expect(shuffled).toBeGreaterThan(1_000);
});

test('T2. Cut where the stages once were it is what it was then', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(2 ** 30), fc.nat(1_000), async (seed, nth) => {
      const life = await lifeOf(seed);
      const moment = life.moments[nth % life.moments.length];
      if (!moment) return;
      compared++;
      const { state, reached } = await followed(life, moment.positions);
      expect(isWithin(reached, moment.positions)).toBe(true);
      expect(await rowsOf(state, SHARED)).toEqual(moment.rows);
    }),
    { numRuns: 60, seed: 4 },
  );
  expect(compared).toBeGreaterThan(30);
});

test('T2. Cut anywhere it has all that was committed before anything beyond the cut, and nothing that has seen such', async () => {
  let [more, less] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.nat(2 ** 30), fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)), async (seed, cut) => {
      const life = await lifeOf(seed);
      const end = await positionsOf(life.world.shared, 3);
      const limits = end.map((position, p) => life.from[p]! + Math.floor(((position - life.from[p]!) * cut[p]!) / 100));
      const { reached } = await followed(life, limits);
      expect(isWithin(reached, limits)).toBe(true);
      const last = life.moments.findLast(({ changed }) => isWithin(changed, limits))?.changed ?? [0, 0, 0];
      expect(isWithin(last, reached)).toBe(true);
      if (life.moments.some(({ changed }) => isSame(changed, reached))) less++;
      else more++;
    }),
    { numRuns: 60, seed: 4 },
  );
  expect(Math.min(more, less)).toBeGreaterThan(5);
});

test('T2. Followed stage by stage, whatever they had seen, it would not be', async () => {
  let wrong = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const life = await lifeOf(seed);
    const end = await positionsOf(life.world.shared, 3);
    const state = await copyOf(life.begin);
    // A trail that has seen nothing.
    for (const [key, value] of await life.world.shared.range(OWN_ROWS, EVERYTHING)) {
      if (ownRowOf(OWN_ROWS, key)?.row !== 'trail') continue;
      const [version, after, at, , writes] = JSON.parse(Buffer.from(value).toString()) as unknown[];
      await state.commit([{ table: OWN_ROWS, key, value: Buffer.from(JSON.stringify([version, after, at, [], writes])) }]).durable;
    }
    const stages = await Promise.all(
      life.from.map((_, partition) => IdentityStage.open({ partition, events: life.world.events, customers: life.world.customers, state })),
    );
    await followTrails(state, { from: life.from, limits: end, stages, tell: () => undefined });
    if (JSON.stringify(await rowsOf(state, SHARED)) !== JSON.stringify(await rowsOf(life.world.shared, SHARED))) wrong++;
  }
  expect(wrong).toBeGreaterThan(0);
});

test(
  'partings, binds, releases and messages that come twice are followed as well',
  async () => {
    let partings = 0;
    await fc.assert(
      fc.asyncProperty(partingLife, async (script) => {
        const world = await World.open({ batchMax: 3 });
        const begin = await openMemoryState({ disk: new MemoryStateDisk() });
        await lived(script, world);
        const from = [0, 0];
        const { state } = await followed({ world, begin, from }, await positionsOf(world.shared, 2));
        // What has changed nothing since is found, again, to change nothing.
        const customers = await openMemoryLog({ disk: new MemoryLogDisk(), partitions: 4 });
        for (const partition of from.keys()) {
          const stage = await IdentityStage.open({ partition, events: world.events, customers, state });
          while ((await stage.runBatch()) > 0);
        }
        const own = (rows: Rows): Rows =>
          Object.fromEntries(
            Object.entries(rows).filter(([key]) => SHARED.some((table) => key.startsWith(`${table} `)) || key.endsWith('rules')),
          );
        expect(own(await rowsOf(state, TABLES))).toEqual(own(await rowsOf(world.shared, TABLES)));
        partings += Object.values(await rowsOf(state, ['identity'])).filter((row) => row.startsWith('[4,')).length;
        // What had come before is known to have come.
        for (const p of from.keys()) {
          const again = await world.events.read(p, 0, 1_000);
          const count = (all: Rows): number => Object.keys(all).filter((key) => key.startsWith('dedupe ')).length;
          if (again.length > 0) expect(count(await rowsOf(state, TABLES))).toBeGreaterThan(0);
        }
      }),
      { numRuns: 15, seed: 8 },
    );
    expect(partings).toBeGreaterThan(0);
  },
  5 * 60_000,
);

test('T3. What is old goes, and a trail says from where on it is whole', async () => {
  const world = await World.open({ events: 1, batchMax: 1 });
  const rows = async (): Promise<number> =>
    (await world.shared.range(OWN_ROWS, EVERYTHING)).filter(([key]) => ownRowOf(OWN_ROWS, key)?.row === 'trail').length;
  const standing = async () => (await stageStandings(world.shared, 1))[0]!;
  for (let n = 0; n < 30; n++) {
    world.now += HOUR;
    await world.say(world.entry([['user_id', `u${n}`]], 'View'));
  }
  while (await world.stage(0));
  expect(await rows()).toBe(30);
  expect(await standing()).toMatchObject({ position: 30, trail: { since: 0, upTo: 30 } });
  world.now += KEPT_MS - 10 * HOUR;
  // A stage that has just begun looks for it.
  world.restartStage(0);
  await world.say(world.entry([['user_id', 'u99']], 'View'));
  while (await world.stage(0));
  const { since } = (await standing()).trail!;
  expect(since).toBeGreaterThan(15);
  expect(since).toBeLessThan(30);
  expect(await rows()).toBe(31 - since);
  expect(await reachOf(world.shared, { from: [since], limits: [100] })).toEqual([31]);
  expect(await reachOf(world.shared, { from: [since - 1], limits: [100] })).toEqual([since - 1]);
});

test('T1. Where a version has written that leaves no trail, and in a copy, it begins anew', async () => {
  const world = await World.open({ events: 1, batchMax: 1 });
  const say = async (): Promise<void> => {
    await world.say(world.entry([['user_id', 'u1']], 'View'));
    await world.stage(0);
  };
  for (let n = 0; n < 3; n++) await say();
  const [key] = progressKeys(1);
  const older = { position: 3, at: world.now, produced: 3 };
  await world.shared.commit([{ table: 'meta', key: key!, value: Buffer.from(JSON.stringify(older)) }]).durable;
  world.restartStage(0);
  await say();
  expect((await stageStandings(world.shared, 1))[0]).toMatchObject({ position: 4, trail: { since: 3, upTo: 4 } });
  await beginTrails(world.shared, 1);
  expect((await stageStandings(world.shared, 1))[0]).toMatchObject({ position: 4, trail: { since: 4, upTo: 4 } });
});

test('T1. Entries that change nothing are told together: each second or so, many at once, and when there is nothing to read', async () => {
  const world = await World.open({ events: 1 });
  let now = 0;
  const { events, customers, shared: state } = world;
  const stage = await IdentityStage.open({ partition: 0, events, customers, state, clock: () => now, batchMax: 10 });
  const upTo = async (): Promise<number> => (await stageStandings(state, 1))[0]!.trail!.upTo;
  const say = async (times = 1): Promise<void> => {
    for (let n = 0; n < times; n++) await world.say(world.entry([['user_id', 'u1']], 'View'));
    while ((await stage.runBatch()) > 0);
  };
  await say();
  await say();
  await stage.rest();
  expect([stage.position, await upTo()]).toEqual([2, 1]);
  now += 1_000;
  await say();
  expect(await upTo()).toBe(3);
  await say();
  now += 1_000;
  await stage.rest();
  await stage.rest();
  expect(await upTo()).toBe(4);
  await say(2_005);
  expect(await upTo()).toBe(2_004);
  await world.say(world.entry([['user_id', 'u2']], 'View'));
  while ((await stage.runBatch()) > 0);
  expect([stage.position, await upTo()]).toEqual([2_010, 2_010]);
  const found: number[] = [];
  for await (const { after, upTo: last } of footprintsOf(state, 0, 0)) found.push(after, last);
  expect(found).toEqual([0, 1, 1, 3, 3, 4, 4, 2_004, 2_004, 2_010]);
});
