/** An installation of several partitions is backed up twice amid its work, and restored to times between. G1, X5, K1 to K6. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import { decodeEntry, type Identifier } from '../../core/index.ts';
import type { Log, LogRecord } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import { stampOf } from '../engine/index.ts';
import { FIRST } from '../engine/retail.suite.ts';
import { ownRowOf, reachOf } from '../identity/index.ts';
import { live, type Op, partingLife, plainLife } from '../identity/life.suite.ts';
import { unmergeOf } from '../identity/parting.suite.ts';
import { profilesAlone, World } from '../identity/world.suite.ts';
import { backUp } from './backup.ts';
import type { Manifest } from './format.ts';
import { asking, assertWhole, drawing, Place, SeveralRoom } from './several.suite.ts';

let room: SeveralRoom;
beforeAll(async () => {
  room = await SeveralRoom.open();
});
afterAll(() => room.close());

type Draw = ReturnType<typeof drawing>;
type Script = readonly (readonly [ms: number, op: Op])[];

/** What comes and what works meanwhile is as random as the life. */
function meanwhileOf(world: World, draw: Draw): () => Promise<void> {
  return async () => {
    for (let i = 0; i < 8; i++) {
      const user: Identifier = ['user_id', `u${draw(6)}`];
      const device: Identifier = ['device', `d${draw(10)}`];
      const what = draw(6);
      world.now += draw(3);
      // Clocks differ from door to door.
      const ahead = draw(3) * 1_000;
      world.now += ahead;
      if (what < 2) await world.say(world.entry([[user], [device], [user, device], [device, user]][draw(4)]!, 'View'));
      else if (what < 4) {
        // Some die with something found and not produced.
        if (draw(3) === 0) world.arm(['identity.after_commit', 'identity.inside_produce'][draw(2)]!);
        await world.stage(draw(world.events.partitions));
        world.disarm();
      } else await world[what === 4 ? 'engine' : 'forwarder'](draw(world.customers.partitions));
      world.now -= ahead;
    }
  };
}

/** What each stage finds last is not produced by the time of what comes to customers next. */
async function dyingIn(world: World, draw: Draw): Promise<void> {
  for (let p = 0; p < world.events.partitions; p++) {
    for (let i = draw(3); i >= 0; i--)
      await world.append(
        'events',
        p,
        world.entry(
          [
            ['user_id', `u${draw(6)}`],
            ['device', `d${draw(10)}`],
          ],
          'View',
        ),
      );
    world.arm('identity.after_commit');
    await world.stage(p);
    world.disarm();
  }
  world.now += 10;
  await world.tick();
}

interface Lived {
  readonly world: World;
  readonly folder: string;
  readonly manifest: Manifest;
  /** From and to when it can be restored between the two runs. */
  readonly begin: number;
  readonly end: number;
}

/** Backed up at two places of its life. Undefined where both fell on one. */
async function lifeOf(script: Script, places: readonly [number, number], draw: Draw): Promise<Lived | undefined> {
  const world = await World.open({ batchMax: 3, way: { batchMax: 7 } });
  const folder = room.path('backup');
  const peaceful = script.filter(([, op]) => op.do !== 'crash');
  const runs = places.map((place) => place % peaceful.length);
  let manifest: Manifest | undefined;
  let step = 0;
  await live(peaceful, world, async () => {
    const now = step++;
    if (draw(3) === 0) await meanwhileOf(world, draw)();
    if (!runs.includes(now)) return;
    const isQuiet = draw(2) === 0;
    if (isQuiet) await dyingIn(world, draw);
    const ask = isQuiet ? asking(room, world) : asking(room, world, meanwhileOf(world, draw));
    manifest = (await backUp(ask, { to: folder })).manifest;
  });
  const [first, second] = manifest!.points;
  if (!first || !second) return undefined;
  return { world, folder, manifest: manifest!, begin: beginOf(manifest!, 0), end: beginOf(manifest!, 1) };
}

