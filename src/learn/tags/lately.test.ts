import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { eventsLastAt, tagsLastTakenAt } from './lately.ts';

const NOON = Date.UTC(2026, 2, 1, 12);
let world: TestWarehouse;
beforeAll(async () => {
  world = await openTestWarehouse();
  const rows = new RowMaker(1);
  for (const time of [NOON, NOON + 5, NOON - 5]) rows.event({ customer: 'a', event: "It's here", time });
  rows.event({ customer: 'a', event: 'Refused', time: NOON, quarantine: 'unreadable' });
  rows.event({ customer: 'a', event: 'Refused', time: NOON - 9 });
  rows.event({ customer: 'a', event: 'Other', time: NOON });
  const tag = (action: string, customer: string, name: string, at: number): void => rows.fact({ kind: 'tag', action, customer, name, at });
  tag('set', 'a', 'gone', NOON);
  tag('expired', 'a', 'gone', NOON + 7);
  tag('set', 'b', 'gone', NOON);
  tag('removed', 'b', 'gone', NOON + 3);
  tag('set', 'a', 'held', NOON);
  await rows.insertInto(world.warehouse);
});
afterAll(() => world.close());

test('events by when the latest arrived; refused ones and those not asked for are none', async () => {
  expect(await eventsLastAt(world.warehouse, ["It's here", 'Refused', 'Never'])).toEqual(
    new Map([
      ["It's here", NOON + 5],
      ['Refused', NOON - 9],
    ]),
  );
  expect(await eventsLastAt(world.warehouse, [])).toEqual(new Map());
});

test('tags by when they were last taken from somebody', async () => {
  expect(await tagsLastTakenAt(world.warehouse, ['gone', 'held', 'never'])).toEqual(new Map([['gone', NOON + 7]]));
});
