/** The quality of data that is replayed as history: every hour of it can be looked at, and nobody is told. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import { defineEvent, defineProject } from '../../define/index.ts';
import { Shop, shopProject } from '../shop.suite.ts';

const FROM = Date.UTC(2026, 0, 1);
const name = { en: 'Name', zh: '名称' };
const PROJECT = defineProject(
  ...shopProject().definitions,
  defineEvent({ id: 'View', name, properties: { page: { type: 'string', required: true } } }),
);
/** Of ten days of 60 views at noon, the last one has hardly any page. */
const DAYS = 10;
const noon = (day: number): number => FROM + day * DAY + 12 * HOUR;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ eventTime: { from: FROM, to: FROM + 20 * DAY } });
  await shop.running.applyProject(PROJECT);
  for (let day = 0; day < DAYS; day++) {
    const views = Array.from({ length: 60 }, (_, index): JsonObject => {
      const properties: JsonObject = day === DAYS - 1 && index > 5 ? {} : { page: 'home' };
      const timestamp = new Date(noon(day) + index * 1_000).toISOString();
      return { type: 'track', event: 'View', userId: `u${index}`, messageId: `v${day}-${index}`, properties, timestamp };
    });
    await shop.batch(...views);
  }
  await shop.running.advanceTo(noon(DAYS) + HOUR);
  await shop.running.settle();
});
afterAll(() => shop.close());

const missingAt = async (at: number) =>
  (await shop.running.quality.measureAt(at)).measurements.find(({ measure, event }) => measure === 'missing' && event === 'View');

test('an hour of the past is measured against its own limits and its own past', async () => {
  expect(await missingAt(noon(8) + 30 * 60_000)).toMatchObject({ value: 0, z: 0, breached: false });
  const odd = await missingAt(noon(9) + 30 * 60_000);
  expect(odd).toMatchObject({ value: 0.9, breached: true });
  expect(odd!.z).toBeGreaterThan(5);
  // Of what comes later nothing is known yet, nor of what has come in the hour after the instant.
  expect(await missingAt(noon(9) + 5_000)).toBeUndefined();
});

test('with few days before it there is no past to speak of', async () => {
  expect(await missingAt(noon(3) + 30 * 60_000)).not.toHaveProperty('z');
});

test('the warehouse counts every hour', async () => {
  const rows = await shop.running.warehouse.query<{ ms: number; events: number; missing: number }>(
    "SELECT toUnixTimestamp(hour) * 1000 AS ms, events, missing FROM quality_hours WHERE event = 'View' ORDER BY hour",
  );
  const expected = Array.from({ length: DAYS }, (_, day) => ({ ms: noon(day), events: 60, missing: day === DAYS - 1 ? 54 : 0 }));
  expect(rows.map(({ ms, events, missing }) => ({ ms: Number(ms), events: Number(events), missing: Number(missing) }))).toEqual(expected);
});

test('looking at it raises nothing', async () => {
  expect(await shop.running.warehouse.query('SELECT alert FROM alerts')).toEqual([]);
});

test('the hours themselves are told, those of the last ones', async () => {
  const eventsOf = async (count: number) =>
    (await shop.running.quality.recentHours(count)).filter(({ event }) => event === 'View').map(({ events, missing }) => [events, missing]);
  expect(await eventsOf((DAYS + 1) * 24)).toEqual([...Array.from({ length: DAYS - 1 }, () => [60, 0]), [60, 54]]);
  // It is one o'clock, a day later.
  expect(await eventsOf(26)).toEqual([[60, 54]]);
  expect(await eventsOf(25)).toEqual([]);
});