function beginOf({ points }: Manifest, nth: number): number {
  const { customers, sure, events } = points[nth]!.several!;
  return Math.max(...[...customers, ...sure, ...events].map(({ at }) => at));
}

async function allOf(log: Log, partition: number): Promise<readonly LogRecord[]> {
  return log.read(partition, 0, Number.MAX_SAFE_INTEGER);
}

/** Of events, what had been taken by a time, as far as it was copied: by a clock that is behind something may have come later. */
async function takenBy({ world, manifest }: Pick<Lived, 'world' | 'manifest'>, time: number): Promise<number[]> {
  const cuts: number[] = [];
  for (const [p, { position }] of manifest.ends!.events.entries()) {
    const all = await allOf(world.events, p);
    const first = all.find(({ at }) => at > time);
    cuts.push(Math.min(position, first ? first.position - 1 : all.length));
  }
  return cuts;
}

/** Of each entry of events, all that stages have said of it, each once. */
async function saidOf(world: World): Promise<Map<string, string[]>> {
  const said = new Map<string, Set<string>>();
  for (let p = 0; p < world.customers.partitions; p++) {
    for (const { value } of await allOf(world.customers, p)) {
      const stamp = stampOf(decodeEntry(value));
      if (!stamp?.[0].startsWith('i')) continue;
      const key = `${stamp[0]} ${stamp[1]}`;
      said.set(key, (said.get(key) ?? new Set()).add(`${p} ${Buffer.from(value).toString()}`));
    }
  }
  return new Map([...said].map(([key, all]) => [key, [...all].sort()]));
}

/** Up to where stages have not to find anything anew. */
async function resolvedBy({ world, manifest }: Lived, cuts: readonly number[]): Promise<readonly number[]> {
  const [first, second] = manifest.points.map(({ several }) => several!.events.map(({ position }) => position));
  return reachOf(world.shared, { from: first!, limits: cuts.map((cut, p) => Math.min(cut, second![p]!)) });
}

/** Message ids and how often the warehouse has them. */
async function rowsOf(): Promise<Map<string, number>> {
  const rows = await room.warehouse.query<{ id: string; rows: number }>(
    'SELECT message_id AS id, toUInt32(count()) AS rows FROM events GROUP BY id ORDER BY id',
  );
  return new Map(rows.map(({ id, rows: count }) => [id, count]));
}

/** Of the events that the world has counted, those that it had taken by then, from the doors and from the product itself. */
async function countedBy({ world, manifest }: Lived, time: number): Promise<Set<string>> {
  const base = manifest.points[0]!.several!.sure;
  const counted = await world.eventRows();
  const found = new Set<string>();
  const add = ({ value }: LogRecord): void => {
    const entry = decodeEntry(value);
    if (entry.type === 'event' && counted.has(entry.messageId)) found.add(entry.messageId);
  };
  for (const [p, cut] of (await takenBy({ world, manifest }, time)).entries())
    for (const record of (await allOf(world.events, p)).slice(0, cut)) add(record);
  for (let p = 0; p < world.customers.partitions; p++) {
    const all = (await allOf(world.customers, p)).slice(0, manifest.ends!.customers[p]!.position);
    const late = all.findIndex(({ at, position }) => at > time && position > base[p]!.position);
    for (const record of late < 0 ? all : all.slice(0, late)) add(record);
  }
  return found;
}

