/** Whatever the order in which stages, engines and forwarders run, and wherever they die. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemoryState } from '../../port/state/index.ts';
import { FIRST } from '../engine/retail.suite.ts';
import { compareStates } from '../verify/compare.ts';
import { replay } from '../verify/replay.ts';
import { choosingLife, live, plainLife, richLife } from './life.suite.ts';
import { type Profile, profilesAlone, sizesOf, World } from './world.suite.ts';

const sizes = fc.record({ batchMax: fc.constantFrom(1, 3, 500), engineMax: fc.constantFrom(1, 7, 1_000) });
const runs = (most: number, seed: number) => ({
  numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? most),
  seed: Number(process.env.VOLANO_CUTS_SEED ?? seed),
});

const plain = (profiles: ReadonlyMap<string, Profile>) => Object.fromEntries(profiles);

test(
  'what is known in the end is what one engine would know: the same profiles, sizes and events',
  async () => {
    await fc.assert(
      fc.asyncProperty(plainLife, sizes, async (script, { batchMax, engineMax }) => {
        const world = await World.open({ batchMax, way: { batchMax: engineMax } });
        const said = await live(script, world);
        const alone = await world.alone(FIRST);
        expect(plain(await world.profiles())).toEqual(plain(await profilesAlone(alone)));
        expect(await world.counters()).toEqual(sizesOf(alone.engine.meta.counters));
        expect(await world.miscounts()).toEqual([]);
        const rows = await world.eventRows();
        expect([...rows.values()].every((times) => times === 1)).toBe(true);
        expect(rows.size).toBe(said.length);
        expect((await world.facts()).filter(({ kind }) => kind === 'failure')).toEqual([]);
      }),
      runs(40, 5),
    );
  },
  5 * 60_000,
);

test(
  'the latest word about consent counts, though it comes before the state of who has spoken before',
  async () => {
    let chosen = 0;
    await fc.assert(
      fc.asyncProperty(choosingLife, sizes, async (script, { batchMax, engineMax }) => {
        const world = await World.open({ batchMax, way: { batchMax: engineMax } });
        // Entries are resolved in the order in which they are said; what follows from that takes its time.
        await live(script, world, async () => {
          for (let p = 0; p < world.events.partitions; p++) while (await world.stage(p));
        });
        const [ours, theirs] = [await world.profiles(), await profilesAlone(await world.alone(FIRST))];
        expect(plain(ours)).toEqual(plain(theirs));
        for (const { consents } of ours.values()) chosen += consents.length;
      }),
      runs(40, 9),
    );
    expect(chosen).toBeGreaterThan(50);
  },
  5 * 60_000,
);

test(
  'R1. Each partition of customers, replayed alone in batches of any size, is what it was',
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(richLife, sizes, async (script, { batchMax, engineMax }) => {
        const world = await World.open({ batchMax, way: { batchMax: engineMax } });
        await live(script, world);
        for (const { kind, action } of await world.facts()) seen.add(`${kind}.${action}`);
        for (const type of await world.types()) seen.add(type);
        for (let partition = 0; partition < world.customers.partitions; partition++) {
          const until = await world.customers.end(partition);
          for (const batch of [1, 7, 10_000]) {
            const state = await openMemoryState();
            await replay({ log: world.customers, partition, identity: 'resolved', state, until, batch });
            const { plan, meta } = (await world.opened(partition))!;
            const { difference } = await compareStates({ live: world.states[partition]!, replayed: state, plan, now: meta.progress.at });
            expect({ partition, batch, difference }).toEqual({ partition, batch, difference: undefined });
          }
        }
      }),
      runs(25, 7),
    );
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'identity.merged',
        'message.decided',
        'message.sent',
        'message.redelivered',
        'duplicate.ignored',
        'resolved',
        'hand_over',
        'taken_over',
        'forwarded',
        'note',
      ]),
    );
  },
  5 * 60_000,
);
