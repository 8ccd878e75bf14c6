import { expect, test } from 'vitest';
import { IdentityStage } from '../identity/index.ts';
import { World } from '../identity/world.suite.ts';
import { trimArrivals } from './arrivals.ts';

const HOUR = 3_600_000;

test('of the log of events goes what is older than the retention, and of that nothing that is not known to be in the log of customers', async () => {
  const world = await World.open({ events: 1 });
  const stage = await IdentityStage.open({
    partition: 0,
    events: world.events,
    customers: world.customers,
    state: world.shared,
    batchMax: 2,
  });
  for (let n = 0; n < 6; n++) {
    await world.say(world.entry([['user_id', `u${n}`]], 'View'));
    world.now += HOUR;
  }
  const options = { partition: 0, events: world.events, state: world.shared, retentionMs: 2.5 * HOUR };
  const kept = async (): Promise<number[]> => (await world.events.read(0, 0, 100)).map(({ position }) => position);
  await trimArrivals(options);
  expect(await kept()).toEqual([1, 2, 3, 4, 5, 6]);
  await stage.runBatch();
  await stage.rest();
  await trimArrivals(options);
  expect(await kept()).toEqual([3, 4, 5, 6]);
  while ((await stage.runBatch()) > 0);
  await stage.rest();
  expect(await trimArrivals(options)).toBe(4);
  expect(await kept()).toEqual([4, 5, 6]);
  await world.close();
});

test('an empty log is left alone', async () => {
  const world = await World.open({ events: 1 });
  expect(await trimArrivals({ partition: 0, events: world.events, state: world.shared, retentionMs: 1 })).toBe(0);
  await world.close();
});
