import { afterEach, expect, test } from 'vitest';
import { Holding } from './holding.ts';

let holding = new Holding(60_000);
afterEach(() => holding.close());

let gone: number[] = [];

/** Holds answers for these positions and notes in `gone` which went. */
async function hold(...positions: number[]): Promise<(() => void)[]> {
  gone = [];
  return positions.map((position) => {
    const { released, leave } = holding.hold(position)!;
    void released.then(() => gone.push(position));
    return leave;
  });
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('they go in their order, each when the engine is near (A1)', async () => {
  holding = new Holding(60_000);
  await hold(10, 20, 20, 30);
  holding.reached(9);
  await settled();
  expect(gone).toEqual([]);
  holding.reached(20);
  await settled();
  expect(gone).toEqual([10, 20, 20]);
  expect(holding.count).toBe(1);
  holding.reached(1_000);
  await settled();
  expect(gone).toEqual([10, 20, 20, 30]);
  expect(holding.count).toBe(0);
});

test('whoever has left holds up nobody and is not counted', async () => {
  holding = new Holding(60_000);
  const [leave] = await hold(30, 20);
  holding.reached(25);
  expect(holding.count).toBe(2);
  leave!();
  leave!();
  expect(holding.count).toBe(1);
  holding.reached(25);
  await settled();
  expect(gone).toEqual([20]);
});

test('an engine that does not move holds nobody for ever (A2)', async () => {
  holding = new Holding(20);
  await holding.hold(1_000)!.released;
  const [first, second] = [holding.hold(1_000)!, holding.hold(2_000)!];
  await Promise.all([first.released, second.released]);
  expect(holding.count).toBe(0);
});

test('closing lets all go, and holds none afterwards (A2)', async () => {
  holding = new Holding(60_000);
  await hold(10, 20);
  holding.close();
  await settled();
  expect(gone).toEqual([10, 20]);
  expect(holding.count).toBe(0);
  expect(holding.hold(30)).toBeUndefined();
});
