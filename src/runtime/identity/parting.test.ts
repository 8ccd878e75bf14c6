/** Profiles that are parted where customers live in several partitions. */
import { describe, expect, test } from 'vitest';
import type { Identifier } from '../../core/index.ts';
import { FIRST } from '../engine/retail.suite.ts';
import { aloneWithPartings, customerOf, factsOf, recordOf, unbindOf, unmergeOf } from './parting.suite.ts';
import { profilesAlone, World } from './world.suite.ts';

const ADA: Identifier = ['user_id', 'ada'];
const BOB: Identifier = ['user_id', 'bob'];
const PHONE: Identifier = ['device', 'phone'];
const TABLET: Identifier = ['device', 'tablet'];

const plain = <T>(map: ReadonlyMap<string, T>) => Object.fromEntries(map);

async function say(world: World, who: readonly Identifier[], total: number, event = 'Order'): Promise<void> {
  world.now += 1_000;
  await world.say(world.entry(who, event, { properties: { total, lines: [{ sku: 'bag' }] } }));
}

/** Ada and Bob, whom one phone makes one. */
async function united(partitions: number): Promise<World> {
  const world = await World.open({ events: partitions, customers: partitions });
  await world.release(FIRST);
  await say(world, [ADA], 20);
  await say(world, [BOB, TABLET], 60);
  await world.settle();
  await say(world, [ADA, PHONE], 5);
  await world.settle();
  await say(world, [BOB, PHONE], 7);
  await world.settle();
  await say(world, [TABLET], 120);
  await world.settle();
  return world;
}

async function expectSame(world: World): Promise<void> {
  world.now += 1_000;
  await world.rest();
  const alone = await aloneWithPartings(world, FIRST);
  expect(plain(await world.profiles())).toEqual(plain(await profilesAlone(alone)));
  expect((await factsOf(world)).filter(({ kind }) => kind === 'failure')).toEqual([]);
}

describe.each([2, 3, 4])('in %i partitions', (partitions) => {
  test('a merge is undone: both are as in one partition', async () => {
    const world = await united(partitions);
    const [one, other] = [await customerOf(world, ADA), await customerOf(world, BOB)];
    expect(one).toBe(other);
    await world.part((await unmergeOf(world, BOB))!);
    await expectSame(world);
    expect(await customerOf(world, ADA)).not.toBe(await customerOf(world, BOB));
    expect(await customerOf(world, TABLET)).toBe(await customerOf(world, BOB));
    await say(world, [BOB], 19);
    await say(world, [ADA], 5);
    await expectSame(world);
    await say(world, [BOB, ADA], 5);
    await expectSame(world);
    expect(await customerOf(world, ADA)).not.toBe(await customerOf(world, BOB));
  });

  test('an identifier is taken out, and bound again', async () => {
    const world = await united(partitions);
    await world.part((await unbindOf(world, PHONE))!);
    await expectSame(world);
    expect(await customerOf(world, PHONE)).not.toBe(await customerOf(world, BOB));
    await say(world, [PHONE], 60);
    await expectSame(world);
    world.now += 1_000;
    await world.say({ type: 'bind', identifiers: [PHONE, ADA], by: 'staff' });
    await expectSame(world);
    const ada = (await customerOf(world, ADA))!;
    expect(await customerOf(world, PHONE)).toBe(ada);
    expect(await recordOf(world, ada)).toMatchObject({ state: 'live' });
    await world.part((await unbindOf(world, PHONE))!);
    await expectSame(world);
    expect(await customerOf(world, PHONE)).not.toBe(ada);
  });
});
