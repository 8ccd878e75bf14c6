/** A segment over a past that nobody has kept comes into force in the running product, from the warehouse, while events come in. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { defineProject, defineSegment, defineTrait, type Project, trait } from '../../define/index.ts';
import { inCluster, startHere, verifyHere } from '../installed.suite.ts';
import { order, Shop, shopProject, view } from '../shop.suite.ts';

const PATIENCE = { timeout: 30_000, interval: 20 };
const name = { en: 'Name', zh: '名称' };

/** Reads a window over a property that the shop's project does not keep row by row. */
function grown(least = 30): Project {
  return defineProject(
    ...shopProject().definitions,
    defineTrait({ id: 'spent_90d', name, aggregate: 'sum', event: 'Order Completed', property: 'revenue', window: { last: '90d' } }),
    defineTrait({ id: 'last_order', name, aggregate: 'last', event: 'Order Completed', property: 'order_id' }),
    defineSegment({ id: 'good', name, condition: trait('spent_90d').atLeast(least) }),
  );
}

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

const profileOf = async (user: string) => (await shop.running.profileOf({ namespace: 'user_id', value: user }))!;
/** And everybody has been looked at. */
const inForce = () => vi.waitFor(() => expect(shop.running.standing()).toMatchObject({ state: 'live', evaluating: false }), PATIENCE);

describe('a segment with a window', () => {
  test('has as members those whose past says so, and those whose past and present do', async () => {
    for (let user = 0; user < 40; user++) await shop.batch(order(`u${user}`, `a${user}`, user), view(`u${user}`, `v${user}`));
    await shop.running.applyProject(grown());
    await shop.batch(order('u29', 'b29', 1), order('u0', 'b0', 29.99), order('new', 'n1', 31));
    await inForce();
    await shop.running.settle();
    expect(shop.running.counters()['segment:good']).toBe(12);
    expect((await profileOf('u29')).segments).toContainEqual(expect.objectContaining({ id: 'good' }));
    expect((await profileOf('u39')).traits).toMatchObject({ spent_90d: 39, last_order: 'a39' });
    expect((await profileOf('u0')).traits).toMatchObject({ spent_90d: 29.99, last_order: 'b0' });
    const told = await shop.running.warehouse.query<{ n: number }>("SELECT count() AS n FROM segment_transitions WHERE segment = 'good'");
    expect(Number(told[0]!.n)).toBe(12);
  });

  test('is there after a restart in the middle of it', async () => {
    await shop.running.applyProject(shopProject());
    await shop.running.applyProject(grown(20));
    await shop.reopen();
    await inForce();
    await shop.running.settle();
    expect(shop.running.counters()['segment:good']).toBe(22);
  });

  test('is what a replay of the log comes to, without any warehouse', async () => {
    const { equal, difference } = await verifyHere(shop.directory);
    expect([equal, difference]).toEqual([true, undefined]);
  });

  // The data of a cluster lies in no folder.
  test.skipIf(inCluster)('is not begun by a command on the folder, which says so', async () => {
    await shop.running.applyProject(shopProject());
    await shop.running.close();
    const offline = await startHere({ directory: shop.directory, port: 0, offline: true });
    await offline.applyProject(grown(10));
    expect(offline.standing()).toMatchObject({ state: 'preparing', isBrought: false });
    await offline.close();
    shop.running = await startHere({ directory: shop.directory, port: 0 });
    await inForce();
    expect(shop.running.counters()['segment:good']).toBe(32);
  });
});