/** The same world as it was restored, and what holds of every one. */
async function restoredTo(
  lived: Lived,
  time: number,
  draw: Draw,
): Promise<{ readonly restored: World; readonly resolved: readonly number[] }> {
  const { world, folder } = lived;
  const place = new Place(room, world);
  // One that is cut off goes on: what it has put into the logs stays there.
  const interrupted = place.restored(folder, { time, onProgress: ({ part }) => part === 'replay' && draw(3) === 0 && fail() });
  await interrupted.catch((error) => expect(error).toEqual(new Error('cut off')));
  await place.restored(folder, { time });
  const restored = await place.world();
  await assertWhole(room, restored);
  // Nothing acknowledged is missing or doubled, nothing later is there.
  const counted = await countedBy(lived, time);
  const rows = await rowsOf();
  expect([...rows.keys()].sort()).toEqual([...counted].sort());
  const [again, before] = [await rowsOf(), await world.eventRows()];
  for (const [id, times] of again) expect([id, times <= before.get(id)!]).toEqual([id, true]);
  const cuts = await takenBy(lived, time);
  const limits = [...cuts];
  for (const [p, cut] of cuts.entries()) {
    const typeOf = ({ value }: LogRecord): string => decodeEntry(value).type;
    const asked = (await allOf(world.events, p)).slice(0, cut).map(typeOf);
    const there = (await allOf(restored.events, p)).map(typeOf);
    // Partings that are not carried out; nothing is found as it was by what came behind the first.
    const left = there.flatMap((type, i) => (type === 'tick' && (asked[i] === 'unmerge' || asked[i] === 'unbind') ? [i] : []));
    if (left.length > 0) limits[p] = left[0]!;
    for (const i of left) there[i] = asked[i]!;
    // What had come to some partitions alone has been put into all.
    expect(there.filter((type, i) => i < cut || type !== 'release')).toEqual(asked);
  }
  return { restored, resolved: await resolvedBy(lived, limits) };
}

function fail(): never {
  throw new Error('cut off');
}

/** What had been found is found as it was, by the same ids. */
async function assertSameFinds(world: World, restored: World, resolved: readonly number[]): Promise<number> {
  const [then, now] = [await saidOf(world), await saidOf(restored)];
  let compared = 0;
  for (const [p, position] of resolved.entries()) {
    for (let one = 1; one <= position; one++) {
      const key = `i${p} ${one}`;
      expect([key, now.get(key)]).toEqual([key, then.get(key)]);
      compared++;
    }
  }
  return compared;
}

/** As identity has resolved it: what was found then in the order of then, what was behind that stage by stage, and the rest. */
function inOrderOf(world: World, restored: World, { resolved, cuts }: { resolved: readonly number[]; cuts: readonly number[] }): void {
  const known = world.resolved.filter(({ partition, position }) => position <= resolved[partition]!);
  const behind = cuts.flatMap((cut, partition) =>
    Array.from({ length: cut - resolved[partition]! }, (_, i) => ({ partition, position: resolved[partition]! + 1 + i })),
  );
  const rest = restored.resolved.filter(({ partition, position }) => position > cuts[partition]!);
  restored.resolved.splice(0, Number.POSITIVE_INFINITY, ...known, ...behind, ...rest);
}

const runs = (most: number, seed: number) => ({
  numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? most),
  seed: Number(process.env.VOLANO_CUTS_SEED ?? seed),
  endOnFailure: true,
});

const moment = fc.record({
  places: fc.tuple(fc.nat(60), fc.nat(119)),
  part: fc.oneof(fc.nat(1_000), fc.constant(1_000)),
  seed: fc.nat(2 ** 30),
});

function timeOf({ begin, end }: Lived, part: number): number {
  return begin + Math.floor(((end - 1 - begin) * part) / 1_000);
}

test(
  'G1. At any time between it is what one engine would be, in the order of then, and goes on from there',
  async () => {
    let [compared, behind] = [0, 0];
    await fc.assert(
      fc.asyncProperty(plainLife, moment, async (script, { places, part, seed }) => {
        const draw = drawing(seed);
        const lived = await lifeOf(script, places, draw);
        if (!lived || lived.end <= lived.begin) return;
        const { world } = lived;
        const time = timeOf(lived, part);
        const { restored, resolved } = await restoredTo(lived, time, draw);
        compared += await assertSameFinds(world, restored, resolved);
        const cuts = await takenBy(lived, time);
        behind += cuts.reduce((sum, cut, p) => sum + cut - resolved[p]!, 0);
        // What its senders send again is all that it lacks.
        for (const [p, cut] of cuts.entries())
          for (const { at, value } of (await allOf(world.events, p)).slice(cut))
            if (decodeEntry(value).type !== 'release') await restored.events.append(p, [{ at, value }]);
        restored.now = world.now;
        await restored.rest();
        inOrderOf(world, restored, { resolved, cuts });
        expect(Object.fromEntries(await restored.profiles())).toEqual(Object.fromEntries(await profilesAlone(await restored.alone(FIRST))));
      }),
      runs(8, 21),
    );
    expect(compared).toBeGreaterThan(100);
    expect(behind).toBeGreaterThan(0);
  },
  5 * 60_000,
);

