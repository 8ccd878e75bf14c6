/** An installation of several partitions goes into a folder amid its work, and comes back as what is whole. B3, K1 to K5, X4, M1. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeEntry, type Entry, type Identifier } from '../../core/index.ts';
import { FIRST, SECOND } from '../engine/retail.suite.ts';
import { live, type Op, plainLife } from '../identity/life.suite.ts';
import { profilesAlone, World } from '../identity/world.suite.ts';
import { backUp } from './backup.ts';
import type { Manifest } from './format.ts';
import { asking, assertWhole, drawing, Place, SeveralRoom } from './several.suite.ts';

let room: SeveralRoom;
beforeAll(async () => {
  room = await SeveralRoom.open();
});
afterAll(() => room.close());

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
      const folder = room.path('backup');
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
        if (step++ === Math.min(when, peaceful.length - 1))
          manifest = (await backUp(asking(room, world, meanwhile), { to: folder })).manifest;
      });
      const place = new Place(room, world);
      // One that is cut off goes on: what it has put into the logs stays there.
      const interrupted = place.restored(folder, { onProgress: ({ part }) => part === 'replay' && draw(3) === 0 && fail() });
      await interrupted.catch((error) => expect(error).toEqual(new Error('cut off')));
      const { messages } = await place.restored(folder);
      expect(messages).toMatchObject({ sent: 0, waiting: 0 });
      const restored = await place.world();
      await assertWhole(room, restored);
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
    const folder = room.path('backup');
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
      asking(room, world, async () => {
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
    const place = new Place(room, world);
    expect((await place.restored(folder)).messages).toEqual({ sent: 1, held: waiting.flat().length - 1, waiting: 0 });
    const restored = await place.world();
    await assertWhole(room, restored);
    // What names entries that are cut off is not asked for.
    const there = (await restored.events.read(0, 0, 100)).map(({ value }) => decodeEntry(value).type);
    expect(there.filter((type) => type === 'unmerge' || type === 'tick')).toEqual(['unmerge', 'tick']);
    for (const partition of [0, 1]) expect((await restored.opened(partition)).meta.releases.map(({ number }) => number)).toEqual([1, 2]);
    expect((await restored.eventRows()).get(`opened-${message}`)).toBe(1);
  });
});
