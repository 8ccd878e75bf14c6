/** Profiles that are parted in random lives of several partitions, whatever is under way and wherever something dies. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemoryState } from '../../port/state/index.ts';
import { FIRST } from '../engine/retail.suite.ts';
import { compareStates } from '../verify/compare.ts';
import { replay } from '../verify/replay.ts';
import { live, orderlyPartingLife, partingLife } from './life.suite.ts';
import { aloneWithPartings, factsOf } from './parting.suite.ts';
import { profilesAlone, sizesOf, World } from './world.suite.ts';

const ways = fc.record({
  partitions: fc.constantFrom(2, 3, 4),
  batchMax: fc.constantFrom(1, 3, 500),
  engineMax: fc.constantFrom(1, 7, 1_000),
});
const runs = (most: number, seed: number) => ({
  numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? most),
  seed: Number(process.env.VOLANO_CUTS_SEED ?? seed),
  endOnFailure: true,
});

const plain = <T>(profiles: ReadonlyMap<string, T>) => Object.fromEntries(profiles);

const open = ({ partitions, batchMax, engineMax }: { partitions: number; batchMax: number; engineMax: number }) =>
  World.open({ events: partitions, customers: partitions, batchMax, way: { batchMax: engineMax } });

test(
  'sides are what they would be in one partition',
  async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(orderlyPartingLife, ways, async (script, way) => {
        const world = await open(way);
        await live(script, world, async () => {
          for (let p = 0; p < world.events.partitions; p++) while (await world.stage(p));
        });
        const alone = await aloneWithPartings(world, FIRST);
        expect(plain(await world.profiles())).toEqual(plain(await profilesAlone(alone)));
        expect(await world.counters()).toEqual(sizesOf(alone.engine.meta.counters));
        const facts = await factsOf(world);
        expect(facts.filter(({ kind }) => kind === 'failure')).toEqual([]);
        for (const { action } of facts) seen.set(action, (seen.get(action) ?? 0) + 1);
      }),
      runs(30, 3),
    );
    for (const action of ['unmerged', 'unbound', 'rebuilt', 'moved']) expect(seen.get(action) ?? 0).toBeGreaterThan(10);
  },
  5 * 60_000,
);

test(
  'R1. whatever is under way nothing is lost or counted twice, and each partition replays to itself',
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(partingLife, ways, async (script, way) => {
        const world = await open(way);
        await live(script, world);
        const facts = await factsOf(world);
        for (const { action } of facts) seen.add(action);
        for (const type of await world.types()) seen.add(type);
        const rows = await world.eventRows();
        expect([...rows.values()].every((times) => times === 1)).toBe(true);
        const profiles = await world.profiles();
        expect((await world.counters()).customers).toBe(profiles.size);
        for (let partition = 0; partition < world.customers.partitions; partition++) {
          const until = await world.customers.end(partition);
          for (const batch of [1, 10_000]) {
            const state = await openMemoryState();
            await replay({ log: world.customers, partition, identity: 'resolved', state, until, batch });
            const { plan, meta } = (await world.opened(partition))!;
            const { difference } = await compareStates({ live: world.states[partition]!, replayed: state, plan, now: meta.progress.at });
            expect({ partition, batch, difference }).toEqual({ partition, batch, difference: undefined });
          }
        }
      }),
      runs(25, 11),
    );
    expect([...seen]).toEqual(expect.arrayContaining(['parted', 'set_free', 'unmerged', 'unbound', 'instance_moved']));
  },
  5 * 60_000,
);