test(
  'whatever stands in the logs, partings too, it is whole at any time between, and so is what is restored from its own backups',
  async () => {
    let [compared, again] = [0, 0];
    await fc.assert(
      fc.asyncProperty(partingLife, moment, async (script, { places, part, seed }) => {
        const draw = drawing(seed);
        const lived = await lifeOf(script, places, draw);
        if (!lived || lived.end <= lived.begin) return;
        const { restored, resolved } = await restoredTo(lived, timeOf(lived, part), draw);
        compared += await assertSameFinds(
          lived.world,
          restored,
          resolved.map((position, p) => Math.min(position, resolved[p]!)),
        );
        // It goes on, is backed up twice itself, and restored between.
        restored.now = lived.world.now;
        const folder = room.path('backup');
        const ask = asking(room, restored, meanwhileOf(restored, draw));
        await backUp(ask, { to: folder });
        for (let i = 0; i < 6; i++) {
          restored.now += draw(HOUR);
          await meanwhileOf(restored, draw)();
        }
        const { manifest } = await backUp(ask, { to: folder });
        const next: Lived = { world: restored, folder, manifest, begin: beginOf(manifest, 0), end: beginOf(manifest, 1) };
        const place = new Place(room, restored);
        await place.restored(folder, { time: timeOf(next, part) });
        await assertWhole(room, await place.world());
        again++;
      }),
      runs(6, 22),
    );
    expect(compared).toBeGreaterThan(100);
    expect(again).toBeGreaterThan(0);
  },
  5 * 60_000,
);

test('T2. Who is who is as it was, to the byte; not so where stages are followed one after the other, whatever they had seen', async () => {
  const world = await World.open();
  const folder = room.path('backup');
  const device = (n: number): Identifier => ['device', `d${n}`];
  await world.release(FIRST);
  for (let n = 0; n < 4; n++) await world.append('events', 0, world.entry([device(n)], 'View'));
  await world.rest();
  await backUp(asking(room, world), { to: folder });
  world.now += HOUR;
  // Each is linked to more, by one stage and then by the other.
  for (const partition of [1, 0]) {
    for (let n = 0; n < 4; n++) await world.append('events', partition, world.entry([device(n), device(100 + world.now * 10 + n)], 'View'));
    while (await world.stage(partition));
    world.now += 1;
  }
  await world.settle();
  const time = world.now;
  const identities = async (state: StateStore): Promise<string[]> => {
    const rows = await state.range('identity', { start: new Uint8Array(0), end: Buffer.alloc(8, 0xff), limit: 1_000 });
    return rows.map((pair) => pair.map((bytes) => Buffer.from(bytes).toString()).join('='));
  };
  const then = await identities(world.shared);
  world.now += HOUR;
  await world.say(world.entry([device(0), device(1)], 'View'));
  await world.rest();
  await backUp(asking(room, world), { to: folder });
  const place = new Place(room, world);
  await place.restored(folder, { time });
  const restored = await place.world();
  expect(await identities(restored.shared)).toEqual(then);
  await restored.close();
  const blind = new Place(room, world);
  await blind.restored(folder, { time }, unseeing);
  expect(await identities((await blind.world()).shared)).not.toEqual(then);
});

