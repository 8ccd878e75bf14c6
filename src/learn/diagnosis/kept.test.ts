/** Figures that are kept from look to look against a count of everything anew, on a real warehouse into which facts come in pieces and in any order. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { countSteps, type StepFigures } from './figures.ts';
import { KeptFigures } from './kept.ts';
import { insertRows, rowsOf, START, steps, TO, walked } from './walked.suite.ts';

let folder: TestWarehouse;
beforeAll(async () => {
  folder = await openTestWarehouse();
});
afterAll(() => folder.close());

const sorted = (figures: readonly StepFigures[]) =>
  [...figures].map((one) => ({ ...one })).sort((a, b) => (`${a.step} ${a.hour}` < `${b.step} ${b.hour}` ? -1 : 1));

test('K1: at every look they are what counting anew gives, however late what is new is dated', async () => {
  const piece = fc.record({
    customers: fc.array(walked, { maxLength: 25, size: 'max' }),
    late: fc.double({ min: 0, max: 0.6, noNaN: true }),
    on: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 3, maxLength: 6, size: 'max' }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      async (pieces, chance) => {
        const { warehouse } = folder;
        await warehouse.execute('TRUNCATE TABLE facts');
        const draw = (): number => Number(chance.next().value);
        const maker = new RowMaker();
        const kept = new KeptFigures(warehouse);
        let [from, n] = [START, 0];
        let held: ReturnType<typeof rowsOf> = [];
        for (const { customers, late, on } of pieces) {
          const rows = [...held, ...customers.flatMap((one) => rowsOf(one, n++))].sort((a, b) => a.at - b.at);
          const isLate = rows.map(() => draw() < late);
          held = rows.filter((_, index) => isLate[index]);
          await insertRows(
            warehouse,
            maker,
            rows.filter((_, index) => !isLate[index]),
          );
          const asked = { steps, from, to: TO };
          expect(sorted(await kept.count({ ...asked, upTo: [maker.position] }))).toEqual(sorted(await countSteps(warehouse, asked)));
          expect(await countSteps(warehouse, { ...asked, upTo: [0] })).toEqual([]);
          from += on * HOUR;
        }
      },
    ),
    { numRuns: 6, seed: 11 },
  );
});

/** Counts the questions that count everything. */
function watched(warehouse: Warehouse): { readonly query: Warehouse['query']; readonly whole: number[]; asked: number } {
  const seen = { whole: [] as number[], asked: 0 };
  const query: Warehouse['query'] = (sql, values) => {
    seen.asked++;
    if (values?.flows) seen.whole.push(Number(values.from));
    return warehouse.query(sql, values);
  };
  return Object.assign(seen, { query });
}

test('everything is counted once, and again for other steps, a look further back, and when too much is new; nothing new asks nothing', async () => {
  const { warehouse } = folder;
  await warehouse.execute('TRUNCATE TABLE facts');
  const maker = new RowMaker();
  const moved = (at: number, step = 'a', subject = `i${at}`) => ({
    kind: 'journey' as const,
    action: 'moved',
    subject,
    step,
    detail: {},
    at,
  });
  await insertRows(warehouse, maker, [moved(START + HOUR)]);
  const seen = watched(warehouse);
  const kept = new KeptFigures(seen, { newRowsMax: 2 });
  const look = (from: number, asked = steps) => kept.count({ steps: asked, from, to: TO, upTo: [maker.position] });
  await look(START);
  expect(seen.asked).toBe(1);
  expect(await look(START)).toMatchObject([{ came: 1, stalled: 1 }]);
  expect(seen.asked).toBe(1);
  await insertRows(warehouse, maker, [moved(START + 2 * DAY), moved(START + HOUR, 'b', `i${START + HOUR}`)]);
  expect(sorted(await look(START)).map(({ step, came, wentOn, stalled }) => [step, came, wentOn, stalled])).toEqual([
    ['a', 1, 1, 0],
    ['a', 1, 0, 1],
    ['b', 1, 0, 1],
  ]);
  expect(seen.whole).toEqual([START]);
  await insertRows(warehouse, maker, [moved(START + 1), moved(START + 2), moved(START + 3)]);
  await look(START);
  await look(START - HOUR);
  await look(START - HOUR, steps.slice(1));
  expect(seen.whole).toEqual([START, START, START - HOUR, START - HOUR]);
});
