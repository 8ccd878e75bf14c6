/** Against worlds counted by hand, and against every way through the events tried one after the other. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { type FunnelQuestion, funnelOf } from './funnel.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 1, 1);
const STEPS = ['Product Viewed', 'Product Added', 'Order Completed'];
const QUESTION: FunnelQuestion = { events: STEPS, windowMs: 24 * HOUR, from: START, until: START + 48 * HOUR };

let world: TestWarehouse;
let rows: RowMaker;
beforeAll(async () => {
  world = await openTestWarehouse();
}, 120_000);
afterAll(() => world?.close());
beforeEach(() => emptied());

async function emptied(): Promise<void> {
  for (const table of ['events', 'facts']) await world.warehouse.execute(`TRUNCATE TABLE ${table}`);
  rows = new RowMaker();
}

/** `hours` after the beginning. */
function does(customer: string, step: number, hours: number): void {
  rows.event({ customer, event: STEPS[step]!, time: START + hours * HOUR });
}

const came = async (change: Partial<FunnelQuestion> = {}): Promise<readonly number[]> => {
  await rows.insertInto(world.warehouse);
  return (await funnelOf(world.warehouse, { ...QUESTION, ...change })).map(({ customers }) => customers);
};

test('customers count at each step that they came to', async () => {
  for (const [step, hours] of [1, 2, 3].entries()) does('all', step, hours);
  does('two', 0, 1);
  does('two', 1, 2);
  does('one', 0, 1);
  does('none', 2, 1);
  expect(await came()).toEqual([3, 2, 1]);
});

test('in their order, and at the same time is in order', async () => {
  does('backwards', 2, 1);
  does('backwards', 1, 2);
  does('backwards', 0, 3);
  for (const step of STEPS.keys()) does('at once', step, 5);
  expect(await came()).toEqual([2, 1, 1]);
});

test('the last step lies within the window after the first one', async () => {
  does('just', 0, 1);
  does('just', 1, 2);
  does('just', 2, 25);
  does('late', 0, 1);
  does('late', 1, 2);
  does('late', 2, 25.001);
  expect(await came()).toEqual([2, 2, 1]);
});

test('the way that comes furthest counts, not the first one', async () => {
  does('again', 0, 1);
  does('again', 1, 2);
  does('again', 0, 20);
  does('again', 1, 21);
  does('again', 2, 40);
  expect(await came()).toEqual([1, 1, 1]);
});

test('who entered within the span may finish after it', async () => {
  does('over', 0, 47);
  does('over', 1, 49);
  does('over', 2, 70);
  does('early', 0, -1);
  does('early', 1, 1);
  does('after', 0, 48);
  does('after', 1, 49);
  expect(await came()).toEqual([1, 1, 1]);
});

test('the events of profiles that are one today count together', async () => {
  does('visitor', 0, 1);
  does('ada', 1, 2);
  rows.fact({ kind: 'identity', action: 'merged', customer: 'ada', name: 'visitor', at: START + HOUR });
  expect(await came()).toEqual([1, 1, 0]);
});

test('only some customers', async () => {
  does('a', 0, 1);
  does('b', 0, 1);
  does('b', 1, 2);
  expect(await came({ among: "SELECT 'b' AS customer" })).toEqual([1, 1, 0]);
  expect(await came({ among: "SELECT 'a' AS customer WHERE 0" })).toEqual([0, 0, 0]);
});

test('a name with a quote in it is a name', async () => {
  rows.event({ customer: 'a', event: "It's on", time: START });
  expect(await came({ events: ["It's on", 'Order Completed'] })).toEqual([1, 0]);
});

test.each([
  ['one step', ['A']],
  ['the same event twice', ['A', 'B', 'A']],
  ['nine steps', [...'ABCDEFGHI']],
])('%s is refused', async (_, events) => {
  await expect(funnelOf(world.warehouse, { ...QUESTION, events })).rejects.toMatchObject({ code: 'VOLANO_QUERY_INVALID' });
});

interface Done {
  readonly who: number;
  readonly step: number;
  readonly hour: number;
}

/** How far one comes: the best of all ways, tried one after the other. */
function furthest(done: readonly Done[], windowHours: number): number {
  const from = (step: number, start: number, at: number): number =>
    Math.max(
      step,
      ...done.flatMap((one) =>
        one.step === step && one.hour >= at && one.hour <= start + windowHours ? [from(step + 1, start, one.hour)] : [],
      ),
    );
  return Math.max(0, ...done.flatMap((one) => (one.step === 0 && one.hour < 48 ? [from(1, one.hour, one.hour)] : [])));
}

test('the same as trying every way', async () => {
  const event = fc.record({ who: fc.nat(3), step: fc.nat(2), hour: fc.nat(60) });
  const property = fc.asyncProperty(fc.array(event, { maxLength: 30 }), fc.integer({ min: 1, max: 30 }), async (done, hours) => {
    await emptied();
    for (const { who, step, hour } of done) does(`c${who}`, step, hour);
    const reached = [0, 1, 2, 3].map((who) =>
      furthest(
        done.filter((one) => one.who === who),
        hours,
      ),
    );
    expect(await came({ windowMs: hours * HOUR })).toEqual([1, 2, 3].map((level) => reached.filter((one) => one >= level).length));
  });
  await fc.assert(property, { numRuns: 25 });
}, 120_000);