/** As if no stage had seen any other. */
function unseeing(state: StateStore): StateStore {
  const range: StateStore['range'] = async (table, keys) =>
    (await state.range(table, keys)).map(([key, value]) => {
      if (ownRowOf(table, key)?.row !== 'trail') return [key, value];
      const [version, after, at, , writes] = JSON.parse(Buffer.from(value).toString()) as unknown[];
      return [key, Buffer.from(JSON.stringify([version, after, at, [], writes]))];
    });
  return new Proxy(state, {
    get(target, name) {
      const value: unknown = name === 'range' ? range : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

test('K6. A parting that names what a clock ahead had put behind the time is not carried out: it can be asked for again', async () => {
  const world = await World.open({ customers: 2 });
  const folder = room.path('backup');
  const [user, device]: Identifier[] = [
    ['user_id', 'u1'],
    ['device', 'd1'],
  ];
  await world.release(FIRST);
  await world.say(world.entry([user!], 'View'));
  await world.say(world.entry([device!], 'View'));
  await world.rest();
  await backUp(asking(room, world), { to: folder });
  world.now += HOUR;
  await world.say(world.entry([user!, device!], 'View'));
  await world.settle();
  const time = world.now;
  world.now += 5_000;
  await world.tick();
  world.now = time;
  await world.say(world.entry([user!], 'View'));
  await world.settle();
  const asked = await unmergeOf(world, user!, (merges) => merges);
  await world.part(asked!);
  await world.settle();
  const parted = (await allOf(world.events, 0)).at(-1)!;
  expect([decodeEntry(parted.value).type, parted.at]).toEqual(['unmerge', time]);
  world.now += HOUR;
  await world.rest();
  const { manifest } = await backUp(asking(room, world), { to: folder });
  const lived: Lived = { world, folder, manifest, begin: beginOf(manifest, 0), end: beginOf(manifest, 1) };
  const { restored } = await restoredTo(lived, time, drawing(1));
  expect(decodeEntry((await allOf(restored.events, 0)).at(parted.position - 1)!.value).type).toBe('tick');
  // Whoever asks again is heard.
  expect((await restored.profiles()).size).toBe(1);
  await restored.part((await unmergeOf(restored, user!, (merges) => merges))!);
  await restored.rest();
  expect((await restored.profiles()).size).toBe(2);
});

test('K1. What was found by what came later is found anew, without it', async () => {
  const world = await World.open();
  const folder = room.path('backup');
  const pairs = Array.from({ length: 6 }, (_, n): [Identifier, Identifier] => [
    ['user_id', `u${n}`],
    ['device', `d${n}`],
  ]);
  await world.release(FIRST);
  for (const identifier of pairs.flat()) await world.append('events', 0, world.entry([identifier], 'View'));
  await world.rest();
  await backUp(asking(room, world), { to: folder });
  world.now += HOUR;
  const time = world.now;
  for (const [, device] of pairs) await world.append('events', 1, world.entry([device], 'Order', { properties: { total: 10 } }));
  world.now += 1_000;
  for (const [user, device] of pairs) await world.append('events', 0, world.entry([user, device], 'View'));
  // The later ones are found first, and told last.
  world.arm('identity.after_commit');
  await world.stage(0);
  expect(world.takeCrashes()).toBe(1);
  while (await world.stage(1));
  await world.rest();
  world.now += HOUR;
  await world.rest();
  const { manifest } = await backUp(asking(room, world), { to: folder });
  const lived: Lived = { world, folder, manifest, begin: beginOf(manifest, 0), end: beginOf(manifest, 1) };
  const { restored } = await restoredTo(lived, time, drawing(1));
  const profiles = await restored.profiles();
  expect([...profiles.keys()].sort()).toEqual(
    pairs
      .flat()
      .map((identifier) => identifier.join(':'))
      .sort(),
  );
  const ordered = (name: string): boolean => profiles.get(name)!.parts.some((part) => part.includes('Order'));
  expect(pairs.map((pair) => pair.map((identifier) => ordered(identifier.join(':'))))).toEqual(pairs.map(() => [false, true]));
  expect((await world.profiles()).size).toBe(pairs.length);
});
