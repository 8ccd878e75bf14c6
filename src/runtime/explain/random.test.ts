/** explain answers why and why not for every customer asked at random, and each answer's values are found in the warehouse and in the log. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { project } from '../../../examples/omni/index.ts';
import { unprovenAmong } from '../demo/check/explained.ts';
import { examplesFolder } from '../demo/examples.ts';
import { openOmni } from '../demo/feed/omni.ts';
import { Shop } from '../shop.suite.ts';
import type { Evidence, Explanation } from './explanation.ts';
import { evidenceIn, expectProven } from './trial.suite.ts';

const ASKED = 50;
const JOURNEYS = project.definitions.filter(({ kind }) => kind === 'journey').map(({ id }) => id);

let shop: Shop;
let explanations: Explanation[];

/** The year of a small world, then fifty customers at random (a fixed seed) and every journey, and some of their messages. */
beforeAll(async () => {
  const scenario = await openOmni({ folder: examplesFolder('omni'), customers: 60, seed: 'explain' });
  shop = await Shop.open({ eventTime: scenario.range });
  const { running } = shop;
  await running.applyProject(project);
  await scenario.feed({
    url: running.url,
    writeKey: running.writeKey,
    before: () => running.keepUp(2_000),
    progress: () => undefined,
  });
  await running.advanceTo(scenario.range.to);
  await running.settle();
  const ids: string[] = [];
  for await (const { id } of running.customers()) ids.push(id);
  let state = 20_240_115;
  const draw = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const chosen = ids.map((id) => ({ id, order: draw() })).sort((a, b) => a.order - b.order);
  explanations = [];
  for (const { id } of chosen.slice(0, ASKED)) explanations.push(await running.explain({ lookup: { customer: id } }));
}, 180_000);
afterAll(() => shop.close());

describe('fifty customers at random', () => {
  test('get an answer for every journey, each with a reason', () => {
    expect(explanations).toHaveLength(ASKED);
    for (const { journeys } of explanations) {
      expect(journeys?.map(({ journey }) => journey)).toEqual([...JOURNEYS].sort());
      for (const { standing, way, refused, untriggered } of journeys ?? []) {
        if (standing === 'untriggered') expect(untriggered?.rule).toMatch(/^trigger\./);
        else if (standing === 'refused') expect(refused?.rule).not.toBe('');
        else expect([standing === 'inside' ? way?.step : way?.rule]).not.toContain(undefined);
      }
    }
    const standings = new Set(explanations.flatMap(({ journeys }) => journeys!.map(({ standing }) => standing)));
    expect(standings.size).toBeGreaterThanOrEqual(4);
  });

  test('every row that is named stands in the warehouse with these values, and in the log as it says', async () => {
    const rows = explanations.flatMap((one) => evidenceIn(one));
    expect(rows.length).toBeGreaterThan(ASKED);
    await expectProven(rows, shop.running);
    expect(await unprovenAmong(rows, shop.running)).toEqual([]);
  });

  test('the values of each reason are those of its row', () => {
    const reasons = explanations.flatMap(({ journeys }) =>
      journeys!.flatMap(({ refused, messages }) => [...(refused ? [refused] : []), ...messages]),
    );
    expect(reasons.length).toBeGreaterThan(ASKED);
    for (const { rule, read, evidence } of reasons) {
      const { detail, action } = evidence;
      if (action === 'sent') expect(rule).toBe('allowed');
      else expect([detail.rule ?? detail.reason, detail.read ?? {}]).toEqual([rule, read]);
    }
  });

  test('their messages have a chain from a signal on, with rows in warehouse and log', async () => {
    const asked = explanations.flatMap(({ customer, journeys }) =>
      journeys!.flatMap(({ messages }) => messages.slice(0, 1).map(({ message }) => ({ customer, message }))),
    );
    const rows: Evidence[] = [];
    for (const { customer, message } of asked.slice(0, 40)) {
      const { message: told } = await shop.running.explain({ lookup: { customer }, message });
      expect(told?.chain[0]?.link).toBe('signal');
      expect(told?.chain.map(({ link }) => link)).toEqual(expect.arrayContaining(['identity', 'trigger', 'decision', 'step', 'verdict']));
      rows.push(...evidenceIn(told));
    }
    await expectProven(rows, shop.running);
    expect(rows.filter(({ table }) => table === 'events').length).toBeGreaterThan(10);
    expect(await unprovenAmong(rows, shop.running)).toEqual([]);
  });
});
