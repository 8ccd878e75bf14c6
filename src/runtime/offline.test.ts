import { expect, test } from 'vitest';
import { startHere } from './installed.suite.ts';
import { order, Shop, shopProject, view } from './shop.suite.ts';

test('opened for a command only, time stands still and nothing is handed over: that waits for the next server', async () => {
  const shop = await Shop.open({ offline: true });
  await shop.running.applyProject(shopProject());
  await shop.batch(view('eve', 'v-eve'), order('eve', 'o-eve', 5));
  await shop.running.settle();
  expect(shop.running.counters()['message.decided']).toBe(1);
  expect(await shop.running.outbox.counts()).toMatchObject({ captured: 0 });
  const before = shop.running.counters();
  // `busy` is left by time alone after two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(shop.running.counters()).toEqual(before);
  await shop.running.close();
  shop.running = await startHere({ port: 0, directory: shop.directory });
  await shop.running.settle();
  expect(await shop.running.outbox.counts()).toMatchObject({ captured: 1 });
  await shop.close();
});
