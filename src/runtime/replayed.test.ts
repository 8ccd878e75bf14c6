/** A history in which a journey breaks in the middle, replayed in a few requests: it is found, alerted, rerouted and given back on the days on which that happened. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../base/index.ts';
import type { JsonObject } from '../core/index.ts';
import { defineJourney, defineProject, guardrail, onEvent, send, wait } from '../define/index.ts';
import { Shop, shopProject } from './shop.suite.ts';

const FROM = Date.UTC(2026, 0, 1);
const name = { en: 'Name', zh: '名称' };
const PROJECT = defineProject(
  ...shopProject().definitions,
  defineJourney({
    id: 'cart',
    name,
    stage: 'repurchase',
    trigger: onEvent('Added'),
    reentry: 'once',
    goal: { event: 'Bought' },
    steps: [
      send({
        id: 'remind',
        channel: 'capture',
        template: 'again',
        purpose: 'offers',
        guardrails: [
          guardrail({ measure: 'conversion', atLeast: 0.5, within: '6h', minimum: 20 }),
          guardrail({ measure: 'error', atMost: 0.1 }),
        ],
        fallback: { skip: true, probe: 0.5 },
      }),
      wait('2d', { id: 'rest' }),
    ],
  }),
);
const DAYS = 18;
const A_DAY = 40;
/** Nobody buys who has got the message. */
const BROKEN = { from: 8, to: 12 };

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ eventTime: { from: FROM, to: FROM + 2 * DAYS * DAY } });
  await shop.running.applyProject(PROJECT);
  const calls: JsonObject[] = [];
  for (let day = 0; day < DAYS; day++) {
    const isBroken = day >= BROKEN.from && day < BROKEN.to;
    for (const [event, hour, count] of [
      ['Added', 8, A_DAY],
      ['Bought', 10, isBroken ? 0 : A_DAY],
    ] as const) {
      for (let index = 0; index < count; index++) {
        const timestamp = new Date(FROM + day * DAY + hour * HOUR + index * 1_000).toISOString();
        calls.push({ type: 'track', event, userId: `u${day}-${index}`, messageId: `${event}${day}-${index}`, timestamp });
      }
    }
  }
  for (let from = 0; from < calls.length; from += 500) await shop.batch(...calls.slice(from, from + 500));
  await shop.running.advanceTo(FROM + DAYS * DAY);
  await shop.running.settle();
}, 60_000);
afterAll(() => shop.close());

const day = (at: string) => `intDiv(toUnixTimestamp64Milli(${at}) - ${FROM}, ${DAY})`;

test('the break is alerted when its day is over, and nothing else is', async () => {
  const alerts = await shop.running.warehouse.query(
    `SELECT toUInt32(${day('alerts.at')}) AS day, measure, step, state, toUInt32(toHour(alerts.at)) AS hour FROM alerts ORDER BY alerts.at`,
  );
  expect(alerts).toEqual([
    { day: BROKEN.from + 1, measure: 'conversion', step: 'remind', state: 'raised', hour: 0 },
    { day: BROKEN.to + 1, measure: 'conversion', step: 'remind', state: 'cleared', hour: 0 },
  ]);
});

test('the step is rerouted meanwhile, and who comes then goes past it', async () => {
  const reroutes = await shop.running.warehouse.query(
    `SELECT toUInt32(${day('reroutes.at')}) AS day, action FROM reroutes ORDER BY reroutes.at`,
  );
  expect(reroutes).toEqual([
    { day: BROKEN.from + 1, action: 'on' },
    { day: BROKEN.to + 1, action: 'off' },
  ]);
  const passed = await shop.running.warehouse.query<{ day: number }>(
    `SELECT DISTINCT toUInt32(${day('at')}) AS day FROM facts WHERE kind = 'journey' AND action = 'moved' AND JSONHas(detail, 'rerouted') ORDER BY day`,
  );
  expect(passed.map((row) => row.day)).toEqual(Array.from({ length: BROKEN.to - BROKEN.from }, (_, index) => BROKEN.from + 1 + index));
});
