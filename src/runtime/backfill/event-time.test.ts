/** A backfill while history is replayed: time is that of the events. */
import { expect, test, vi } from 'vitest';
import { defineProject, defineSegment, defineTrait, trait } from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';

const PATIENCE = { timeout: 30_000, interval: 20 };
const name = { en: 'Name', zh: '名称' };

test('in event time a release in the middle of a year knows the months before it', async () => {
  const from = Date.UTC(2023, 0, 1);
  const grown = defineProject(
    ...shopProject().definitions,
    defineTrait({ id: 'spent_90d', name, aggregate: 'sum', event: 'Order Completed', property: 'revenue', window: { last: '90d' } }),
    defineSegment({ id: 'good', name, condition: trait('spent_90d').atLeast(90) }),
  );
  const at = (day: number) => ({ timestamp: new Date(from + day * 86_400_000).toISOString() });
  const history = await Shop.open({ eventTime: { from, to: Date.UTC(2023, 11, 31) } });
  await history.running.applyProject(shopProject());
  for (let day = 1; day <= 120; day += 10) await history.batch(order('ada', `o${day}`, 10, at(day)));
  await history.running.applyProject(grown);
  await vi.waitFor(() => expect(history.running.standing()).toMatchObject({ state: 'live', evaluating: false }), PATIENCE);
  await history.running.settle();
  const profile = await history.running.profileOf({ namespace: 'user_id', value: 'ada' });
  // The orders of days 31 to 111.
  expect(profile).toMatchObject({ traits: { spent_90d: 90 }, segments: [{ id: 'good' }] });
  await history.running.advanceTo(from + 130 * 86_400_000);
  await history.running.settle();
  expect(history.running.counters()['segment:good']).toBe(0);
  await history.close();
});
