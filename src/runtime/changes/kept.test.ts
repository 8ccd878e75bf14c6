/** Against the product as a whole: changes outlive the process, and a release takes in what it says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Shop, shopProject } from '../shop.suite.ts';

const TOP = { kind: 'segment', id: 'top' } as const;
const released = shopProject().definitions.find(({ kind, id }) => kind === TOP.kind && id === TOP.id)!;
const changed = { ...released, description: { en: 'The best', zh: '最佳客户' } };

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

test('a change is there after a restart, and is released as any project is', async () => {
  const saved = await shop.running.changes.put(TOP, { definition: changed as never, on: 1, by: 'ada' });
  await shop.reopen();
  expect(await shop.running.changes.get(TOP)).toEqual(saved);
  const project = await shop.running.changes.project([TOP]);
  expect((await shop.running.questions.review(project)).changes).toMatchObject([{ ...TOP, action: 'changed' }]);
  await shop.running.applyProject(project);
  expect(await shop.running.changes.list()).toEqual([]);
});

test('the way back does not bring it up again', async () => {
  await shop.running.applyProject(shopProject(), undefined, { backTo: 1 });
  expect(await shop.running.changes.list()).toEqual([]);
});
